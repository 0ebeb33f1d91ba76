package org.convmat.cli;

import org.convmat.core.failure.InvalidInputException;
import org.convmat.spi.Accuracy;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who multiplies, with how many threads, and in which form. */
final class ExecutionOptions {

  private static final int MOST_THREADS = 1024;

  @Mixin private final BackendOptions backend = new BackendOptions();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads may work; default 1.")
  private int threads = 1;

  @Mixin private final FormOption form = new FormOption();

  /** What was asked for, ready to work, componentwise accurate. */
  Session open() {
    return open(Accuracy.COMPONENTWISE);
  }

  /** What was asked for, ready to work, with an accuracy. */
  Session open(Accuracy accuracy) {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new InvalidInputException("--threads is %d, must be 1 to %d", threads, MOST_THREADS);
    }
    return new Session(backend.open(), form.form(), threads, accuracy);
  }
}
