package org.convmat.core.execution;

import java.util.Optional;
import java.util.Random;
import org.convmat.core.failure.BackendException;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;

/**
 * A quick look at a backend at work: one small dense product, both directions, timed and held
 * against plain loops. It tells a slow or broken installation from a sound one; it is no benchmark
 * and no test kit.
 *
 * @param gigaflops 10<sup>9</sup> floating-point operations per second of a product of 96 x 96 by
 *     96 x 96 doubles in one thread, after a warm-up of a fraction of a second
 * @param worstError largest error of an entry as a fraction of the contract's bound {@code gamma(k)
 *     |A||x|}; up to 1 is right, NaN where the backend left NaN
 * @param failure what the backend failed with, if it did
 */
public record BackendCheckup(double gigaflops, double worstError, Optional<String> failure) {

  private static final int SIDE = 96;
  private static final double SECONDS = 0.15;

  /** Takes a fraction of a second. Never throws what the backend throws. */
  public static BackendCheckup of(CheckedBackend backend) {
    Random random = new Random(1);
    DenseMatrix a = square(random.doubles(SIDE * SIDE, -1, 1).toArray());
    DenseMatrix x = square(random.doubles(SIDE * SIDE, -1, 1).toArray());
    DenseMatrix y = square(new double[SIDE * SIDE]);
    try (Multiplier multiplier = backend.prepare(a, Execution.sequential())) {
      multiplier.multiply(x, y);
      double worst = worstError(a, x, y);
      multiplier.multiplyTransposed(x, y);
      worst = Math.max(worst, worstError(a.transposed(), x, y));
      return new BackendCheckup(speed(multiplier, x, y), worst, Optional.empty());
    } catch (BackendException e) {
      return new BackendCheckup(0, Double.NaN, Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /** Whether it worked and every entry is within the bound. */
  public boolean sound() {
    return failure.isEmpty() && worstError <= 1;
  }

  private static double speed(Multiplier multiplier, DenseMatrix x, DenseMatrix y) {
    double best = Double.MAX_VALUE;
    long end = System.nanoTime() + (long) (SECONDS * 1e9);
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      multiplier.multiply(x, y);
      best = Math.min(best, (double) (System.nanoTime() - start));
    }
    return 2.0 * SIDE * SIDE * SIDE / best;
  }

  private static double worstError(DenseMatrix a, DenseMatrix x, DenseMatrix y) {
    double ku = SIDE * ElementType.DOUBLE.unitRoundoff();
    double gamma = ku / (1 - ku);
    double worst = 0;
    for (int r = 0; r < SIDE; r++) {
      for (int c = 0; c < SIDE; c++) {
        double sum = 0;
        double magnitude = 0;
        for (int k = 0; k < SIDE; k++) {
          sum += a.get(r, k) * x.get(k, c);
          magnitude += Math.abs(a.get(r, k) * x.get(k, c));
        }
        worst = Math.max(worst, Math.abs(y.get(r, c) - sum) / (gamma * magnitude));
      }
    }
    return worst;
  }

  private static DenseMatrix square(double[] cells) {
    return DenseMatrix.columnMajor(Elements.of(cells), 0, SIDE, SIDE);
  }
}
