package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows with periodic weights. Four terms at a time with their weights in registers, so that a loop
 * is nothing but loads, multiplications and a store, and the compiler can drop the checks.
 */
final class FloatRows {

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();

  private FloatRows() {}

  static void firstFour(
      float[] p,
      int[] patternStarts,
      float[] x,
      int[] sourceStarts,
      float[] y,
      int position,
      int count) {
    int x0 = sourceStarts[0];
    int x1 = sourceStarts[1];
    int x2 = sourceStarts[2];
    int x3 = sourceStarts[3];
    FloatVector w0 = FloatVector.fromArray(S, p, patternStarts[0]);
    FloatVector w1 = FloatVector.fromArray(S, p, patternStarts[1]);
    FloatVector w2 = FloatVector.fromArray(S, p, patternStarts[2]);
    FloatVector w3 = FloatVector.fromArray(S, p, patternStarts[3]);
    FloatVector zero = FloatVector.zero(S);
    for (int i = 0; i <= count - L; i += L) {
      FloatVector sum = w0.fma(FloatVector.fromArray(S, x, x0 + i), zero);
      sum = w1.fma(FloatVector.fromArray(S, x, x1 + i), sum);
      sum = w2.fma(FloatVector.fromArray(S, x, x2 + i), sum);
      w3.fma(FloatVector.fromArray(S, x, x3 + i), sum).intoArray(y, position + i);
    }
  }

  static void fourMore(
      float[] p,
      int[] patternStarts,
      float[] x,
      int[] sourceStarts,
      int n,
      float[] y,
      int position,
      int count) {
    int x0 = sourceStarts[n];
    int x1 = sourceStarts[n + 1];
    int x2 = sourceStarts[n + 2];
    int x3 = sourceStarts[n + 3];
    FloatVector w0 = FloatVector.fromArray(S, p, patternStarts[n]);
    FloatVector w1 = FloatVector.fromArray(S, p, patternStarts[n + 1]);
    FloatVector w2 = FloatVector.fromArray(S, p, patternStarts[n + 2]);
    FloatVector w3 = FloatVector.fromArray(S, p, patternStarts[n + 3]);
    for (int i = 0; i <= count - L; i += L) {
      FloatVector sum = FloatVector.fromArray(S, y, position + i);
      sum = w0.fma(FloatVector.fromArray(S, x, x0 + i), sum);
      sum = w1.fma(FloatVector.fromArray(S, x, x1 + i), sum);
      sum = w2.fma(FloatVector.fromArray(S, x, x2 + i), sum);
      w3.fma(FloatVector.fromArray(S, x, x3 + i), sum).intoArray(y, position + i);
    }
  }

  static void one(
      float[] p, int w, float[] x, int start, boolean more, float[] y, int position, int count) {
    FloatVector weight = FloatVector.fromArray(S, p, w);
    if (more) {
      for (int i = 0; i <= count - L; i += L) {
        FloatVector sum = FloatVector.fromArray(S, y, position + i);
        weight.fma(FloatVector.fromArray(S, x, start + i), sum).intoArray(y, position + i);
      }
    } else {
      FloatVector zero = FloatVector.zero(S);
      for (int i = 0; i <= count - L; i += L) {
        weight.fma(FloatVector.fromArray(S, x, start + i), zero).intoArray(y, position + i);
      }
    }
  }

  static void tail(
      float[] p,
      int[] patternStarts,
      float[] x,
      int[] sourceStarts,
      int terms,
      float[] y,
      int position,
      int count) {
    for (int i = count - count % L; i < count; i++) {
      float sum = 0;
      for (int n = 0; n < terms; n++) {
        sum = Math.fma(p[patternStarts[n] + i % L], x[sourceStarts[n] + i], sum);
      }
      y[position + i] = sum;
    }
  }

  static void longPeriod(
      float[] p,
      int[] patternStarts,
      int period,
      float[] x,
      int[] sourceStarts,
      int terms,
      float[] y,
      int position,
      int count) {
    int i = 0;
    for (; i <= count - L; i += L) {
      FloatVector sum = FloatVector.zero(S);
      for (int n = 0; n < terms; n++) {
        FloatVector w = FloatVector.fromArray(S, p, patternStarts[n] + i % period);
        sum = w.fma(FloatVector.fromArray(S, x, sourceStarts[n] + i), sum);
      }
      sum.intoArray(y, position + i);
    }
    for (; i < count; i++) {
      float sum = 0;
      for (int n = 0; n < terms; n++) {
        sum = Math.fma(p[patternStarts[n] + i % period], x[sourceStarts[n] + i], sum);
      }
      y[position + i] = sum;
    }
  }
}
