package org.convmat.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * Times two pieces of work in turn, A B A B ..., so that a machine whose speed drifts slows both. A
 * harness that gives each its own process (JMH) would compare two moments instead.
 */
final class Duel {

  /** Shortest time over which one sample is taken. */
  private static final double SAMPLE_NANOS = 5e6;

  private final double seconds;

  /** Each duel lasts {@code seconds}, after as long a warm-up. */
  Duel(double seconds) {
    this.seconds = seconds;
  }

  /** Medians of both in nanoseconds, and the median of the ratios of neighbouring samples. */
  record Outcome(double ours, double theirs, double ratio, int samples) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "ours %10.1f us, theirs %10.1f us, ours/theirs %.3f (%d pairs)",
          ours / 1e3,
          theirs / 1e3,
          ratio,
          samples);
    }
  }

  /** Warms both up, then times them in turn. */
  Outcome run(Runnable ours, Runnable theirs) {
    double[] calls = {warmUp(ours), warmUp(theirs)};
    double[] a = new double[10_000];
    double[] b = new double[10_000];
    double[] ratios = new double[10_000];
    int n = 0;
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (n < 9 || (System.nanoTime() < end && n < a.length)) {
      a[n] = sample(ours, calls[0]);
      b[n] = sample(theirs, calls[1]);
      ratios[n] = a[n] / b[n];
      n++;
    }
    return new Outcome(median(a, n), median(b, n), median(ratios, n), n);
  }

  /** Runs the work for a while; returns how many calls make one sample. */
  private double warmUp(Runnable work) {
    long end = System.nanoTime() + (long) (seconds * 0.5e9);
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 3 || System.nanoTime() < end; i++) {
      best = Math.min(best, sample(work, 1));
    }
    return Math.max(1, Math.ceil(SAMPLE_NANOS / best));
  }

  private static double sample(Runnable work, double calls) {
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      work.run();
    }
    return (System.nanoTime() - start) / calls;
  }

  private static double median(double[] values, int count) {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted[count / 2];
  }
}
