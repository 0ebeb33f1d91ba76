package org.convmat.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.convmat.core.failure.BackendException;
import org.convmat.core.failure.InvalidInputException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one line on standard error and an exit code. */
final class Failures {

  private final PrintStream err;
  private boolean verbose;

  Failures(PrintStream err) {
    this.err = err;
  }

  /** Whether stack traces are welcome. */
  void verbose(boolean wanted) {
    this.verbose = wanted;
  }

  /** Says what went wrong and returns the exit code. */
  int report(Throwable failure) {
    if (failure instanceof StandardOutputException e && e.isClosedPipe()) {
      return ExitCode.DONE; // the reader has had enough
    }
    err.println(line(describe(failure)));
    if (verbose) {
      failure.printStackTrace(err);
    }
    return code(failure);
  }

  private static int code(Throwable failure) {
    if (failure instanceof BackendException) {
      return ExitCode.NO_BACKEND;
    }
    if (failure instanceof CheckFailedException) {
      return ExitCode.CHECK_FAILED;
    }
    boolean input =
        failure instanceof InvalidInputException
            || failure instanceof ParameterException
            || failure instanceof StandardOutputException
            || failure instanceof OutOfMemoryError;
    return input ? ExitCode.BAD_INPUT : ExitCode.DEFECT;
  }

  private static String describe(Throwable failure) {
    if (failure instanceof InvalidInputException
        || failure instanceof BackendException
        || failure instanceof CheckFailedException
        || failure instanceof StandardOutputException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof ParameterException e) {
      return usage(e);
    }
    if (failure instanceof OutOfMemoryError) {
      return String.format(
          Locale.ROOT,
          "out of memory, the heap has %d bytes; take a smaller batch or another --form (convmat"
              + " plan compares them), or give Java more, as in CONVMAT_JAVA_OPTS=-Xmx8g",
          Runtime.getRuntime().maxMemory());
    }
    return "a defect in convmat, please report it with the output of -v: " + failure;
  }

  private static String usage(ParameterException failure) {
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    List<String> near =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    boolean transposedOnly =
        failure instanceof UnmatchedArgumentException unmatched
            && unmatched.getUnmatched().stream().anyMatch(Failures::isTransposedOnly);
    if (transposedOnly && command.endsWith(" conv")) {
      return failure.getMessage() + "; it belongs to the transposed convolution, convmat tconv";
    }
    String hint = near.isEmpty() ? "" : " (did you mean " + String.join(" or ", near) + "?)";
    return failure.getMessage() + hint + "; see " + command + " --help";
  }

  private static boolean isTransposedOnly(String word) {
    return word.startsWith("--output-padding") || word.startsWith("--output-size");
  }

  /** One line, whatever the text holds. */
  static String line(String text) {
    return "convmat: " + text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
