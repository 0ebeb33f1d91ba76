package org.convmat.cli;

/** A check that was asked for was made, and failed; the message says which and where. */
final class CheckFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CheckFailedException(String message) {
    super(message);
  }
}
