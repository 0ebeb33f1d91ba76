package org.convmat.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums of any number of terms; see {@link FloatEights}. */
final class DoubleEights {

  private static final VectorSpecies<Double> S = Lanes.DOUBLES;
  private static final int L = S.length();

  private DoubleEights() {}

  static void eight(
      double[] p,
      RowTerms terms,
      int turn,
      double[] x,
      int start,
      int sourceStep,
      int sourceSkip,
      double[] y,
      int position,
      int targetStep,
      int targetSkip) {
    int x0 = start + terms.offset(0);
    int x1 = x0 + sourceStep;
    int x2 = x1 + sourceStep;
    int x3 = x2 + sourceStep;
    int z0 = x0 + sourceSkip;
    int z1 = x1 + sourceSkip;
    int z2 = x2 + sourceSkip;
    int z3 = x3 + sourceSkip;
    DoubleVector w = DoubleVector.fromArray(S, p, turn + terms.pattern(0));
    DoubleVector c0 = w.mul(DoubleVector.fromArray(S, x, x0));
    DoubleVector c1 = w.mul(DoubleVector.fromArray(S, x, x1));
    DoubleVector c2 = w.mul(DoubleVector.fromArray(S, x, x2));
    DoubleVector c3 = w.mul(DoubleVector.fromArray(S, x, x3));
    DoubleVector c4 = w.mul(DoubleVector.fromArray(S, x, z0));
    DoubleVector c5 = w.mul(DoubleVector.fromArray(S, x, z1));
    DoubleVector c6 = w.mul(DoubleVector.fromArray(S, x, z2));
    DoubleVector c7 = w.mul(DoubleVector.fromArray(S, x, z3));
    for (int n = 1; n < terms.count(); n++) {
      x0 = start + terms.offset(n);
      x1 = x0 + sourceStep;
      x2 = x1 + sourceStep;
      x3 = x2 + sourceStep;
      z0 = x0 + sourceSkip;
      z1 = x1 + sourceSkip;
      z2 = x2 + sourceSkip;
      z3 = x3 + sourceSkip;
      w = DoubleVector.fromArray(S, p, turn + terms.pattern(n));
      c0 = w.fma(DoubleVector.fromArray(S, x, x0), c0);
      c1 = w.fma(DoubleVector.fromArray(S, x, x1), c1);
      c2 = w.fma(DoubleVector.fromArray(S, x, x2), c2);
      c3 = w.fma(DoubleVector.fromArray(S, x, x3), c3);
      c4 = w.fma(DoubleVector.fromArray(S, x, z0), c4);
      c5 = w.fma(DoubleVector.fromArray(S, x, z1), c5);
      c6 = w.fma(DoubleVector.fromArray(S, x, z2), c6);
      c7 = w.fma(DoubleVector.fromArray(S, x, z3), c7);
    }
    c0.intoArray(y, position);
    c1.intoArray(y, position + targetStep);
    c2.intoArray(y, position + 2 * targetStep);
    c3.intoArray(y, position + 3 * targetStep);
    position += targetSkip;
    c4.intoArray(y, position);
    c5.intoArray(y, position + targetStep);
    c6.intoArray(y, position + 2 * targetStep);
    c7.intoArray(y, position + 3 * targetStep);
  }

  /** Eight vectors that lie one after the other: few places to keep, so fewer instructions. */
  static void inRow(
      double[] p, RowTerms terms, int turn, double[] x, int start, double[] y, int position) {
    int at = start + terms.offset(0);
    DoubleVector w = DoubleVector.fromArray(S, p, turn + terms.pattern(0));
    DoubleVector c0 = w.mul(DoubleVector.fromArray(S, x, at));
    DoubleVector c1 = w.mul(DoubleVector.fromArray(S, x, at + L));
    DoubleVector c2 = w.mul(DoubleVector.fromArray(S, x, at + 2 * L));
    DoubleVector c3 = w.mul(DoubleVector.fromArray(S, x, at + 3 * L));
    DoubleVector c4 = w.mul(DoubleVector.fromArray(S, x, at + 4 * L));
    DoubleVector c5 = w.mul(DoubleVector.fromArray(S, x, at + 5 * L));
    DoubleVector c6 = w.mul(DoubleVector.fromArray(S, x, at + 6 * L));
    DoubleVector c7 = w.mul(DoubleVector.fromArray(S, x, at + 7 * L));
    for (int n = 1; n < terms.count(); n++) {
      at = start + terms.offset(n);
      w = DoubleVector.fromArray(S, p, turn + terms.pattern(n));
      c0 = w.fma(DoubleVector.fromArray(S, x, at), c0);
      c1 = w.fma(DoubleVector.fromArray(S, x, at + L), c1);
      c2 = w.fma(DoubleVector.fromArray(S, x, at + 2 * L), c2);
      c3 = w.fma(DoubleVector.fromArray(S, x, at + 3 * L), c3);
      c4 = w.fma(DoubleVector.fromArray(S, x, at + 4 * L), c4);
      c5 = w.fma(DoubleVector.fromArray(S, x, at + 5 * L), c5);
      c6 = w.fma(DoubleVector.fromArray(S, x, at + 6 * L), c6);
      c7 = w.fma(DoubleVector.fromArray(S, x, at + 7 * L), c7);
    }
    c0.intoArray(y, position);
    c1.intoArray(y, position + L);
    c2.intoArray(y, position + 2 * L);
    c3.intoArray(y, position + 3 * L);
    c4.intoArray(y, position + 4 * L);
    c5.intoArray(y, position + 5 * L);
    c6.intoArray(y, position + 6 * L);
    c7.intoArray(y, position + 7 * L);
  }

  static void one(
      double[] p, RowTerms terms, int turn, double[] x, int start, double[] y, int position) {
    DoubleVector sum =
        DoubleVector.fromArray(S, p, turn + terms.pattern(0))
            .mul(DoubleVector.fromArray(S, x, start + terms.offset(0)));
    for (int n = 1; n < terms.count(); n++) {
      sum =
          DoubleVector.fromArray(S, p, turn + terms.pattern(n))
              .fma(DoubleVector.fromArray(S, x, start + terms.offset(n)), sum);
    }
    sum.intoArray(y, position);
  }

  /** One element of each row. */
  static void column(
      double[] p,
      RowTerms terms,
      double[] x,
      int start,
      int sourceStep,
      double[] y,
      int position,
      int targetStep,
      int rows) {
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      double sum = 0;
      for (int n = 0; n < terms.count(); n++) {
        sum = Math.fma(p[terms.pattern(n)], x[at + terms.offset(n)], sum);
      }
      y[position + row * targetStep] = sum;
    }
  }
}
