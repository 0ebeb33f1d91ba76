package org.convmat.benchmarks.timing;

import java.util.Arrays;

/** Nanoseconds of one call, sample after sample. Not thread-safe. */
public final class Samples {

  private double[] values = new double[64];
  private int count;

  /** Adds a sample. */
  void add(double nanos) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = nanos;
  }

  /** How many samples there are. */
  public int count() {
    return count;
  }

  /** The middle one, in nanoseconds. */
  public double median() {
    return median(Arrays.copyOf(values, count));
  }

  /** The middle one of the ratios to the samples of another piece of work, round by round. */
  public double medianRatio(Samples other) {
    double[] ratios = new double[Math.min(count, other.count)];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = values[i] / other.values[i];
    }
    return median(ratios);
  }

  /** The middle one of {@code values}, the upper of two; NaN if there are none. */
  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
