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
 * @param fewestRounds samples of each at least, however long they take
 */
public record InTurn(double seconds, double sampleSeconds, double pauseSeconds, int fewestRounds) {

  private static final int FEWEST_CALLS = 5;
  private static final double SLOW_NANOS = 1e8;
  private static final int MOST_ROUNDS = 10_000;

  /** In turn without rest, samples of five milliseconds. */
  public static InTurn of(double seconds) {
    return new InTurn(seconds, 0.005, 0, 9);
  }

  /** Warms everything up, then times it; sample {@code i} of every piece belongs to one round. */
  public List<Samples> run(List<Runnable> work) {
    List<Turn> turns = new ArrayList<>();
    for (Runnable one : work) {
      turns.add(Turn.of(one, warmUp(one, 0.5 * seconds / work.size()), sampleSeconds));
    }
    long end = end(seconds);
    for (int n = 0; n < fewestRounds || (System.nanoTime() < end && n < MOST_ROUNDS); n++) {
      for (Turn turn : turns) {
        if (pauseSeconds > 0) {
          LockSupport.parkNanos((long) (pauseSeconds * 1e9));
        }
        turn.take();
      }
    }
    return turns.stream().map(Turn::samples).toList();
  }

  /** A piece of work, how many calls make one sample, and whether one more comes before it. */
  private record Turn(Runnable work, int calls, boolean wake, Samples samples) {
    static Turn of(Runnable work, double nanos, double sampleSeconds) {
      int calls = (int) Math.max(1, Math.ceil(sampleSeconds * 1e9 / Math.max(1, nanos)));
      return new Turn(work, calls, nanos < SLOW_NANOS, new Samples());
    }

    void take() {
      if (wake) {
        work.run(); // wakes its threads and fills the caches
      }
      samples.add(sample(work, calls));
    }
  }

  /** Runs the work for a while; returns the shortest time of a call after the first. */
  private static double warmUp(Runnable work, double forSeconds) {
    long end = end(forSeconds);
    work.run(); // makes ready what is made at first use
    double best = sample(work, 1);
    for (int n = 1; System.nanoTime() < end || (n < FEWEST_CALLS && best < SLOW_NANOS); n++) {
      best = Math.min(best, sample(work, 1));
    }
    return best;
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
