package org.convmat.spi;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Tasks 0..n-1 that any number of threads take one by one; see {@link Execution#forEach}. */
final class SharedWork implements Runnable {

  /** How long to spin before parking, which costs about as much: the others are nearly done. */
  private static final long SPIN_NANOS = 50_000;

  private final int tasks;
  private final IntConsumer task;
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch unfinished;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  SharedWork(int tasks, IntConsumer task) {
    this.tasks = tasks;
    this.task = task;
    this.unfinished = new CountDownLatch(tasks);
  }

  /** Takes tasks until none is left. */
  @Override
  public void run() {
    for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
      try {
        if (failure.get() == null) {
          task.accept(i);
        }
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      } finally {
        unfinished.countDown();
      }
    }
  }

  /** Waits for the tasks that other threads have begun, then reports the first failure. */
  void await() {
    spin();
    boolean interrupted = false;
    while (true) {
      try {
        unfinished.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // the others still write into the result: finish, then pass it on
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Throwable first = failure.get();
    if (first instanceof RuntimeException e) {
      throw e;
    }
    if (first instanceof Error e) {
      throw e;
    }
  }

  private void spin() {
    if (unfinished.getCount() == 0) {
      return;
    }
    long end = System.nanoTime() + SPIN_NANOS;
    while (unfinished.getCount() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
