package org.convmat.core.failure;

import org.jspecify.annotations.Nullable;

/**
 * A backend is unknown, broken, unavailable, or failed while it worked. The message is one line
 * that names it and says what to do.
 */
public class BackendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a finished message and what caused it, if anything did. */
  public BackendException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
