package org.convmat.core.failure;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import org.jspecify.annotations.Nullable;

/**
 * Something handed in cannot be used: a parameter, a shape, a file. The message is one line that
 * holds the numbers and says what would be right.
 */
public class InvalidInputException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** With a message in {@link String#format} form. */
  @FormatMethod
  public InvalidInputException(@FormatString String format, @Nullable Object... arguments) {
    super(arguments.length == 0 ? format : String.format(format, arguments));
  }

  /** With a finished message and what caused it. */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
