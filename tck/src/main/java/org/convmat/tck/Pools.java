package org.convmat.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/** Threads for the kit's own use. */
final class Pools {

  private static final int SECONDS = 60;

  private Pools() {}

  /** Runs {@code task} for 0 to {@code threads - 1} at the same time, each in its own thread. */
  static void together(int threads, IntConsumer task) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(threads);
      List<Future<?>> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        results.add(
            pool.submit(
                () -> {
                  start.countDown();
                  start.await();
                  task.accept(number);
                  return number;
                }));
      }
      for (Future<?> result : results) {
        get(result);
      }
    } finally {
      stop(pool);
    }
  }

  /** Runs {@code task} in a thread of {@code pool} and passes on what it throws. */
  static void within(ExecutorService pool, Runnable task) throws InterruptedException {
    Callable<Integer> call =
        () -> {
          task.run();
          return 0;
        };
    get(pool.submit(call));
  }

  private static void get(Future<?> result) throws InterruptedException {
    try {
      result.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not done after " + SECONDS + " seconds; deadlock?", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof AssertionError error) {
        throw error;
      }
      throw new AssertionError("in another thread: " + cause, cause);
    }
  }

  /**
   * Ends a pool and waits until its threads are gone, so that nobody takes them for a backend's.
   */
  static void stop(ExecutorService pool) throws InterruptedException {
    pool.shutdownNow();
    pool.awaitTermination(SECONDS, TimeUnit.SECONDS);
  }
}
