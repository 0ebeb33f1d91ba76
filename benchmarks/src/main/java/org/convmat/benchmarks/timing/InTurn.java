package org.convmat.benchmarks.timing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Times pieces of work in turn, A B C A B C ..., so that a machine whose speed drifts slows all of
 * them. A harness that gives each its own process (JMH) would compare different moments instead.
 *
 * @param seconds how long the samples take together; the warm-up before them takes half as long, or
 *     until nothing gets faster any more
 * @param sampleSeconds shortest time over which one sample is taken
 * @param pauseSeconds rest before each sample: threads of the work before it may still be spinning
 * @param fewestRounds samples of each at least, however long they take
 */
public record InTurn(double seconds, double sampleSeconds, double pauseSeconds, int fewestRounds) {

  private static final int FEWEST_CALLS = 5;
  private static final double LONGEST_WARM_UP = 8;
  private static final double IMPROVEMENT = 0.98;
  private static final double QUIET = 0.5;
  private static final double SLOW_NANOS = 1e8;
  private static final int MOST_ROUNDS = 10_000;

  /** In turn without rest, samples of five milliseconds. */
  public static InTurn of(double seconds) {
    return new InTurn(seconds, 0.005, 0, 9);
  }

  /** Warms everything up, then times it; sample {@code i} of every piece belongs to one round. */
  public List<Samples> run(List<Runnable> work) {
    List<Turn> turns = new ArrayList<>();
    Compiler compiler = new Compiler(Math.min(seconds, QUIET));
    for (Runnable one : work) {
      double nanos = warmUp(one, 0.5 * seconds / work.size(), compiler);
      turns.add(Turn.of(one, nanos, sampleSeconds, pauseSeconds));
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

  /** A piece of work, how many calls make one sample, and how long it runs before each. */
  private record Turn(Runnable work, int calls, double wakeSeconds, Samples samples) {
    static Turn of(Runnable work, double nanos, double sampleSeconds, double pauseSeconds) {
      int calls = (int) Math.max(1, Math.ceil(sampleSeconds * 1e9 / Math.max(1, nanos)));
      // After a rest the other processors sleep, and waking them takes milliseconds.
      double wake = pauseSeconds > 0 ? sampleSeconds : Double.MIN_VALUE;
      return new Turn(work, calls, nanos < SLOW_NANOS ? wake : 0, new Samples());
    }

    void take() {
      long end = end(wakeSeconds);
      if (wakeSeconds > 0) {
        do {
          work.run(); // wakes its threads and fills the caches
        } while (System.nanoTime() < end);
      }
      samples.add(sample(work, calls));
    }
  }

  /**
   * Runs the work for a while and until it gets no faster: for as long again as the last
   * improvement took to come, because the compiler needs hundreds of calls, and until the compiler
   * is quiet. Returns the shortest time of a call after the first.
   */
  private static double warmUp(Runnable work, double forSeconds, Compiler compiler) {
    long start = System.nanoTime();
    long least = end(forSeconds);
    long most = end(LONGEST_WARM_UP);
    work.run(); // makes ready what is made at first use
    double best = sample(work, 1);
    long improved = System.nanoTime();
    for (int n = 1; n < FEWEST_CALLS || System.nanoTime() < most; n++) {
      long now = System.nanoTime();
      boolean settled = now > least && now - start > 2 * (improved - start) && compiler.isQuiet();
      if (settled && (n >= FEWEST_CALLS || best >= SLOW_NANOS)) {
        break;
      }
      double nanos = sample(work, 1);
      if (nanos < IMPROVEMENT * best) {
        improved = System.nanoTime();
      }
      best = Math.min(best, nanos);
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
