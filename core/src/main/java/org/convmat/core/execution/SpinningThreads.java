package org.convmat.core.execution;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.convmat.spi.Execution;
import org.jspecify.annotations.Nullable;

/**
 * Threads for a caller to lend whose products are short and follow each other closely, as in a
 * network: each thread waits for its next task awake for a while, and only then sleeps.
 *
 * <p>To wake a sleeping thread takes many microseconds, and milliseconds where the processor sleeps
 * as well; a product of a millisecond on an ordinary pool may lose what a second thread gains. A
 * thread that spins need not be woken. The price: <b>after each task every thread here keeps a
 * processor busy for the whole spin time</b>, to the harm of whatever else would run there. So make
 * no more of them than there are processors to spare, choose a spin time hardly longer than the
 * usual pause between two products, and close them. They give way to whoever wants their processor;
 * still, where other work keeps the processors busy, use an ordinary pool: there calls with these
 * threads took up to 1.6 times as long.
 *
 * <pre>{@code
 * try (SpinningThreads helpers = new SpinningThreads(3, Duration.ofMillis(5));
 *     BoundConvolution bound = convolution.on(backend, Optional.empty(), helpers.execution())) {
 *   ...
 * }
 * }</pre>
 *
 * <p>The threads are daemons. Handing over a task takes no lock. Tasks begin in the order in which
 * they came. What a task throws goes to its thread's uncaught exception handler and ends nothing
 * else. Thread-safe.
 */
public final class SpinningThreads implements Executor, AutoCloseable {

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<Worker> workers;
  private final long spinNanos;
  private volatile boolean closed;

  /**
   * Starts the threads.
   *
   * @param threads how many, at least 1; the caller works too, so one less than shall work at once
   * @param spin how long a thread waits awake, after its start, its last task or its last waking;
   *     may be zero, which makes this an ordinary pool
   * @throws IllegalArgumentException if there are fewer threads than 1, or the time is negative
   */
  public SpinningThreads(int threads, Duration spin) {
    Preconditions.checkArgument(threads >= 1, "threads is %s, must be at least 1", threads);
    Preconditions.checkArgument(
        !spin.isNegative(), "the spin time is %s, must be at least 0", spin);
    this.spinNanos = TimeUnit.NANOSECONDS.convert(spin);
    this.workers =
        IntStream.rangeClosed(1, threads)
            .mapToObj(Worker::new)
            .collect(ImmutableList.toImmutableList());
    try {
      workers.forEach(worker -> worker.thread.start());
    } catch (Throwable e) { // no memory for one of them: the others end
      close();
      throw e;
    }
  }

  /** The calling thread and all of these. */
  public Execution execution() {
    return Execution.on(this, workers.size() + 1);
  }

  /**
   * Has a thread run {@code task}, as soon as one is free.
   *
   * @throws RejectedExecutionException if this is closed
   */
  @Override
  public void execute(Runnable task) {
    Objects.requireNonNull(task, "task");
    if (closed) {
      throw refusal();
    }
    tasks.add(task);
    // Closed in between: a thread on its way out has taken the task, or else nobody will.
    if (closed && tasks.remove(task)) {
      throw refusal();
    }
    wakeOne();
  }

  private static RejectedExecutionException refusal() {
    return new RejectedExecutionException("these threads are closed");
  }

  private void wakeOne() {
    for (Worker worker : workers) {
      if (worker.wake()) {
        return;
      }
    }
  }

  /**
   * Lets the threads end as soon as they have done the tasks that were accepted; does not wait for
   * it. Closing twice is harmless.
   */
  @Override
  public void close() {
    closed = true;
    workers.forEach(Worker::wake);
  }

  /** One thread: works, spins, sleeps. */
  private final class Worker implements Runnable {

    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Thread thread;

    Worker(int number) {
      thread = new Thread(this, "convmat-spinning-" + number);
      thread.setDaemon(true);
    }

    /** Wakes this thread if it sleeps. */
    boolean wake() {
      boolean slept = asleep.get() && asleep.compareAndSet(true, false);
      if (slept) {
        LockSupport.unpark(thread);
      }
      return slept;
    }

    @Override
    public void run() {
      boolean last = false;
      while (!last) {
        last = closed; // asked before the queue, so that no accepted task is left behind
        for (Runnable task = next(); task != null; task = next()) {
          run(task);
        }
        if (!last) {
          sleep();
        }
      }
    }

    /** The next task, waited for awake; null if none came in time, or none will. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on what the scheduler does with it
    private @Nullable Runnable next() {
      Runnable task = tasks.poll();
      if (task == null && spinNanos > 0) {
        long start = System.nanoTime();
        while (task == null && !closed && System.nanoTime() - start < spinNanos) {
          Thread.onSpinWait();
          Thread.yield(); // where nobody else wants the processor, this returns at once
          task = tasks.poll();
        }
      }
      return task;
    }

    private void run(Runnable task) {
      try {
        task.run();
      } catch (Throwable e) { // whatever it is, this thread has other tasks to do
        report(e);
      }
      Thread.interrupted(); // was meant for the task, and would keep this thread from sleeping
    }

    private void report(Throwable e) {
      try {
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      } catch (Throwable alsoFailed) {
        // As the virtual machine does: what a handler throws is ignored.
      }
    }

    /** Says that it sleeps, looks once more, and sleeps: whoever comes later sees that it does. */
    private void sleep() {
      asleep.set(true);
      if (!tasks.isEmpty() || closed) {
        asleep.set(false);
        return;
      }
      while (asleep.get()) {
        LockSupport.park(this);
        Thread.interrupted();
      }
    }
  }
}
