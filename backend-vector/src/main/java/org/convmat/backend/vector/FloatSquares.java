package org.convmat.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over squares of three by three: the nine weights stay in registers, and four rows are
 * computed at a time, so that a vector that was read serves up to three of them. The neighbours in
 * a row are written as {@code + 1} and {@code + 2}: with an offset in a variable for each, the
 * compiler has more of them than registers.
 */
final class FloatSquares {

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();
  private static final VectorSpecies<Integer> BITS = VectorSpecies.of(int.class, S.vectorShape());

  /** No bits of a vector of elements, then all of one, then none. */
  private static final int[] KEPT = new int[3 * L];

  static {
    Arrays.fill(KEPT, L, 2 * L, -1);
  }

  private FloatSquares() {}

  /** Several squares: whole vectors of four rows at a time, square after square. */
  static void several(
      float[] p,
      RowTerms terms,
      int turn,
      float[] x,
      int start,
      int sourceStep,
      float[] y,
      int position,
      int targetStep,
      int rows,
      int vectors) {
    for (int four = 0; four < rows; four += 4) {
      int row = Math.min(four, rows - 4);
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      for (int n = 0; n < terms.count(); n += 9) {
        add(p, terms, n, turn, x, at, sourceStep, y, to, targetStep, vectors);
      }
    }
  }

  /**
   * One square: rows of {@code count} sums, four rows at a time. The last vector and the last four
   * rows may overlap those before. A loop over the last vector as well has no part of its own for
   * what is left over, which takes longer than the sums where rows have few vectors.
   */
  static void one(
      float[] p,
      RowTerms terms,
      int turn,
      float[] x,
      int start,
      int sourceStep,
      float[] y,
      int position,
      int targetStep,
      int rows,
      int count) {
    int vectors = (count + L - 1) / L;
    int last = count - L;
    FloatVector w0 = FloatVector.fromArray(S, p, terms.pattern(0) + turn);
    FloatVector w1 = FloatVector.fromArray(S, p, terms.pattern(1) + turn);
    FloatVector w2 = FloatVector.fromArray(S, p, terms.pattern(2) + turn);
    FloatVector w3 = FloatVector.fromArray(S, p, terms.pattern(3) + turn);
    FloatVector w4 = FloatVector.fromArray(S, p, terms.pattern(4) + turn);
    FloatVector w5 = FloatVector.fromArray(S, p, terms.pattern(5) + turn);
    FloatVector w6 = FloatVector.fromArray(S, p, terms.pattern(6) + turn);
    FloatVector w7 = FloatVector.fromArray(S, p, terms.pattern(7) + turn);
    FloatVector w8 = FloatVector.fromArray(S, p, terms.pattern(8) + turn);
    for (int four = 0; four < rows; four += 4) {
      int row = Math.min(four, rows - 4);
      int x0 = start + terms.offset(0) + row * sourceStep;
      int x1 = x0 + sourceStep;
      int x2 = x1 + sourceStep;
      int x3 = x2 + sourceStep;
      int x4 = x3 + sourceStep;
      int x5 = x4 + sourceStep;
      int y0 = position + row * targetStep;
      int y1 = y0 + targetStep;
      int y2 = y1 + targetStep;
      int y3 = y2 + targetStep;
      for (int k = 0; k < vectors; k++) {
        int i = Math.min(k * L, last);
        FloatVector v = FloatVector.fromArray(S, x, x0 + i);
        FloatVector c0 = w0.mul(v);
        v = FloatVector.fromArray(S, x, x0 + i + 1);
        c0 = w1.fma(v, c0);
        v = FloatVector.fromArray(S, x, x0 + i + 2);
        c0 = w2.fma(v, c0);
        v = FloatVector.fromArray(S, x, x1 + i);
        c0 = w3.fma(v, c0);
        FloatVector c1 = w0.mul(v);
        v = FloatVector.fromArray(S, x, x1 + i + 1);
        c0 = w4.fma(v, c0);
        c1 = w1.fma(v, c1);
        v = FloatVector.fromArray(S, x, x1 + i + 2);
        c0 = w5.fma(v, c0);
        c1 = w2.fma(v, c1);
        v = FloatVector.fromArray(S, x, x2 + i);
        c0 = w6.fma(v, c0);
        c1 = w3.fma(v, c1);
        FloatVector c2 = w0.mul(v);
        v = FloatVector.fromArray(S, x, x2 + i + 1);
        c0 = w7.fma(v, c0);
        c1 = w4.fma(v, c1);
        c2 = w1.fma(v, c2);
        v = FloatVector.fromArray(S, x, x2 + i + 2);
        c0 = w8.fma(v, c0);
        c1 = w5.fma(v, c1);
        c2 = w2.fma(v, c2);
        c0.intoArray(y, y0 + i);
        v = FloatVector.fromArray(S, x, x3 + i);
        c1 = w6.fma(v, c1);
        c2 = w3.fma(v, c2);
        FloatVector c3 = w0.mul(v);
        v = FloatVector.fromArray(S, x, x3 + i + 1);
        c1 = w7.fma(v, c1);
        c2 = w4.fma(v, c2);
        c3 = w1.fma(v, c3);
        v = FloatVector.fromArray(S, x, x3 + i + 2);
        c1 = w8.fma(v, c1);
        c2 = w5.fma(v, c2);
        c3 = w2.fma(v, c3);
        c1.intoArray(y, y1 + i);
        v = FloatVector.fromArray(S, x, x4 + i);
        c2 = w6.fma(v, c2);
        c3 = w3.fma(v, c3);
        v = FloatVector.fromArray(S, x, x4 + i + 1);
        c2 = w7.fma(v, c2);
        c3 = w4.fma(v, c3);
        v = FloatVector.fromArray(S, x, x4 + i + 2);
        c2 = w8.fma(v, c2);
        c3 = w5.fma(v, c3);
        c2.intoArray(y, y2 + i);
        v = FloatVector.fromArray(S, x, x5 + i);
        c3 = w6.fma(v, c3);
        v = FloatVector.fromArray(S, x, x5 + i + 1);
        c3 = w7.fma(v, c3);
        v = FloatVector.fromArray(S, x, x5 + i + 2);
        c3 = w8.fma(v, c3);
        c3.intoArray(y, y3 + i);
      }
    }
  }

