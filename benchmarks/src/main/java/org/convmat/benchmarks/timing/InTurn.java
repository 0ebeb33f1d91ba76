package org.convmat.benchmarks.timing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Times pieces of work in turn, A B C A B C ..., so that a machine whose speed drifts slows all of
 * them. A harness that gives each its own process (JMH) would compare different moments instead.
 *
 * @param seconds how long the samples take together; the warm-up before them takes half as long
 * @param sampleSeconds shortest time over which one sample is taken
 * @param pauseSeconds rest before each sample: threads of the work before it may still be spinning
 */
public record InTurn(double seconds, double sampleSeconds, double pauseSeconds) {

  private static final int FEWEST_ROUNDS = 5;
  private static final int MOST_ROUNDS = 10_000;

  /** In turn without rest, samples of five milliseconds. */
  public static InTurn of(double seconds) {
    return new InTurn(seconds, 0.005, 0);
  }

  /** Warms everything up, then times it; sample {@code i} of every piece belongs to one round. */
  public List<Samples> run(List<Runnable> work) {
    List<Integer> calls = new ArrayList<>();
    List<Samples> samples = new ArrayList<>();
    for (Runnable one : work) {
      calls.add(warmUp(one, 0.5 * seconds / work.size()));
      samples.add(new Samples());
    }
    long end = end(seconds);
    for (int n = 0; n < FEWEST_ROUNDS || (System.nanoTime() < end && n < MOST_ROUNDS); n++) {
      for (int i = 0; i < work.size(); i++) {
        if (pauseSeconds > 0) {
          LockSupport.parkNanos((long) (pauseSeconds * 1e9));
        }
        work.get(i).run(); // wakes its threads and fills the caches
        samples.get(i).add(sample(work.get(i), calls.get(i)));
      }
    }
    return samples;
  }

  /** Runs the work for a while; returns how many calls make one sample. */
  private int warmUp(Runnable work, double forSeconds) {
    long end = end(forSeconds);
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 3 || System.nanoTime() < end; i++) {
      best = Math.min(best, sample(work, 1));
    }
    return (int) Math.max(1, Math.ceil(sampleSeconds * 1e9 / Math.max(1, best)));
  }

  private static double sample(Runnable work, int calls) {
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      work.run();
    }
    return (double) (System.nanoTime() - start) / calls;
  }

  private static long end(double seconds) {
    return System.nanoTime() + (long) (seconds * 1e9);
  }
}
