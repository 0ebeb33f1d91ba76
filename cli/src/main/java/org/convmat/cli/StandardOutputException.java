package org.convmat.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Standard output takes no more. */
final class StandardOutputException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  StandardOutputException(IOException cause) {
    super("standard output: cannot be written: " + cause.getMessage(), cause);
  }

  /** Whether the reader went away, as head does: "Broken pipe", or what Windows says. */
  boolean isClosedPipe() {
    return String.valueOf(getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
  }
}
