package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link ListedTable} for floats. */
final class FloatTable {

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();

  /** The bits of the exponent: all of them are set where a number is not finite. */
  private static final int EXPONENT = 0x7f80_0000;

  private FloatTable() {}

  /** True if {@code count} elements, {@code step} apart, are finite. */
  static boolean isFinite(float[] x, int from, int step, int count) {
    int overflow = 0;
    for (int k = 0; k < count; k++) {
      overflow |= (Float.floatToRawIntBits(x[from + k * step]) & EXPONENT) + (1 << 23);
    }
    return overflow >= 0;
  }

  /**
   * Two vectors of the product, of the rows from {@code first} on and from {@code second} on;
   * column k of the table begins at {@code k*rows}.
   */
  static void pair(
      float[] table,
      int rows,
      int first,
      int second,
      float[] x,
      int from,
      int step,
      int columns,
      float[] y,
      int at) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    for (int k = 0; k < columns; k++) {
      FloatVector v = FloatVector.broadcast(S, x[from + k * step]);
      s0 = v.fma(FloatVector.fromArray(S, table, first + k * rows), s0);
      s1 = v.fma(FloatVector.fromArray(S, table, second + k * rows), s1);
    }
    s0.intoArray(y, at + first);
    s1.intoArray(y, at + second);
  }

  /** All rows, a vector of them or more; the last vectors may overlap. */
  static void multiply(
      float[] table, int rows, int columns, float[] x, int from, int step, float[] y, int at) {
    int last = rows - L;
    for (int row = 0; row < rows; row += 2 * L) {
      pair(
          table, rows, Math.min(row, last), Math.min(row + L, last), x, from, step, columns, y, at);
    }
  }
}
