package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of few terms. The weights stay in registers, so that the inner loop is nothing but loads,
 * multiplications and a store, and the compiler can drop the checks. (It can where the loop counts
 * one by one.) Eight and nine terms have more places to read than there are registers: they go over
 * each row twice.
 */
final class FloatFew {

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();

  private FloatFew() {}

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
      int vectors) {
    FloatVector w0 = FloatVector.fromArray(S, p, terms.pattern(0) + turn);
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int x0 = at + terms.offset(0);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        w0.mul(FloatVector.fromArray(S, x, x0 + i)).intoArray(y, to + i);
      }
    }
  }

  static void two(
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
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int x0 = at + terms.offset(0);
      int x1 = at + terms.offset(1);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        FloatVector sum = w0.mul(FloatVector.fromArray(S, x, x0 + i));
        w1.fma(FloatVector.fromArray(S, x, x1 + i), sum).intoArray(y, to + i);
      }
    }
  }

  static void three(
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
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int x0 = at + terms.offset(0);
      int x1 = at + terms.offset(1);
      int x2 = at + terms.offset(2);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        FloatVector sum = w0.mul(FloatVector.fromArray(S, x, x0 + i));
        sum = w1.fma(FloatVector.fromArray(S, x, x1 + i), sum);
        w2.fma(FloatVector.fromArray(S, x, x2 + i), sum).intoArray(y, to + i);
      }
    }
  }

  static void four(
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
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int x0 = at + terms.offset(0);
      int x1 = at + terms.offset(1);
      int x2 = at + terms.offset(2);
      int x3 = at + terms.offset(3);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        FloatVector sum = w0.mul(FloatVector.fromArray(S, x, x0 + i));
        sum = w1.fma(FloatVector.fromArray(S, x, x1 + i), sum);
        sum = w2.fma(FloatVector.fromArray(S, x, x2 + i), sum);
        w3.fma(FloatVector.fromArray(S, x, x3 + i), sum).intoArray(y, to + i);
      }
    }
  }

  static void eight(
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
        FloatVector sum = w0.mul(FloatVector.fromArray(S, x, x0 + i));
        sum = w1.fma(FloatVector.fromArray(S, x, x1 + i), sum);
        sum = w2.fma(FloatVector.fromArray(S, x, x2 + i), sum);
        w3.fma(FloatVector.fromArray(S, x, x3 + i), sum).intoArray(y, to + i);
      }
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        FloatVector sum = FloatVector.fromArray(S, y, to + i);
        sum = w4.fma(FloatVector.fromArray(S, x, x4 + i), sum);
        sum = w5.fma(FloatVector.fromArray(S, x, x5 + i), sum);
        sum = w6.fma(FloatVector.fromArray(S, x, x6 + i), sum);
        w7.fma(FloatVector.fromArray(S, x, x7 + i), sum).intoArray(y, to + i);
      }
    }
  }

  static void nine(
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
        FloatVector sum = w0.mul(FloatVector.fromArray(S, x, x0 + i));
        sum = w1.fma(FloatVector.fromArray(S, x, x1 + i), sum);
        sum = w2.fma(FloatVector.fromArray(S, x, x2 + i), sum);
        sum = w3.fma(FloatVector.fromArray(S, x, x3 + i), sum);
        w4.fma(FloatVector.fromArray(S, x, x4 + i), sum).intoArray(y, to + i);
      }
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        FloatVector sum = FloatVector.fromArray(S, y, to + i);
        sum = w5.fma(FloatVector.fromArray(S, x, x5 + i), sum);
        sum = w6.fma(FloatVector.fromArray(S, x, x6 + i), sum);
        sum = w7.fma(FloatVector.fromArray(S, x, x7 + i), sum);
        w8.fma(FloatVector.fromArray(S, x, x8 + i), sum).intoArray(y, to + i);
      }
    }
  }
}
