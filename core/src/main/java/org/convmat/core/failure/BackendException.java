package org.convmat.core.failure;

import org.jspecify.annotations.Nullable;

/**
 * A backend is unknown, broken, unavailable, or failed while it worked. The message is one line
 * that names it, says what to do and ends in the problem's code.
 */
public class BackendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final BackendProblem problem;

  /** With a finished message, to which the code is added, and what caused it, if anything did. */
  public BackendException(BackendProblem problem, String message, @Nullable Throwable cause) {
    super(message + " [" + problem.code() + "]", cause);
    this.problem = problem;
  }

  /** What is wrong. */
  public BackendProblem problem() {
    return problem;
  }
}
