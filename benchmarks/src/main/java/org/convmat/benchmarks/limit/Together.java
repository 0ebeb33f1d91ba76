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

  private static final double SECONDS = 0.005;
  private static final int MOST_ROUNDS = 1000;

  /** As many rounds without a new best, by more than a hundredth, mean that it was found. */
  private static final int SETTLED = 12;

  private Together() {}

  /** One call of the work of thread {@code thread}; returns how much it was. */
  interface Work {
    double run(int thread);
  }

  /**
   * Work done a second by all threads: the best of at least {@code fewest} rounds, and of as many
   * more as it takes until nothing gets better, since a loop is slow until it has been compiled.
   */
  static double rate(int threads, int fewest, Work work) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      double best = 0;
      int since = 0;
      for (int n = 0; n < fewest || (since < SETTLED && n < MOST_ROUNDS); n++) {
        double rate = round(pool, threads, work);
        since = rate > 1.01 * best ? 0 : since + 1;
        best = Math.max(best, rate);
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