  /** The square that begins with term n, added to four rows unless it is the first. */
  private static void add(
      float[] p,
      RowTerms terms,
      int n,
      int turn,
      float[] x,
      int start,
      int sourceStep,
      float[] y,
      int position,
      int targetStep,
      int vectors) {
    FloatVector w0 = FloatVector.fromArray(S, p, terms.pattern(n) + turn);
    FloatVector w1 = FloatVector.fromArray(S, p, terms.pattern(n + 1) + turn);
    FloatVector w2 = FloatVector.fromArray(S, p, terms.pattern(n + 2) + turn);
    FloatVector w3 = FloatVector.fromArray(S, p, terms.pattern(n + 3) + turn);
    FloatVector w4 = FloatVector.fromArray(S, p, terms.pattern(n + 4) + turn);
    FloatVector w5 = FloatVector.fromArray(S, p, terms.pattern(n + 5) + turn);
    FloatVector w6 = FloatVector.fromArray(S, p, terms.pattern(n + 6) + turn);
    FloatVector w7 = FloatVector.fromArray(S, p, terms.pattern(n + 7) + turn);
    FloatVector w8 = FloatVector.fromArray(S, p, terms.pattern(n + 8) + turn);
    int x0 = start + terms.offset(n);
    int x1 = x0 + sourceStep;
    int x2 = x1 + sourceStep;
    int x3 = x2 + sourceStep;
    int x4 = x3 + sourceStep;
    int x5 = x4 + sourceStep;
    int y0 = position;
    int y1 = y0 + targetStep;
    int y2 = y1 + targetStep;
    int y3 = y2 + targetStep;
    boolean more = n > 0;
    FloatVector zero = FloatVector.zero(S);
    for (int k = 0; k < vectors; k++) {
      int i = k * L;
      FloatVector v = FloatVector.fromArray(S, x, x0 + i);
      FloatVector c0 = w0.fma(v, more ? FloatVector.fromArray(S, y, y0 + i) : zero);
      v = FloatVector.fromArray(S, x, x0 + i + 1);
      c0 = w1.fma(v, c0);
      v = FloatVector.fromArray(S, x, x0 + i + 2);
      c0 = w2.fma(v, c0);
      v = FloatVector.fromArray(S, x, x1 + i);
      c0 = w3.fma(v, c0);
      FloatVector c1 = w0.fma(v, more ? FloatVector.fromArray(S, y, y1 + i) : zero);
      v = FloatVector.fromArray(S, x, x1 + i + 1);
      c0 = w4.fma(v, c0);
      c1 = w1.fma(v, c1);
      v = FloatVector.fromArray(S, x, x1 + i + 2);
      c0 = w5.fma(v, c0);
      c1 = w2.fma(v, c1);
      v = FloatVector.fromArray(S, x, x2 + i);
      c0 = w6.fma(v, c0);
      c1 = w3.fma(v, c1);
      FloatVector c2 = w0.fma(v, more ? FloatVector.fromArray(S, y, y2 + i) : zero);
      v = FloatVector.fromArray(S, x, x2 + i + 1);
      c0 = w7.fma(v, c0);
      c1 = w4.fma(v, c1);
      c2 = w1.fma(v, c2);
      v = FloatVector.fromArray(S, x, x2 + i + 2);
      c0 = w8.fma(v, c0);
      c1 = w5.fma(v, c1);
      c2 = w2.fma(v, c2);
      c0.intoArray(y, y0 + i);
      v = FloatVector.fromArray(S, x, x3 + i);
      c1 = w6.fma(v, c1);
      c2 = w3.fma(v, c2);
      FloatVector c3 = w0.fma(v, more ? FloatVector.fromArray(S, y, y3 + i) : zero);
      v = FloatVector.fromArray(S, x, x3 + i + 1);
      c1 = w7.fma(v, c1);
      c2 = w4.fma(v, c2);
      c3 = w1.fma(v, c3);
      v = FloatVector.fromArray(S, x, x3 + i + 2);
      c1 = w8.fma(v, c1);
      c2 = w5.fma(v, c2);
      c3 = w2.fma(v, c3);
      c1.intoArray(y, y1 + i);
      v = FloatVector.fromArray(S, x, x4 + i);
      c2 = w6.fma(v, c2);
      c3 = w3.fma(v, c3);
      v = FloatVector.fromArray(S, x, x4 + i + 1);
      c2 = w7.fma(v, c2);
      c3 = w4.fma(v, c3);
      v = FloatVector.fromArray(S, x, x4 + i + 2);
      c2 = w8.fma(v, c2);
      c3 = w5.fma(v, c3);
      c2.intoArray(y, y2 + i);
      v = FloatVector.fromArray(S, x, x5 + i);
      c3 = w6.fma(v, c3);
      v = FloatVector.fromArray(S, x, x5 + i + 1);
      c3 = w7.fma(v, c3);
      v = FloatVector.fromArray(S, x, x5 + i + 2);
      c3 = w8.fma(v, c3);
      c3.intoArray(y, y3 + i);
    }
  }

