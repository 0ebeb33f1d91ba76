package org.convmat.benchmarks.command;

import org.convmat.core.failure.BackendException;
import org.convmat.core.failure.InvalidInputException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs a command as the command line of convmat does: one line says what is wrong. */
public final class Commands {

  private static final int BAD_INPUT = 2;
  private static final int NO_BACKEND = 3;
  private static final int DEFECT = 70;

  private Commands() {}

  /** Returns the exit code. */
  public static int execute(CommandLine command, String[] arguments) {
    return command
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, a) -> fail(BAD_INPUT, e))
        .setExecutionExceptionHandler((e, c, p) -> fail(code(e), e))
        .execute(arguments);
  }

  private static int code(Exception e) {
    if (e instanceof BackendException) {
      return NO_BACKEND;
    }
    return e instanceof InvalidInputException || e instanceof ParameterException
        ? BAD_INPUT
        : DEFECT;
  }

  private static int fail(int code, Exception e) {
    if (code == DEFECT) {
      e.printStackTrace();
    }
    System.err.println("convmat: " + e.getMessage());
    return code;
  }
}
