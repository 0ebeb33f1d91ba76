package org.convmat.core.verify;

/**
 * Sums of products in twice the precision of a double, so that their own error is nothing beside
 * the one they measure (Ogita, Rump and Oishi, <i>Accurate sum and dot product</i>, 2005, algorithm
 * 5.3). Beside each sum, that of the absolute values, and the number of summands.
 */
final class TwofoldSums {

  private final double[] high;
  private final double[] low;
  private final double[] magnitudes;
  private final int[] summands;

  TwofoldSums(int count) {
    this.high = new double[count];
    this.low = new double[count];
    this.magnitudes = new double[count];
    this.summands = new int[count];
  }

  /** Adds {@code a*b} to sum {@code i}. */
  void add(int i, double a, double b) {
    double product = a * b;
    double productError = Math.fma(a, b, -product);
    double old = high[i];
    double sum = old + product;
    double part = sum - old;
    double sumError = (old - (sum - part)) + (product - part);
    high[i] = sum;
    low[i] += sumError + productError;
    magnitudes[i] += Math.abs(product);
    summands[i]++;
  }

  /** The sum, rounded once. */
  double value(int i) {
    return high[i] + low[i];
  }

  /** How far {@code actual} is from the sum. */
  double error(int i, double actual) {
    return Math.abs((actual - high[i]) - low[i]);
  }

  /** How far two sums are apart. */
  double difference(int i, int j) {
    return Math.abs((high[i] - high[j]) + (low[i] - low[j]));
  }

  /** The sum of the absolute values. */
  double magnitude(int i) {
    return magnitudes[i];
  }

  /** How many products were added. */
  int summands(int i) {
    return summands[i];
  }
}
