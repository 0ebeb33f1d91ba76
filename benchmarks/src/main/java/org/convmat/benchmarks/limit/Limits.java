package org.convmat.benchmarks.limit;

import org.convmat.benchmarks.layers.LayerWork;
import org.convmat.spi.ElementType;

/**
 * The least time that a layer can take on this machine with a number of threads: the larger of its
 * arithmetic at the peak and its traffic at the bandwidth of a copy. Not thread-safe.
 */
public final class Limits {

  /** Size of the copy that is named as the machine's bandwidth; larger than caches are. */
  private static final double MEMORY_BYTES = 256 << 20;

  private final double peak;
  private final CopyBandwidth bandwidth;
  private final double memoryBandwidth;

  /** Measures the peak, and a copy in memory. */
  public Limits(int threads) {
    this.peak = ArithmeticPeak.measure(ElementType.FLOAT, threads);
    this.bandwidth = new CopyBandwidth(threads);
    this.memoryBandwidth = bandwidth.of(MEMORY_BYTES);
  }

  /** Float operations a second of all threads. */
  public double peak() {
    return peak;
  }

  /** Bytes a second, read and written, of a copy that no cache holds. */
  public double memoryBandwidth() {
    return memoryBandwidth;
  }

  /** The limit of a layer. */
  public Limit of(LayerWork work) {
    return new Limit(work.flops() / peak, work.bytes() / bandwidth.of(work.bytes()));
  }

  /**
   * The least time for a layer.
   *
   * @param arithmeticSeconds its operations at the peak
   * @param trafficSeconds its bytes at the bandwidth of a copy of that size
   */
  public record Limit(double arithmeticSeconds, double trafficSeconds) {

    /** The larger of the two. */
    public double seconds() {
      return Math.max(arithmeticSeconds, trafficSeconds);
    }

    /** What the layer is limited by, in one word. */
    public String by() {
      return arithmeticSeconds >= trafficSeconds ? "arithmetic" : "memory";
    }
  }
}
