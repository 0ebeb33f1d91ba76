package org.convmat.benchmarks.table;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.convmat.benchmarks.peers.ConvmatContestant;
import org.convmat.benchmarks.peers.LayerData;
import org.convmat.benchmarks.timing.InTurn;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.plan.Form;
import org.convmat.spi.Execution;

/** What the rows of a run have in common, and the threads lent to convmat. */
final class Setting implements AutoCloseable {

  /** With several threads, longer samples and a rest before each; see {@link #inTurn}. */
  private static final double SAMPLE_SECONDS = 0.01;

  private static final double REST_SECONDS = 0.03;

  private final int threads;
  private final double seconds;
  private final CheckedBackend backend;
  private final Optional<Form> form;
  private final ExecutorService helpers;

  Setting(int threads, double seconds, CheckedBackend backend, Optional<Form> form) {
    this.threads = threads;
    this.seconds = seconds;
    this.backend = backend;
    this.form = form;
    this.helpers = Executors.newFixedThreadPool(Math.max(1, threads - 1), Setting::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "helper");
    thread.setDaemon(true);
    return thread;
  }

  int threads() {
    return threads;
  }

  CheckedBackend backend() {
    return backend;
  }

  /**
   * The native engines' threads spin for a while after the work is done, which is their right; but
   * it must not slow what is timed next, so with several threads each sample begins after a rest.
   */
  InTurn inTurn() {
    return new InTurn(seconds, SAMPLE_SECONDS, threads > 1 ? REST_SECONDS : 0);
  }

  ConvmatContestant ours(LayerData data) {
    return ours(data, form);
  }

  ConvmatContestant ours(LayerData data, Optional<Form> wanted) {
    return new ConvmatContestant(data, backend, wanted, Execution.on(helpers, threads));
  }

  @Override
  public void close() {
    helpers.shutdown();
  }
}
