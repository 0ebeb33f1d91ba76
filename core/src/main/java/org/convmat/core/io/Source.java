package org.convmat.core.io;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import org.convmat.core.failure.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Where numbers come from or go to, as people know it: what every refusal begins with.
 *
 * @param name a path, {@code standard input}, or an archive with the name of an entry
 */
record Source(String name) {

  private static final int QUOTED = 40;

  static Source of(Path path) {
    return new Source(path.toString());
  }

  /** An entry of this archive. */
  Source entry(String entry) {
    return new Source(name + "(" + entry + ")");
  }

  /** A refusal: one line that begins with the name, whatever the arguments hold. */
  @FormatMethod
  InvalidInputException refuse(@FormatString String format, @Nullable Object... arguments) {
    return new InvalidInputException("%s", line(String.format(Locale.ROOT, format, arguments)));
  }

  /** A refusal that keeps what caused it for those who ask for the stack trace. */
  InvalidInputException refuse(Throwable cause, String what) {
    return new InvalidInputException(line(what + ": " + reason(cause)), cause);
  }

  private static String reason(Throwable cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason(); // the whole message may name a temporary file
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private String line(String message) {
    return printable(name + ": " + message);
  }

  /**
   * Content of a file as it may stand in a message: quoted, printable, not longer than a glance.
   */
  static String quote(String content) {
    return content.length() <= QUOTED
        ? "'" + printable(content) + "'"
        : "'" + printable(content.substring(0, QUOTED)) + "'...";
  }

  /** Control characters could forge lines or terminal commands, so none gets into a message. */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints().forEach(c -> printable.appendCodePoint(isPrintable(c) ? c : '?'));
    return printable.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
