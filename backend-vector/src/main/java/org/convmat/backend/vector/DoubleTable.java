package org.convmat.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link ListedTable} for doubles. */
final class DoubleTable {

  private static final VectorSpecies<Double> S = Lanes.DOUBLES;
  private static final int L = S.length();

  /** The bits of the exponent: all of them are set where a number is not finite. */
  private static final long EXPONENT = 0x7ff0_0000_0000_0000L;

  private DoubleTable() {}

  /** True if {@code count} elements, {@code step} apart, are finite. */
  static boolean isFinite(double[] x, int from, int step, int count) {
    long overflow = 0;
    for (int k = 0; k < count; k++) {
      overflow |= (Double.doubleToRawLongBits(x[from + k * step]) & EXPONENT) + (1L << 52);
    }
    return overflow >= 0;
  }

  /**
   * Two vectors of the product, of the rows from {@code first} on and from {@code second} on;
   * column k of the table begins at {@code k*rows}.
   */
  static void pair(
      double[] table,
      int rows,
      int first,
      int second,
      double[] x,
      int from,
      int step,
      int columns,
      double[] y,
      int at) {
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = s0;
    for (int k = 0; k < columns; k++) {
      DoubleVector v = DoubleVector.broadcast(S, x[from + k * step]);
      s0 = v.fma(DoubleVector.fromArray(S, table, first + k * rows), s0);
      s1 = v.fma(DoubleVector.fromArray(S, table, second + k * rows), s1);
    }
    s0.intoArray(y, at + first);
    s1.intoArray(y, at + second);
  }

  /** All rows, a vector of them or more; the last vectors may overlap. */
  static void multiply(
      double[] table, int rows, int columns, double[] x, int from, int step, double[] y, int at) {
    int last = rows - L;
    for (int row = 0; row < rows; row += 2 * L) {
      pair(
          table, rows, Math.min(row, last), Math.min(row + L, last), x, from, step, columns, y, at);
    }
  }
}
