package org.convmat.spi;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Tasks 0..n-1 that any number of threads take one by one; see {@link Execution#forEach}. */
final class SharedWork implements Runnable {

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
}
