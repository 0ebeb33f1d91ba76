package org.convmat.benchmarks.peers;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.convmat.benchmarks.timing.InTurn;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.execution.SpinningThreads;
import org.convmat.core.plan.Form;
import org.convmat.spi.Accuracy;
import org.convmat.spi.Execution;
import org.jspecify.annotations.Nullable;

/** What the rows of a run have in common, and the threads lent to convmat. */
public final class Setting implements AutoCloseable {

  /** With several threads, longer samples and a rest before each; see {@link #inTurn}. */
  private static final double SAMPLE_SECONDS = 0.01;

  private static final double REST_SECONDS = 0.05;

  private static final int FEWEST_ROUNDS = 5;

  /** How long ONNX Runtime's threads spin after a call here; less than the rest before a sample. */
  private static final Duration SPIN = Duration.ofMillis(40);

  private final int threads;
  private final double seconds;
  private final CheckedBackend backend;
  private final Optional<Form> form;
  private final Accuracy accuracy;
  private final @Nullable SpinningThreads helpers;

  /**
   * The same for all rows.
   *
   * @param form the plan's if not given
   * @param accuracy what convmat allows its backend; the peers have no such choice
   */
  public Setting(
      int threads, double seconds, CheckedBackend backend, Optional<Form> form, Accuracy accuracy) {
    this.threads = threads;
    this.seconds = seconds;
    this.backend = backend;
    this.form = form;
    this.accuracy = accuracy;
    this.helpers = threads == 1 ? null : new SpinningThreads(threads - 1, SPIN);
  }

  /** How many threads each library may use. */
  public int threads() {
    return threads;
  }

  /** What convmat multiplies with. */
  public CheckedBackend backend() {
    return backend;
  }

  /** What convmat allows its backend, as a word. */
  public String accuracy() {
    return accuracy.name().toLowerCase(Locale.ROOT);
  }

  /** Backend, threads and accuracy in a few words, for the head of a table. */
  public String title() {
    return "backend " + backend.id() + ", " + threads + " threads, accuracy " + accuracy();
  }

  /**
   * The native engines' threads spin for a while after the work is done, which is their right, and
   * so do those that are lent to convmat here; but it must not slow what is timed next, so with
   * several threads each sample begins after a rest.
   */
  public InTurn inTurn() {
    return new InTurn(seconds, SAMPLE_SECONDS, threads > 1 ? REST_SECONDS : 0, FEWEST_ROUNDS);
  }

  /** A layer on convmat in the form of this setting. */
  public ConvmatContestant ours(LayerData data) {
    return ours(data, form);
  }

  /** A layer on convmat in a form. */
  public ConvmatContestant ours(LayerData data, Optional<Form> wanted) {
    Execution lent = helpers == null ? Execution.sequential() : helpers.execution();
    return new ConvmatContestant(data, backend, wanted, lent.withAccuracy(accuracy));
  }

  @Override
  public void close() {
    if (helpers != null) {
      helpers.close();
    }
  }
}
