package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Two sums of few terms that read the same: a vector that was read serves both, and the weights of
 * both stay in registers. The second, of the weights of {@code mate}, goes {@code mateSkip}
 * elements further on.
 */
final class FloatPairs {

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();

  private FloatPairs() {}

  static void two(
      float[] p,
      RowTerms terms,
      RowTerms mate,
      int turn,
      float[] x,
      int start,
      int sourceStep,
      float[] y,
      int position,
      int mateSkip,
      int targetStep,
      int rows,
      int vectors) {
    FloatVector w0 = FloatVector.fromArray(S, p, terms.pattern(0) + turn);
    FloatVector w1 = FloatVector.fromArray(S, p, terms.pattern(1) + turn);
    FloatVector u0 = FloatVector.fromArray(S, p, mate.pattern(0) + turn);
    FloatVector u1 = FloatVector.fromArray(S, p, mate.pattern(1) + turn);
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int mateTo = to + mateSkip;
      int x0 = at + terms.offset(0);
      int x1 = at + terms.offset(1);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        FloatVector v = FloatVector.fromArray(S, x, x0 + i);
        FloatVector a = w0.mul(v);
        FloatVector b = u0.mul(v);
        v = FloatVector.fromArray(S, x, x1 + i);
        a = w1.fma(v, a);
        b = u1.fma(v, b);
        a.intoArray(y, to + i);
        b.intoArray(y, mateTo + i);
      }
    }
  }

  static void three(
      float[] p,
      RowTerms terms,
      RowTerms mate,
      int turn,
      float[] x,
      int start,
      int sourceStep,
      float[] y,
      int position,
      int mateSkip,
      int targetStep,
      int rows,
      int vectors) {
    FloatVector w0 = FloatVector.fromArray(S, p, terms.pattern(0) + turn);
    FloatVector w1 = FloatVector.fromArray(S, p, terms.pattern(1) + turn);
    FloatVector w2 = FloatVector.fromArray(S, p, terms.pattern(2) + turn);
    FloatVector u0 = FloatVector.fromArray(S, p, mate.pattern(0) + turn);
    FloatVector u1 = FloatVector.fromArray(S, p, mate.pattern(1) + turn);
    FloatVector u2 = FloatVector.fromArray(S, p, mate.pattern(2) + turn);
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int mateTo = to + mateSkip;
      int x0 = at + terms.offset(0);
      int x1 = at + terms.offset(1);
      int x2 = at + terms.offset(2);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        FloatVector v = FloatVector.fromArray(S, x, x0 + i);
        FloatVector a = w0.mul(v);
        FloatVector b = u0.mul(v);
        v = FloatVector.fromArray(S, x, x1 + i);
        a = w1.fma(v, a);
        b = u1.fma(v, b);
        v = FloatVector.fromArray(S, x, x2 + i);
        a = w2.fma(v, a);
        b = u2.fma(v, b);
        a.intoArray(y, to + i);
        b.intoArray(y, mateTo + i);
      }
    }
  }

  static void four(
      float[] p,
      RowTerms terms,
      RowTerms mate,
      int turn,
      float[] x,
      int start,
      int sourceStep,
      float[] y,
      int position,
      int mateSkip,
      int targetStep,
      int rows,
      int vectors) {
    FloatVector w0 = FloatVector.fromArray(S, p, terms.pattern(0) + turn);
    FloatVector w1 = FloatVector.fromArray(S, p, terms.pattern(1) + turn);
    FloatVector w2 = FloatVector.fromArray(S, p, terms.pattern(2) + turn);
    FloatVector w3 = FloatVector.fromArray(S, p, terms.pattern(3) + turn);
    FloatVector u0 = FloatVector.fromArray(S, p, mate.pattern(0) + turn);
    FloatVector u1 = FloatVector.fromArray(S, p, mate.pattern(1) + turn);
    FloatVector u2 = FloatVector.fromArray(S, p, mate.pattern(2) + turn);
    FloatVector u3 = FloatVector.fromArray(S, p, mate.pattern(3) + turn);
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int mateTo = to + mateSkip;
      int x0 = at + terms.offset(0);
      int x1 = at + terms.offset(1);
      int x2 = at + terms.offset(2);
      int x3 = at + terms.offset(3);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        FloatVector v = FloatVector.fromArray(S, x, x0 + i);
        FloatVector a = w0.mul(v);
        FloatVector b = u0.mul(v);
        v = FloatVector.fromArray(S, x, x1 + i);
        a = w1.fma(v, a);
        b = u1.fma(v, b);
        v = FloatVector.fromArray(S, x, x2 + i);
        a = w2.fma(v, a);
        b = u2.fma(v, b);
        v = FloatVector.fromArray(S, x, x3 + i);
        a = w3.fma(v, a);
        b = u3.fma(v, b);
        a.intoArray(y, to + i);
        b.intoArray(y, mateTo + i);
      }
    }
  }
}
