package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of any number of terms. Eight vectors of sums stay in registers while the terms run, so that
 * a vector of weights serves all of them.
 */
final class FloatEights {

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();

  private FloatEights() {}

  static void eight(
      float[] p,
      RowTerms terms,
      int turn,
      float[] x,
      int start,
      int sourceStep,
      int sourceSkip,
      float[] y,
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
    FloatVector w = FloatVector.fromArray(S, p, turn + terms.pattern(0));
    FloatVector c0 = w.mul(FloatVector.fromArray(S, x, x0));
    FloatVector c1 = w.mul(FloatVector.fromArray(S, x, x1));
    FloatVector c2 = w.mul(FloatVector.fromArray(S, x, x2));
    FloatVector c3 = w.mul(FloatVector.fromArray(S, x, x3));
    FloatVector c4 = w.mul(FloatVector.fromArray(S, x, z0));
    FloatVector c5 = w.mul(FloatVector.fromArray(S, x, z1));
    FloatVector c6 = w.mul(FloatVector.fromArray(S, x, z2));
    FloatVector c7 = w.mul(FloatVector.fromArray(S, x, z3));
    for (int n = 1; n < terms.count(); n++) {
      x0 = start + terms.offset(n);
      x1 = x0 + sourceStep;
      x2 = x1 + sourceStep;
      x3 = x2 + sourceStep;
      z0 = x0 + sourceSkip;
      z1 = x1 + sourceSkip;
      z2 = x2 + sourceSkip;
      z3 = x3 + sourceSkip;
      w = FloatVector.fromArray(S, p, turn + terms.pattern(n));
      c0 = w.fma(FloatVector.fromArray(S, x, x0), c0);
      c1 = w.fma(FloatVector.fromArray(S, x, x1), c1);
      c2 = w.fma(FloatVector.fromArray(S, x, x2), c2);
      c3 = w.fma(FloatVector.fromArray(S, x, x3), c3);
      c4 = w.fma(FloatVector.fromArray(S, x, z0), c4);
      c5 = w.fma(FloatVector.fromArray(S, x, z1), c5);
      c6 = w.fma(FloatVector.fromArray(S, x, z2), c6);
      c7 = w.fma(FloatVector.fromArray(S, x, z3), c7);
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
      float[] p, RowTerms terms, int turn, float[] x, int start, float[] y, int position) {
    int at = start + terms.offset(0);
    FloatVector w = FloatVector.fromArray(S, p, turn + terms.pattern(0));
    FloatVector c0 = w.mul(FloatVector.fromArray(S, x, at));
    FloatVector c1 = w.mul(FloatVector.fromArray(S, x, at + L));
    FloatVector c2 = w.mul(FloatVector.fromArray(S, x, at + 2 * L));
    FloatVector c3 = w.mul(FloatVector.fromArray(S, x, at + 3 * L));
    FloatVector c4 = w.mul(FloatVector.fromArray(S, x, at + 4 * L));
    FloatVector c5 = w.mul(FloatVector.fromArray(S, x, at + 5 * L));
    FloatVector c6 = w.mul(FloatVector.fromArray(S, x, at + 6 * L));
    FloatVector c7 = w.mul(FloatVector.fromArray(S, x, at + 7 * L));
    for (int n = 1; n < terms.count(); n++) {
      at = start + terms.offset(n);
      w = FloatVector.fromArray(S, p, turn + terms.pattern(n));
      c0 = w.fma(FloatVector.fromArray(S, x, at), c0);
      c1 = w.fma(FloatVector.fromArray(S, x, at + L), c1);
      c2 = w.fma(FloatVector.fromArray(S, x, at + 2 * L), c2);
      c3 = w.fma(FloatVector.fromArray(S, x, at + 3 * L), c3);
      c4 = w.fma(FloatVector.fromArray(S, x, at + 4 * L), c4);
      c5 = w.fma(FloatVector.fromArray(S, x, at + 5 * L), c5);
      c6 = w.fma(FloatVector.fromArray(S, x, at + 6 * L), c6);
      c7 = w.fma(FloatVector.fromArray(S, x, at + 7 * L), c7);
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
      float[] p, RowTerms terms, int turn, float[] x, int start, float[] y, int position) {
    FloatVector sum =
        FloatVector.fromArray(S, p, turn + terms.pattern(0))
            .mul(FloatVector.fromArray(S, x, start + terms.offset(0)));
    for (int n = 1; n < terms.count(); n++) {
      sum =
          FloatVector.fromArray(S, p, turn + terms.pattern(n))
              .fma(FloatVector.fromArray(S, x, start + terms.offset(n)), sum);
    }
    sum.intoArray(y, position);
  }

  /** One element of each row. */
  static void column(
      float[] p,
      RowTerms terms,
      float[] x,
      int start,
      int sourceStep,
      float[] y,
      int position,
      int targetStep,
      int rows) {
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      float sum = 0;
      for (int n = 0; n < terms.count(); n++) {
        sum = Math.fma(p[terms.pattern(n)], x[at + terms.offset(n)], sum);
      }
      y[position + row * targetStep] = sum;
    }
  }
}
