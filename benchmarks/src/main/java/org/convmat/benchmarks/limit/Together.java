package org.convmat.benchmarks.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Rates of work that several threads do at the same time, each on data of its own. */
final class Together {

  private static final double SECONDS = 0.02;
  private static final int ROUNDS = 5;

  private Together() {}

  /** One call of the work of thread {@code thread}; returns how much it was. */
  interface Work {
    double run(int thread);
  }

  /** Work done a second by all threads; the best of a few rounds, after a warm-up of as many. */
  static double rate(int threads, Work work) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      double best = 0;
      for (int round = 0; round < 2 * ROUNDS; round++) {
        double rate = round(pool, threads, work);
        best = round < ROUNDS ? 0 : Math.max(best, rate);
      }
      return best;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      pool.shutdown();
    }
  }

  private static double round(ExecutorService pool, int threads, Work work)
      throws InterruptedException, ExecutionException {
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Callable<Double>> tasks = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      tasks.add(
          () -> {
            start.await();
            return timed(work, thread);
          });
    }
    double sum = 0;
    for (Future<Double> rate : pool.invokeAll(tasks)) {
      sum += rate.get();
    }
    return sum;
  }

  private static double timed(Work work, int thread) {
    double done = 0;
    long start = System.nanoTime();
    long elapsed = 0;
    while (elapsed < SECONDS * 1e9) {
      done += work.run(thread);
      elapsed = System.nanoTime() - start;
    }
    return done * 1e9 / elapsed;
  }
}
