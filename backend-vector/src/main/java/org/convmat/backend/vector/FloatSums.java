package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums of rows that lie anywhere, up to four at a time. */
final class FloatSums {

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();

  private FloatSums() {}

  static void sum(float[] x, int base, int[] starts, int terms, float[] y, int to, int count) {
    int n = 0;
    while (n < terms) {
      int s0 = base + starts[n];
      int left = terms - n;
      if (left >= 4) {
        int s1 = base + starts[n + 1];
        int s2 = base + starts[n + 2];
        int s3 = base + starts[n + 3];
        if (n == 0) {
          sum4(x, s0, s1, s2, s3, y, to, count);
        } else {
          add4(x, s0, s1, s2, s3, y, to, count);
        }
        n += 4;
      } else if (left >= 2) {
        if (n == 0) {
          sum2(x, s0, base + starts[n + 1], y, to, count);
        } else {
          add2(x, s0, base + starts[n + 1], y, to, count);
        }
        n += 2;
      } else {
        if (n == 0) {
          sum1(x, s0, y, to, count);
        } else {
          add1(x, s0, y, to, count);
        }
        n++;
      }
    }
  }

  static void sumColumn(
      float[] x,
      int base,
      int[] starts,
      int terms,
      int step,
      float[] y,
      int to,
      int toStep,
      int count) {
    for (int i = 0; i < count; i++) {
      float sum = 0;
      for (int n = 0; n < terms; n++) {
        sum += x[base + starts[n] + i * step];
      }
      y[to + i * toStep] = sum;
    }
  }

  static void sumListed(
      float[] x, int base, int[] starts, int terms, int[] places, float[] y, int to) {
    for (int i = 0; i < places.length; i++) {
      int n = i * terms;
      int end = n + terms;
      float sum = 0;
      for (; n < end; n += TapTable.GROUP) {
        sum += x[base + starts[n]];
        sum += x[base + starts[n + 1]];
        sum += x[base + starts[n + 2]];
        sum += x[base + starts[n + 3]];
      }
      y[to + places[i]] = sum;
    }
  }

  private static void sum1(float[] x, int s0, float[] y, int to, int count) {
    int i = 0;
    for (; i <= count - L; i += L) {
      FloatVector v = FloatVector.fromArray(S, x, s0 + i);
      v.intoArray(y, to + i);
    }
    for (; i < count; i++) {
      y[to + i] = x[s0 + i];
    }
  }

  private static void sum2(float[] x, int s0, int s1, float[] y, int to, int count) {
    int i = 0;
    for (; i <= count - L; i += L) {
      FloatVector v = FloatVector.fromArray(S, x, s0 + i);
      v = v.add(FloatVector.fromArray(S, x, s1 + i));
      v.intoArray(y, to + i);
    }
    for (; i < count; i++) {
      y[to + i] = x[s0 + i] + x[s1 + i];
    }
  }

  private static void sum4(
      float[] x, int s0, int s1, int s2, int s3, float[] y, int to, int count) {
    int i = 0;
    for (; i <= count - L; i += L) {
      FloatVector v = FloatVector.fromArray(S, x, s0 + i);
      v = v.add(FloatVector.fromArray(S, x, s1 + i));
      v = v.add(FloatVector.fromArray(S, x, s2 + i));
      v = v.add(FloatVector.fromArray(S, x, s3 + i));
      v.intoArray(y, to + i);
    }
    for (; i < count; i++) {
      y[to + i] = x[s0 + i] + x[s1 + i] + x[s2 + i] + x[s3 + i];
    }
  }

  private static void add1(float[] x, int s0, float[] y, int to, int count) {
    int i = 0;
    for (; i <= count - L; i += L) {
      FloatVector v = FloatVector.fromArray(S, y, to + i).add(FloatVector.fromArray(S, x, s0 + i));
      v.intoArray(y, to + i);
    }
    for (; i < count; i++) {
      y[to + i] = y[to + i] + x[s0 + i];
    }
  }

  private static void add2(float[] x, int s0, int s1, float[] y, int to, int count) {
    int i = 0;
    for (; i <= count - L; i += L) {
      FloatVector v = FloatVector.fromArray(S, y, to + i).add(FloatVector.fromArray(S, x, s0 + i));
      v = v.add(FloatVector.fromArray(S, x, s1 + i));
      v.intoArray(y, to + i);
    }
    for (; i < count; i++) {
      y[to + i] = y[to + i] + x[s0 + i] + x[s1 + i];
    }
  }

  private static void add4(
      float[] x, int s0, int s1, int s2, int s3, float[] y, int to, int count) {
    int i = 0;
    for (; i <= count - L; i += L) {
      FloatVector v = FloatVector.fromArray(S, y, to + i).add(FloatVector.fromArray(S, x, s0 + i));
      v = v.add(FloatVector.fromArray(S, x, s1 + i));
      v = v.add(FloatVector.fromArray(S, x, s2 + i));
      v = v.add(FloatVector.fromArray(S, x, s3 + i));
      v.intoArray(y, to + i);
    }
    for (; i < count; i++) {
      y[to + i] = y[to + i] + x[s0 + i] + x[s1 + i] + x[s2 + i] + x[s3 + i];
    }
  }
}
