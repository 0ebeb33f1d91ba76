package org.convmat.cli;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.convmat.core.BoundConvolution;
import org.convmat.core.Convolution;
import org.convmat.core.plan.Form;
import org.convmat.spi.Accuracy;
import org.convmat.spi.Execution;
import org.convmat.view.resample.PictureScaler;
import org.convmat.view.resample.ScalingOptions;
import org.jspecify.annotations.Nullable;

/** A chosen backend with the threads that are lent to it, until it is closed. */
final class Session implements AutoCloseable {

  private final BackendOptions.Chosen chosen;
  private final Optional<Form> form;
  private final @Nullable ExecutorService helpers;
  private final Execution execution;

  Session(BackendOptions.Chosen chosen, Optional<Form> form, int threads, Accuracy accuracy) {
    this.chosen = chosen;
    this.form = form;
    if (threads == 1) {
      this.helpers = null;
      this.execution = Execution.sequential().withAccuracy(accuracy);
    } else {
      // the calling thread works too
      this.helpers = Executors.newFixedThreadPool(threads - 1, Session::daemon);
      this.execution = Execution.on(helpers, threads).withAccuracy(accuracy);
    }
  }

  String backend() {
    return chosen.backend().id();
  }

  BoundConvolution bind(Convolution convolution) {
    return convolution.on(chosen.backend(), form, execution);
  }

  /** What makes pictures larger or smaller. */
  PictureScaler scaler(ScalingOptions options) {
    return new PictureScaler(options, chosen.backend(), form, execution);
  }

  @Override
  public void close() {
    if (helpers != null) {
      helpers.shutdownNow();
    }
    chosen.close();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "convmat-worker");
    thread.setDaemon(true);
    return thread;
  }
}
