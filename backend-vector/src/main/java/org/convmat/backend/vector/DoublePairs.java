package org.convmat.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Two sums of few terms that read the same: a vector that was read serves both, and the weights of
 * both stay in registers. The second, of the weights of {@code mate}, goes {@code mateSkip}
 * elements further on.
 */
final class DoublePairs {

  private static final VectorSpecies<Double> S = Lanes.DOUBLES;
  private static final int L = S.length();

  private DoublePairs() {}

  static void two(
      double[] p,
      RowTerms terms,
      RowTerms mate,
      int turn,
      double[] x,
      int start,
      int sourceStep,
      double[] y,
      int position,
      int mateSkip,
      int targetStep,
      int rows,
      int vectors) {
    DoubleVector w0 = DoubleVector.fromArray(S, p, terms.pattern(0) + turn);
    DoubleVector w1 = DoubleVector.fromArray(S, p, terms.pattern(1) + turn);
    DoubleVector u0 = DoubleVector.fromArray(S, p, mate.pattern(0) + turn);
    DoubleVector u1 = DoubleVector.fromArray(S, p, mate.pattern(1) + turn);
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int mateTo = to + mateSkip;
      int x0 = at + terms.offset(0);
      int x1 = at + terms.offset(1);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        DoubleVector v = DoubleVector.fromArray(S, x, x0 + i);
        DoubleVector a = w0.mul(v);
        DoubleVector b = u0.mul(v);
        v = DoubleVector.fromArray(S, x, x1 + i);
        a = w1.fma(v, a);
        b = u1.fma(v, b);
        a.intoArray(y, to + i);
        b.intoArray(y, mateTo + i);
      }
    }
  }

  static void three(
      double[] p,
      RowTerms terms,
      RowTerms mate,
      int turn,
      double[] x,
      int start,
      int sourceStep,
      double[] y,
      int position,
      int mateSkip,
      int targetStep,
      int rows,
      int vectors) {
    DoubleVector w0 = DoubleVector.fromArray(S, p, terms.pattern(0) + turn);
    DoubleVector w1 = DoubleVector.fromArray(S, p, terms.pattern(1) + turn);
    DoubleVector w2 = DoubleVector.fromArray(S, p, terms.pattern(2) + turn);
    DoubleVector u0 = DoubleVector.fromArray(S, p, mate.pattern(0) + turn);
    DoubleVector u1 = DoubleVector.fromArray(S, p, mate.pattern(1) + turn);
    DoubleVector u2 = DoubleVector.fromArray(S, p, mate.pattern(2) + turn);
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int mateTo = to + mateSkip;
      int x0 = at + terms.offset(0);
      int x1 = at + terms.offset(1);
      int x2 = at + terms.offset(2);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        DoubleVector v = DoubleVector.fromArray(S, x, x0 + i);
        DoubleVector a = w0.mul(v);
        DoubleVector b = u0.mul(v);
        v = DoubleVector.fromArray(S, x, x1 + i);
        a = w1.fma(v, a);
        b = u1.fma(v, b);
        v = DoubleVector.fromArray(S, x, x2 + i);
        a = w2.fma(v, a);
        b = u2.fma(v, b);
        a.intoArray(y, to + i);
        b.intoArray(y, mateTo + i);
      }
    }
  }

  static void four(
      double[] p,
      RowTerms terms,
      RowTerms mate,
      int turn,
      double[] x,
      int start,
      int sourceStep,
      double[] y,
      int position,
      int mateSkip,
      int targetStep,
      int rows,
      int vectors) {
    DoubleVector w0 = DoubleVector.fromArray(S, p, terms.pattern(0) + turn);
    DoubleVector w1 = DoubleVector.fromArray(S, p, terms.pattern(1) + turn);
    DoubleVector w2 = DoubleVector.fromArray(S, p, terms.pattern(2) + turn);
    DoubleVector w3 = DoubleVector.fromArray(S, p, terms.pattern(3) + turn);
    DoubleVector u0 = DoubleVector.fromArray(S, p, mate.pattern(0) + turn);
    DoubleVector u1 = DoubleVector.fromArray(S, p, mate.pattern(1) + turn);
    DoubleVector u2 = DoubleVector.fromArray(S, p, mate.pattern(2) + turn);
    DoubleVector u3 = DoubleVector.fromArray(S, p, mate.pattern(3) + turn);
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
        DoubleVector v = DoubleVector.fromArray(S, x, x0 + i);
        DoubleVector a = w0.mul(v);
        DoubleVector b = u0.mul(v);
        v = DoubleVector.fromArray(S, x, x1 + i);
        a = w1.fma(v, a);
        b = u1.fma(v, b);
        v = DoubleVector.fromArray(S, x, x2 + i);
        a = w2.fma(v, a);
        b = u2.fma(v, b);
        v = DoubleVector.fromArray(S, x, x3 + i);
        a = w3.fma(v, a);
        b = u3.fma(v, b);
        a.intoArray(y, to + i);
        b.intoArray(y, mateTo + i);
      }
    }
  }
}
