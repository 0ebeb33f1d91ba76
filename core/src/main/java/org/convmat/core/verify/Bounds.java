package org.convmat.core.verify;

import org.convmat.spi.ElementType;

/**
 * How far a product may be from the exact one, cell by cell: {@code gamma(k) |C||x| + k lambda}, as
 * the contract of {@link org.convmat.spi.Multiplier} has it. Whole numbers whose sums stay within
 * {@code 1/u} must be exact.
 *
 * @param sums the exact product
 * @param type the element type of the product
 * @param whole whether all numbers are whole
 */
record Bounds(TwofoldSums sums, ElementType type, boolean whole) {

  double of(int i) {
    double magnitude = sums.magnitude(i);
    if (whole && magnitude <= 1 / type.unitRoundoff()) {
      return 0;
    }
    int k = sums.summands(i);
    double ku = k * type.unitRoundoff();
    boolean bounded = ku < 1 && magnitude < largest(); // else a sum on the way may overflow
    double gamma = ku / (1 - ku);
    return bounded ? gamma * magnitude + k * smallestNormal() : Double.POSITIVE_INFINITY;
  }

  /** The error of a number as a fraction of its bound; infinite for NaN. */
  static double fraction(double error, double bound) {
    boolean bounded = bound < Double.POSITIVE_INFINITY;
    if (!bounded || error == 0) {
      return 0;
    }
    return Double.isNaN(error) || bound == 0 ? Double.POSITIVE_INFINITY : error / bound;
  }

  private double largest() {
    return type == ElementType.FLOAT ? Float.MAX_VALUE / 2 : Double.MAX_VALUE / 4;
  }

  private double smallestNormal() {
    return type == ElementType.FLOAT ? Float.MIN_NORMAL : Double.MIN_NORMAL;
  }
}
