package org.convmat.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output as text. A {@code PrintStream} would swallow a full disk or a reader that went
 * away; this reports both.
 */
final class TextOutput {

  private static final int BUFFER = 1 << 16;

  private final OutputStream out;

  TextOutput(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER);
  }

  /** Something that writes to a stream. */
  @FunctionalInterface
  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  void print(String text) {
    write(stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  void line(String text) {
    print(text);
    print("\n");
  }

  void flush() {
    write(OutputStream::flush);
  }

  void write(Writing writing) {
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new StandardOutputException(e);
    }
  }
}
