package org.convmat.cli;

/** The exit codes that scripts rely on. */
final class ExitCode {

  /** It was done. */
  static final int DONE = 0;

  /** A check that was asked for failed. */
  static final int CHECK_FAILED = 1;

  /** Wrong usage, or input that cannot be used. */
  static final int BAD_INPUT = 2;

  /** There is no such backend, or it is broken or unavailable. */
  static final int NO_BACKEND = 3;

  /** A defect in convmat. */
  static final int DEFECT = 70;

  private ExitCode() {}
}
