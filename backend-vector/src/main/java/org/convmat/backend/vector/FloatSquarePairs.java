package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over squares of three by three for two rows at a time: less to share than {@link
 * FloatSquares} has, and six places in memory in use at once, not ten. Every second vector of the
 * two rows comes first, then the others: where source and target lie alike in the cache, a vector
 * of sums covers one element of what its neighbour reads, and a load waits for a store just before
 * it whose address ends alike. Of more squares than one, each goes over both rows before the next
 * two.
 */
final class FloatSquarePairs {

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();

  private FloatSquarePairs() {}

  /** Sums of squares; the last two rows may overlap those before. */
  static void sums(
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
    if (terms.count() > 9) {
      for (int two = 0; two < rows; two += 2) {
        int row = Math.min(two, rows - 2);
        int at = start + row * sourceStep;
        int to = position + row * targetStep;
        first(p, terms, turn, x, at, sourceStep, y, to, targetStep, 2, vectors);
        for (int n = 9; n < terms.count(); n += 9) {
          more(p, terms, n, turn, x, at, sourceStep, y, to, targetStep, vectors);
        }
      }
      return;
    }
    first(p, terms, turn, x, start, sourceStep, y, position, targetStep, rows, vectors);
  }

  /** The first square of rows, two at a time; the last two may overlap those before. */
  private static void first(
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
    FloatVector w0 = FloatVector.fromArray(S, p, terms.pattern(0) + turn);
    FloatVector w1 = FloatVector.fromArray(S, p, terms.pattern(1) + turn);
    FloatVector w2 = FloatVector.fromArray(S, p, terms.pattern(2) + turn);
    FloatVector w3 = FloatVector.fromArray(S, p, terms.pattern(3) + turn);
    FloatVector w4 = FloatVector.fromArray(S, p, terms.pattern(4) + turn);
    FloatVector w5 = FloatVector.fromArray(S, p, terms.pattern(5) + turn);
    FloatVector w6 = FloatVector.fromArray(S, p, terms.pattern(6) + turn);
    FloatVector w7 = FloatVector.fromArray(S, p, terms.pattern(7) + turn);
    FloatVector w8 = FloatVector.fromArray(S, p, terms.pattern(8) + turn);
    for (int two = 0; two < rows; two += 2) {
      int row = Math.min(two, rows - 2);
      int x0 = start + terms.offset(0) + row * sourceStep;
      int x1 = x0 + sourceStep;
      int x2 = x1 + sourceStep;
      int x3 = x2 + sourceStep;
      int y0 = position + row * targetStep;
      int y1 = y0 + targetStep;
      for (int half = 0; half < 2; half++) {
        for (int k = half; k < vectors; k += 2) {
          int i = k * L;
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
          v = FloatVector.fromArray(S, x, x2 + i + 1);
          c0 = w7.fma(v, c0);
          c1 = w4.fma(v, c1);
          v = FloatVector.fromArray(S, x, x2 + i + 2);
          c0 = w8.fma(v, c0);
          c1 = w5.fma(v, c1);
          v = FloatVector.fromArray(S, x, x3 + i);
          c1 = w6.fma(v, c1);
          v = FloatVector.fromArray(S, x, x3 + i + 1);
          c1 = w7.fma(v, c1);
          v = FloatVector.fromArray(S, x, x3 + i + 2);
          c1 = w8.fma(v, c1);
          c0.intoArray(y, y0 + i);
          c1.intoArray(y, y1 + i);
        }
      }
    }
  }

  /** Adds the square that begins with term n to two rows. */
  private static void more(
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
    int y0 = position;
    int y1 = y0 + targetStep;
    for (int half = 0; half < 2; half++) {
      for (int k = half; k < vectors; k += 2) {
        int i = k * L;
        FloatVector v = FloatVector.fromArray(S, x, x0 + i);
        FloatVector c0 = w0.fma(v, FloatVector.fromArray(S, y, y0 + i));
        v = FloatVector.fromArray(S, x, x0 + i + 1);
        c0 = w1.fma(v, c0);
        v = FloatVector.fromArray(S, x, x0 + i + 2);
        c0 = w2.fma(v, c0);
        v = FloatVector.fromArray(S, x, x1 + i);
        c0 = w3.fma(v, c0);
        FloatVector c1 = w0.fma(v, FloatVector.fromArray(S, y, y1 + i));
        v = FloatVector.fromArray(S, x, x1 + i + 1);
        c0 = w4.fma(v, c0);
        c1 = w1.fma(v, c1);
        v = FloatVector.fromArray(S, x, x1 + i + 2);
        c0 = w5.fma(v, c0);
        c1 = w2.fma(v, c1);
        v = FloatVector.fromArray(S, x, x2 + i);
        c0 = w6.fma(v, c0);
        c1 = w3.fma(v, c1);
        v = FloatVector.fromArray(S, x, x2 + i + 1);
        c0 = w7.fma(v, c0);
        c1 = w4.fma(v, c1);
        v = FloatVector.fromArray(S, x, x2 + i + 2);
        c0 = w8.fma(v, c0);
        c1 = w5.fma(v, c1);
        v = FloatVector.fromArray(S, x, x3 + i);
        c1 = w6.fma(v, c1);
        v = FloatVector.fromArray(S, x, x3 + i + 1);
        c1 = w7.fma(v, c1);
        v = FloatVector.fromArray(S, x, x3 + i + 2);
        c1 = w8.fma(v, c1);
        c0.intoArray(y, y0 + i);
        c1.intoArray(y, y1 + i);
      }
    }
  }
}
