package org.convmat.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums of few terms; see {@link FloatFew}. */
final class DoubleFew {

  private static final VectorSpecies<Double> S = Lanes.DOUBLES;
  private static final int L = S.length();

  private DoubleFew() {}

  static void one(
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
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int x0 = at + terms.offset(0);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        w0.mul(DoubleVector.fromArray(S, x, x0 + i)).intoArray(y, to + i);
      }
    }
  }

  static void two(
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
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int x0 = at + terms.offset(0);
      int x1 = at + terms.offset(1);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        DoubleVector sum = w0.mul(DoubleVector.fromArray(S, x, x0 + i));
        w1.fma(DoubleVector.fromArray(S, x, x1 + i), sum).intoArray(y, to + i);
      }
    }
  }

  static void three(
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
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int x0 = at + terms.offset(0);
      int x1 = at + terms.offset(1);
      int x2 = at + terms.offset(2);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        DoubleVector sum = w0.mul(DoubleVector.fromArray(S, x, x0 + i));
        sum = w1.fma(DoubleVector.fromArray(S, x, x1 + i), sum);
        w2.fma(DoubleVector.fromArray(S, x, x2 + i), sum).intoArray(y, to + i);
      }
    }
  }

  static void four(
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
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int x0 = at + terms.offset(0);
      int x1 = at + terms.offset(1);
      int x2 = at + terms.offset(2);
      int x3 = at + terms.offset(3);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        DoubleVector sum = w0.mul(DoubleVector.fromArray(S, x, x0 + i));
        sum = w1.fma(DoubleVector.fromArray(S, x, x1 + i), sum);
        sum = w2.fma(DoubleVector.fromArray(S, x, x2 + i), sum);
        w3.fma(DoubleVector.fromArray(S, x, x3 + i), sum).intoArray(y, to + i);
      }
    }
  }

  static void eight(
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
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int x0 = at + terms.offset(0);
      int x1 = at + terms.offset(1);
      int x2 = at + terms.offset(2);
      int x3 = at + terms.offset(3);
      int x4 = at + terms.offset(4);
      int x5 = at + terms.offset(5);
      int x6 = at + terms.offset(6);
      int x7 = at + terms.offset(7);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        DoubleVector sum = w0.mul(DoubleVector.fromArray(S, x, x0 + i));
        sum = w1.fma(DoubleVector.fromArray(S, x, x1 + i), sum);
        sum = w2.fma(DoubleVector.fromArray(S, x, x2 + i), sum);
        w3.fma(DoubleVector.fromArray(S, x, x3 + i), sum).intoArray(y, to + i);
      }
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        DoubleVector sum = DoubleVector.fromArray(S, y, to + i);
        sum = w4.fma(DoubleVector.fromArray(S, x, x4 + i), sum);
        sum = w5.fma(DoubleVector.fromArray(S, x, x5 + i), sum);
        sum = w6.fma(DoubleVector.fromArray(S, x, x6 + i), sum);
        w7.fma(DoubleVector.fromArray(S, x, x7 + i), sum).intoArray(y, to + i);
      }
    }
  }

  static void nine(
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
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int x0 = at + terms.offset(0);
      int x1 = at + terms.offset(1);
      int x2 = at + terms.offset(2);
      int x3 = at + terms.offset(3);
      int x4 = at + terms.offset(4);
      int x5 = at + terms.offset(5);
      int x6 = at + terms.offset(6);
      int x7 = at + terms.offset(7);
      int x8 = at + terms.offset(8);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        DoubleVector sum = w0.mul(DoubleVector.fromArray(S, x, x0 + i));
        sum = w1.fma(DoubleVector.fromArray(S, x, x1 + i), sum);
        sum = w2.fma(DoubleVector.fromArray(S, x, x2 + i), sum);
        sum = w3.fma(DoubleVector.fromArray(S, x, x3 + i), sum);
        w4.fma(DoubleVector.fromArray(S, x, x4 + i), sum).intoArray(y, to + i);
      }
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        DoubleVector sum = DoubleVector.fromArray(S, y, to + i);
        sum = w5.fma(DoubleVector.fromArray(S, x, x5 + i), sum);
        sum = w6.fma(DoubleVector.fromArray(S, x, x6 + i), sum);
        sum = w7.fma(DoubleVector.fromArray(S, x, x7 + i), sum);
        w8.fma(DoubleVector.fromArray(S, x, x8 + i), sum).intoArray(y, to + i);
      }
    }
  }
}
