package org.convmat.spi;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntConsumer;

/**
 * How a multiplication may be carried out: on how many threads, whose they are, and how accurately.
 * convmat creates no threads of its own: either everything runs in the calling thread, or the
 * caller lends an executor.
 *
 * <p>Immutable and thread-safe.
 */
public final class Execution {

  private static final Execution SEQUENTIAL =
      new Execution(1, Runnable::run, Accuracy.COMPONENTWISE);

  private final int threads;
  private final Executor executor;
  private final Accuracy accuracy;

  private Execution(int threads, Executor executor, Accuracy accuracy) {
    this.threads = threads;
    this.executor = executor;
    this.accuracy = accuracy;
  }

  /** Everything in the calling thread, {@link Accuracy#COMPONENTWISE}. */
  public static Execution sequential() {
    return SEQUENTIAL;
  }

  /**
   * The calling thread and up to {@code threads - 1} tasks at a time on {@code executor}, {@link
   * Accuracy#COMPONENTWISE}.
   *
   * @throws IllegalArgumentException if threads is below 1
   */
  public static Execution on(Executor executor, int threads) {
    Objects.requireNonNull(executor, "executor");
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", must be at least 1");
    }
    return threads == 1 ? SEQUENTIAL : new Execution(threads, executor, Accuracy.COMPONENTWISE);
  }

  /** The same threads with another accuracy. */
  public Execution withAccuracy(Accuracy other) {
    Objects.requireNonNull(other, "accuracy");
    return other == accuracy ? this : new Execution(threads, executor, other);
  }

  /** How near the product must come to the exact one. */
  public Accuracy accuracy() {
    return accuracy;
  }

  /** How many threads may work at once, the calling one included. */
  public int threads() {
    return threads;
  }

  /**
   * Runs {@code task} for each of 0..tasks-1 and returns when all are done. Tasks are handed out
   * one at a time, so their order over the threads is free: a task must not depend on another one.
   * The calling thread works too and waits only for tasks that have begun, spinning for up to 50
   * microseconds before it parks; so a saturated or refusing executor slows this down but never
   * blocks it, and calls may nest.
   *
   * @throws RuntimeException what the first failing task threw; tasks not begun by then are skipped
   */
  public void forEach(int tasks, IntConsumer task) {
    int helpers = Math.min(threads, tasks) - 1;
    if (helpers <= 0) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    SharedWork work = new SharedWork(tasks, task);
    for (int h = 0; h < helpers; h++) {
      try {
        executor.execute(work);
      } catch (RejectedExecutionException e) {
        break; // the calling thread does it all
      }
    }
    work.run();
    work.await();
  }
}
