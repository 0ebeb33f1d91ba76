package org.convmat.benchmarks.limit;

import java.util.Map;
import java.util.TreeMap;

/**
 * Bytes read and written a second while copying arrays that together are as large as what a layer
 * moves: what fits in a cache is copied there, what does not is copied in memory, and each thread
 * has its own part. Not thread-safe.
 */
public final class CopyBandwidth {

  /** Smaller arrays would measure the call. */
  private static final int SMALLEST = 1 << 15;

  private static final int FEWEST_ROUNDS = 12;

  private final int threads;
  private final Map<Integer, Double> rates = new TreeMap<>();

  /** Of that many threads at the same time. */
  public CopyBandwidth(int threads) {
    this.threads = threads;
  }

  /** For source and target of {@code bytes} together; measured once for each size. */
  public double of(double bytes) {
    int floats = (int) Math.min(1 << 28, Math.max(SMALLEST, bytes) / Float.BYTES);
    return rates.computeIfAbsent(floats, this::measure);
  }

  private double measure(int floats) {
    int part = Math.max(1, floats / 2 / threads);
    float[][] sources = new float[threads][part];
    float[][] targets = new float[threads][part];
    return Together.rate(
        threads,
        FEWEST_ROUNDS,
        thread -> {
          System.arraycopy(sources[thread], 0, targets[thread], 0, part);
          return 2.0 * part * Float.BYTES;
        });
  }
}
