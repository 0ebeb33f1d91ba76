package org.convmat.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Rows with periodic weights; see {@link FloatRows}. */
final class DoubleRows {

  private static final VectorSpecies<Double> S = Lanes.DOUBLES;
  private static final int L = S.length();

  private DoubleRows() {}

  static void firstFour(
      double[] p,
      int[] patternStarts,
      double[] x,
      int[] sourceStarts,
      double[] y,
      int position,
      int count) {
    int x0 = sourceStarts[0];
    int x1 = sourceStarts[1];
    int x2 = sourceStarts[2];
    int x3 = sourceStarts[3];
    DoubleVector w0 = DoubleVector.fromArray(S, p, patternStarts[0]);
    DoubleVector w1 = DoubleVector.fromArray(S, p, patternStarts[1]);
    DoubleVector w2 = DoubleVector.fromArray(S, p, patternStarts[2]);
    DoubleVector w3 = DoubleVector.fromArray(S, p, patternStarts[3]);
    DoubleVector zero = DoubleVector.zero(S);
    for (int i = 0; i <= count - L; i += L) {
      DoubleVector sum = w0.fma(DoubleVector.fromArray(S, x, x0 + i), zero);
      sum = w1.fma(DoubleVector.fromArray(S, x, x1 + i), sum);
      sum = w2.fma(DoubleVector.fromArray(S, x, x2 + i), sum);
      w3.fma(DoubleVector.fromArray(S, x, x3 + i), sum).intoArray(y, position + i);
    }
  }

  static void fourMore(
      double[] p,
      int[] patternStarts,
      double[] x,
      int[] sourceStarts,
      int n,
      double[] y,
      int position,
      int count) {
    int x0 = sourceStarts[n];
    int x1 = sourceStarts[n + 1];
    int x2 = sourceStarts[n + 2];
    int x3 = sourceStarts[n + 3];
    DoubleVector w0 = DoubleVector.fromArray(S, p, patternStarts[n]);
    DoubleVector w1 = DoubleVector.fromArray(S, p, patternStarts[n + 1]);
    DoubleVector w2 = DoubleVector.fromArray(S, p, patternStarts[n + 2]);
    DoubleVector w3 = DoubleVector.fromArray(S, p, patternStarts[n + 3]);
    for (int i = 0; i <= count - L; i += L) {
      DoubleVector sum = DoubleVector.fromArray(S, y, position + i);
      sum = w0.fma(DoubleVector.fromArray(S, x, x0 + i), sum);
      sum = w1.fma(DoubleVector.fromArray(S, x, x1 + i), sum);
      sum = w2.fma(DoubleVector.fromArray(S, x, x2 + i), sum);
      w3.fma(DoubleVector.fromArray(S, x, x3 + i), sum).intoArray(y, position + i);
    }
  }

  static void one(
      double[] p, int w, double[] x, int start, boolean more, double[] y, int position, int count) {
    DoubleVector weight = DoubleVector.fromArray(S, p, w);
    if (more) {
      for (int i = 0; i <= count - L; i += L) {
        DoubleVector sum = DoubleVector.fromArray(S, y, position + i);
        weight.fma(DoubleVector.fromArray(S, x, start + i), sum).intoArray(y, position + i);
      }
    } else {
      DoubleVector zero = DoubleVector.zero(S);
      for (int i = 0; i <= count - L; i += L) {
        weight.fma(DoubleVector.fromArray(S, x, start + i), zero).intoArray(y, position + i);
      }
    }
  }

  static void tail(
      double[] p,
      int[] patternStarts,
      double[] x,
      int[] sourceStarts,
      int terms,
      double[] y,
      int position,
      int count) {
    for (int i = count - count % L; i < count; i++) {
      double sum = 0;
      for (int n = 0; n < terms; n++) {
        sum = Math.fma(p[patternStarts[n] + i % L], x[sourceStarts[n] + i], sum);
      }
      y[position + i] = sum;
    }
  }

  static void longPeriod(
      double[] p,
      int[] patternStarts,
      int period,
      double[] x,
      int[] sourceStarts,
      int terms,
      double[] y,
      int position,
      int count) {
    int i = 0;
    for (; i <= count - L; i += L) {
      DoubleVector sum = DoubleVector.zero(S);
      for (int n = 0; n < terms; n++) {
        DoubleVector w = DoubleVector.fromArray(S, p, patternStarts[n] + i % period);
        sum = w.fma(DoubleVector.fromArray(S, x, sourceStarts[n] + i), sum);
      }
      sum.intoArray(y, position + i);
    }
    for (; i < count; i++) {
      double sum = 0;
      for (int n = 0; n < terms; n++) {
        sum = Math.fma(p[patternStarts[n] + i % period], x[sourceStarts[n] + i], sum);
      }
      y[position + i] = sum;
    }
  }
}
