package org.convmat.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums over squares for two rows at a time; see {@link FloatSquarePairs}. */
final class DoubleSquarePairs {

  private static final VectorSpecies<Double> S = Lanes.DOUBLES;
  private static final int L = S.length();

  private DoubleSquarePairs() {}

  /** Sums of squares; the last two rows may overlap those before. */
  static void sums(
      double[] p,
      RowTerms terms,
      int turn,
      double[] x,
      int start,
      int sourceStep,
      double[] y,
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
      double[] p,
      RowTerms terms,
      int turn,
      double[] x,
      int start,
      int sourceStep,
      double[] y,
      int position,
      int targetStep,
      int rows,
      int vectors) {
    DoubleVector w0 = DoubleVector.fromArray(S, p, terms.pattern(0) + turn);
    DoubleVector w1 = DoubleVector.fromArray(S, p, terms.pattern(1) + turn);
    DoubleVector w2 = DoubleVector.fromArray(S, p, terms.pattern(2) + turn);
    DoubleVector w3 = DoubleVector.fromArray(S, p, terms.pattern(3) + turn);
    DoubleVector w4 = DoubleVector.fromArray(S, p, terms.pattern(4) + turn);
    DoubleVector w5 = DoubleVector.fromArray(S, p, terms.pattern(5) + turn);
    DoubleVector w6 = DoubleVector.fromArray(S, p, terms.pattern(6) + turn);
    DoubleVector w7 = DoubleVector.fromArray(S, p, terms.pattern(7) + turn);
    DoubleVector w8 = DoubleVector.fromArray(S, p, terms.pattern(8) + turn);
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
          DoubleVector v = DoubleVector.fromArray(S, x, x0 + i);
          DoubleVector c0 = w0.mul(v);
          v = DoubleVector.fromArray(S, x, x0 + i + 1);
          c0 = w1.fma(v, c0);
          v = DoubleVector.fromArray(S, x, x0 + i + 2);
          c0 = w2.fma(v, c0);
          v = DoubleVector.fromArray(S, x, x1 + i);
          c0 = w3.fma(v, c0);
          DoubleVector c1 = w0.mul(v);
          v = DoubleVector.fromArray(S, x, x1 + i + 1);
          c0 = w4.fma(v, c0);
          c1 = w1.fma(v, c1);
          v = DoubleVector.fromArray(S, x, x1 + i + 2);
          c0 = w5.fma(v, c0);
          c1 = w2.fma(v, c1);
          v = DoubleVector.fromArray(S, x, x2 + i);
          c0 = w6.fma(v, c0);
          c1 = w3.fma(v, c1);
          v = DoubleVector.fromArray(S, x, x2 + i + 1);
          c0 = w7.fma(v, c0);
          c1 = w4.fma(v, c1);
          v = DoubleVector.fromArray(S, x, x2 + i + 2);
          c0 = w8.fma(v, c0);
          c1 = w5.fma(v, c1);
          v = DoubleVector.fromArray(S, x, x3 + i);
          c1 = w6.fma(v, c1);
          v = DoubleVector.fromArray(S, x, x3 + i + 1);
          c1 = w7.fma(v, c1);
          v = DoubleVector.fromArray(S, x, x3 + i + 2);
          c1 = w8.fma(v, c1);
          c0.intoArray(y, y0 + i);
          c1.intoArray(y, y1 + i);
        }
      }
    }
  }

  /** Adds the square that begins with term n to two rows. */
  private static void more(
      double[] p,
      RowTerms terms,
      int n,
      int turn,
      double[] x,
      int start,
      int sourceStep,
      double[] y,
      int position,
      int targetStep,
      int vectors) {
    DoubleVector w0 = DoubleVector.fromArray(S, p, terms.pattern(n) + turn);
    DoubleVector w1 = DoubleVector.fromArray(S, p, terms.pattern(n + 1) + turn);
    DoubleVector w2 = DoubleVector.fromArray(S, p, terms.pattern(n + 2) + turn);
    DoubleVector w3 = DoubleVector.fromArray(S, p, terms.pattern(n + 3) + turn);
    DoubleVector w4 = DoubleVector.fromArray(S, p, terms.pattern(n + 4) + turn);
    DoubleVector w5 = DoubleVector.fromArray(S, p, terms.pattern(n + 5) + turn);
    DoubleVector w6 = DoubleVector.fromArray(S, p, terms.pattern(n + 6) + turn);
    DoubleVector w7 = DoubleVector.fromArray(S, p, terms.pattern(n + 7) + turn);
    DoubleVector w8 = DoubleVector.fromArray(S, p, terms.pattern(n + 8) + turn);
    int x0 = start + terms.offset(n);
    int x1 = x0 + sourceStep;
    int x2 = x1 + sourceStep;
    int x3 = x2 + sourceStep;
    int y0 = position;
    int y1 = y0 + targetStep;
    for (int half = 0; half < 2; half++) {
      for (int k = half; k < vectors; k += 2) {
        int i = k * L;
        DoubleVector v = DoubleVector.fromArray(S, x, x0 + i);
        DoubleVector c0 = w0.fma(v, DoubleVector.fromArray(S, y, y0 + i));
        v = DoubleVector.fromArray(S, x, x0 + i + 1);
        c0 = w1.fma(v, c0);
        v = DoubleVector.fromArray(S, x, x0 + i + 2);
        c0 = w2.fma(v, c0);
        v = DoubleVector.fromArray(S, x, x1 + i);
        c0 = w3.fma(v, c0);
        DoubleVector c1 = w0.fma(v, DoubleVector.fromArray(S, y, y1 + i));
        v = DoubleVector.fromArray(S, x, x1 + i + 1);
        c0 = w4.fma(v, c0);
        c1 = w1.fma(v, c1);
        v = DoubleVector.fromArray(S, x, x1 + i + 2);
        c0 = w5.fma(v, c0);
        c1 = w2.fma(v, c1);
        v = DoubleVector.fromArray(S, x, x2 + i);
        c0 = w6.fma(v, c0);
        c1 = w3.fma(v, c1);
        v = DoubleVector.fromArray(S, x, x2 + i + 1);
        c0 = w7.fma(v, c0);
        c1 = w4.fma(v, c1);
        v = DoubleVector.fromArray(S, x, x2 + i + 2);
        c0 = w8.fma(v, c0);
        c1 = w5.fma(v, c1);
        v = DoubleVector.fromArray(S, x, x3 + i);
        c1 = w6.fma(v, c1);
        v = DoubleVector.fromArray(S, x, x3 + i + 1);
        c1 = w7.fma(v, c1);
        v = DoubleVector.fromArray(S, x, x3 + i + 2);
        c1 = w8.fma(v, c1);
        c0.intoArray(y, y0 + i);
        c1.intoArray(y, y1 + i);
      }
    }
  }
}
