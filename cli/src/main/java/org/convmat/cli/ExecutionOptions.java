package org.convmat.cli;

import org.convmat.core.failure.InvalidInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who multiplies, with how many threads, and in which form. */
final class ExecutionOptions {

  private static final int MOST_THREADS = 1024;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description =
          "A backend's id, or auto; see convmat backends. Default: the environment"
              + " variable CONVMAT_BACKEND, else auto.")
  private @Nullable String backend;

  @Mixin private final BackendPathOption path = new BackendPathOption();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads may work; default 1.")
  private int threads = 1;

  @Option(
      names = "--form",
      paramLabel = "FORM",
      description = "Form of the matrix: auto (default), dense, sparse, lowered or structured.")
  private Choice.FormName form = Choice.FormName.AUTO;

  /** What was asked for, ready to work. */
  Session open() {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new InvalidInputException("--threads is %d, must be 1 to %d", threads, MOST_THREADS);
    }
    return new Session(path.search(), backend, form.form(), threads);
  }
}
