package org.convmat.benchmarks.limit;

import java.util.Arrays;
import java.util.Locale;
import org.convmat.benchmarks.fma.FmaLoop;
import org.convmat.spi.ElementType;

/** Fused multiply-adds in registers: the most that any product can reach. */
public final class ArithmeticPeak {

  private static final int STEPS = 5_000;

  private static final int FEWEST_ROUNDS = 60;

  /**
   * Vector operations a second that a core can be believed to start: one in two ns to four a cycle.
   */
  private static final double FEWEST = 0.5e9;

  private static final double MOST = 4 * 6e9;

  private ArithmeticPeak() {}

  /**
   * Floating-point operations a second on {@code threads} threads at the same time.
   *
   * @throws IllegalStateException if the number cannot be right: the loop was not compiled into
   *     vector instructions, or it was optimised away
   */
  public static double measure(ElementType type, int threads) {
    boolean single = type == ElementType.FLOAT;
    int lanes = single ? FmaLoop.floatLanes() : FmaLoop.doubleLanes();
    double[] sink = new double[16 * threads];
    double rate = single ? floats(lanes, threads, sink) : doubles(lanes, threads, sink);
    double started = rate / (2.0 * lanes * threads);
    if (!(started >= FEWEST && started <= MOST) || Arrays.stream(sink).sum() <= 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the peak came out as %.1f GFLOP/s on %d threads of %d lanes, which cannot be",
              rate / 1e9,
              threads,
              lanes));
    }
    return rate;
  }

  private static double floats(int lanes, int threads, double[] sink) {
    float[] factors = new float[2 * lanes];
    Arrays.fill(factors, 0, lanes, 0.999f);
    Arrays.fill(factors, lanes, 2 * lanes, 0.001f);
    return Together.rate(
        threads,
        FEWEST_ROUNDS,
        thread -> {
          sink[16 * thread] += FmaLoop.floats(factors, STEPS);
          return FmaLoop.floatFlops(STEPS);
        });
  }

  private static double doubles(int lanes, int threads, double[] sink) {
    double[] factors = new double[2 * lanes];
    Arrays.fill(factors, 0, lanes, 0.999);
    Arrays.fill(factors, lanes, 2 * lanes, 0.001);
    return Together.rate(
        threads,
        FEWEST_ROUNDS,
        thread -> {
          sink[16 * thread] += FmaLoop.doubles(factors, STEPS);
          return FmaLoop.doubleFlops(STEPS);
        });
  }
}
