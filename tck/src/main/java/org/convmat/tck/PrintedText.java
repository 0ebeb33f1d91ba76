package org.convmat.tck;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Listens at standard output and standard error. */
final class PrintedText {

  private PrintedText() {}

  /** What is printed while {@code task} runs. */
  static String during(Runnable task) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream ear = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(ear);
      System.setErr(ear);
      task.run();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