  /** All bits of the lanes from {@code begin} to {@code end - 1}. */
  private static IntVector kept(int begin, int end) {
    int from = Math.max(0, Math.min(L, begin));
    int to = Math.max(0, Math.min(L, end));
    IntVector upper = IntVector.fromArray(BITS, KEPT, L - from);
    return upper.and(IntVector.fromArray(BITS, KEPT, 2 * L - to));
  }

  private static FloatVector read(float[] x, int at, IntVector columns, IntVector row) {
    FloatVector v = FloatVector.fromArray(S, x, at);
    return v.reinterpretAsInts().and(columns).and(row).reinterpretAsFloats();
  }

  /** One square, a vector of each row, from the first row to the last; see RowLoops. */
  static void down(
      float[] p,
      RowTerms terms,
      float[] x,
      int start,
      int column,
      int row,
      int extent,
      int readRows,
      float[] y,
      int position,
      int targetStep,
      int rows) {
    FloatVector w0 = FloatVector.fromArray(S, p, terms.pattern(0));
    FloatVector w1 = FloatVector.fromArray(S, p, terms.pattern(1));
    FloatVector w2 = FloatVector.fromArray(S, p, terms.pattern(2));
    FloatVector w3 = FloatVector.fromArray(S, p, terms.pattern(3));
    FloatVector w4 = FloatVector.fromArray(S, p, terms.pattern(4));
    FloatVector w5 = FloatVector.fromArray(S, p, terms.pattern(5));
    FloatVector w6 = FloatVector.fromArray(S, p, terms.pattern(6));
    FloatVector w7 = FloatVector.fromArray(S, p, terms.pattern(7));
    FloatVector w8 = FloatVector.fromArray(S, p, terms.pattern(8));
    IntVector first = kept(-column, extent - column);
    IntVector second = kept(-column - 1, extent - column - 1);
    IntVector third = kept(-column - 2, extent - column - 2);
    FloatVector above = FloatVector.zero(S);
    FloatVector here = FloatVector.zero(S);
    for (int n = 0; n < rows + 2; n++) {
      int index = row + n;
      boolean inside = index >= 0 && index < readRows;
      IntVector kept = IntVector.fromArray(BITS, KEPT, inside ? L : 0);
      int at = start + column + Math.max(0, Math.min(readRows - 1, index)) * extent;
      FloatVector a = read(x, at, first, kept);
      FloatVector b = read(x, at + 1, second, kept);
      FloatVector c = read(x, at + 2, third, kept);
      FloatVector sum = w8.fma(c, w7.fma(b, w6.fma(a, above)));
      if (n >= 2) {
        sum.intoArray(y, position + (n - 2) * targetStep);
      }
      above = w5.fma(c, w4.fma(b, w3.fma(a, here)));
      here = w2.fma(c, w1.fma(b, w0.mul(a)));
    }
  }
}
