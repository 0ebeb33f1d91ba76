package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.convmat.spi.Elements;

/** The loops of {@link BroadcastProduct} for floats. */
final class FloatBroadcasts extends BroadcastLoops {

  static final FloatBroadcasts INSTANCE = new FloatBroadcasts();

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();

  private FloatBroadcasts() {}

  @Override
  void multiply(
      Elements x,
      int x0,
      int x1,
      int[] offsets,
      int from,
      int to,
      Elements w,
      Elements c,
      int c0,
      int c1,
      boolean accumulate) {
    multiply(x.floats(), x0, x1, offsets, from, to, w.floats(), c.floats(), c0, c1, accumulate);
  }

  private static void multiply(
      float[] x,
      int x0,
      int x1,
      int[] offsets,
      int from,
      int to,
      float[] w,
      float[] c,
      int c0,
      int c1,
      boolean accumulate) {
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    FloatVector s40 = s00;
    FloatVector s41 = s00;
    FloatVector s50 = s00;
    FloatVector s51 = s00;
    FloatVector s60 = s00;
    FloatVector s61 = s00;
    FloatVector s70 = s00;
    FloatVector s71 = s00;
    for (int k = from; k < to; k++) {
      FloatVector w0 = FloatVector.fromArray(S, w, 2 * L * k);
      FloatVector w1 = FloatVector.fromArray(S, w, 2 * L * k + L);
      int p0 = x0 + offsets[k];
      FloatVector u = FloatVector.broadcast(S, x[p0]);
      s00 = u.fma(w0, s00);
      s01 = u.fma(w1, s01);
      u = FloatVector.broadcast(S, x[p0 + 1]);
      s10 = u.fma(w0, s10);
      s11 = u.fma(w1, s11);
      u = FloatVector.broadcast(S, x[p0 + 2]);
      s20 = u.fma(w0, s20);
      s21 = u.fma(w1, s21);
      u = FloatVector.broadcast(S, x[p0 + 3]);
      s30 = u.fma(w0, s30);
      s31 = u.fma(w1, s31);
      int p1 = x1 + offsets[k];
      u = FloatVector.broadcast(S, x[p1]);
      s40 = u.fma(w0, s40);
      s41 = u.fma(w1, s41);
      u = FloatVector.broadcast(S, x[p1 + 1]);
      s50 = u.fma(w0, s50);
      s51 = u.fma(w1, s51);
      u = FloatVector.broadcast(S, x[p1 + 2]);
      s60 = u.fma(w0, s60);
      s61 = u.fma(w1, s61);
      u = FloatVector.broadcast(S, x[p1 + 3]);
      s70 = u.fma(w0, s70);
      s71 = u.fma(w1, s71);
    }
    if (accumulate) {
      s00 = s00.add(FloatVector.fromArray(S, c, c0));
      s01 = s01.add(FloatVector.fromArray(S, c, c0 + L));
      s10 = s10.add(FloatVector.fromArray(S, c, c0 + 2 * L));
      s11 = s11.add(FloatVector.fromArray(S, c, c0 + 3 * L));
      s20 = s20.add(FloatVector.fromArray(S, c, c0 + 4 * L));
      s21 = s21.add(FloatVector.fromArray(S, c, c0 + 5 * L));
      s30 = s30.add(FloatVector.fromArray(S, c, c0 + 6 * L));
      s31 = s31.add(FloatVector.fromArray(S, c, c0 + 7 * L));
      s40 = s40.add(FloatVector.fromArray(S, c, c1));
      s41 = s41.add(FloatVector.fromArray(S, c, c1 + L));
      s50 = s50.add(FloatVector.fromArray(S, c, c1 + 2 * L));
      s51 = s51.add(FloatVector.fromArray(S, c, c1 + 3 * L));
      s60 = s60.add(FloatVector.fromArray(S, c, c1 + 4 * L));
      s61 = s61.add(FloatVector.fromArray(S, c, c1 + 5 * L));
      s70 = s70.add(FloatVector.fromArray(S, c, c1 + 6 * L));
      s71 = s71.add(FloatVector.fromArray(S, c, c1 + 7 * L));
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + L);
    s10.intoArray(c, c0 + 2 * L);
    s11.intoArray(c, c0 + 3 * L);
    s20.intoArray(c, c0 + 4 * L);
    s21.intoArray(c, c0 + 5 * L);
    s30.intoArray(c, c0 + 6 * L);
    s31.intoArray(c, c0 + 7 * L);
    s40.intoArray(c, c1);
    s41.intoArray(c, c1 + L);
    s50.intoArray(c, c1 + 2 * L);
    s51.intoArray(c, c1 + 3 * L);
    s60.intoArray(c, c1 + 4 * L);
    s61.intoArray(c, c1 + 5 * L);
    s70.intoArray(c, c1 + 6 * L);
    s71.intoArray(c, c1 + 7 * L);
  }

  @Override
  void multiplyNarrow(
      Elements x,
      int x0,
      int x1,
      int[] offsets,
      int from,
      int to,
      Elements w,
      Elements c,
      int c0,
      int c1,
      boolean accumulate) {
    multiplyNarrow(
        x.floats(), x0, x1, offsets, from, to, w.floats(), c.floats(), c0, c1, accumulate);
  }

  private static void multiplyNarrow(
      float[] x,
      int x0,
      int x1,
      int[] offsets,
      int from,
      int to,
      float[] w,
      float[] c,
      int c0,
      int c1,
      boolean accumulate) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    for (int k = from; k < to; k++) {
      FloatVector w0 = FloatVector.fromArray(S, w, L * k);
      int p0 = x0 + offsets[k];
      FloatVector u = FloatVector.broadcast(S, x[p0]);
      s0 = u.fma(w0, s0);
      u = FloatVector.broadcast(S, x[p0 + 1]);
      s1 = u.fma(w0, s1);
      u = FloatVector.broadcast(S, x[p0 + 2]);
      s2 = u.fma(w0, s2);
      u = FloatVector.broadcast(S, x[p0 + 3]);
      s3 = u.fma(w0, s3);
      int p1 = x1 + offsets[k];
      u = FloatVector.broadcast(S, x[p1]);
      s4 = u.fma(w0, s4);
      u = FloatVector.broadcast(S, x[p1 + 1]);
      s5 = u.fma(w0, s5);
      u = FloatVector.broadcast(S, x[p1 + 2]);
      s6 = u.fma(w0, s6);
      u = FloatVector.broadcast(S, x[p1 + 3]);
      s7 = u.fma(w0, s7);
    }
    if (accumulate) {
      s0 = s0.add(FloatVector.fromArray(S, c, c0));
      s1 = s1.add(FloatVector.fromArray(S, c, c0 + 2 * L));
      s2 = s2.add(FloatVector.fromArray(S, c, c0 + 4 * L));
      s3 = s3.add(FloatVector.fromArray(S, c, c0 + 6 * L));
      s4 = s4.add(FloatVector.fromArray(S, c, c1));
      s5 = s5.add(FloatVector.fromArray(S, c, c1 + 2 * L));
      s6 = s6.add(FloatVector.fromArray(S, c, c1 + 4 * L));
      s7 = s7.add(FloatVector.fromArray(S, c, c1 + 6 * L));
    }
    s0.intoArray(c, c0);
    s1.intoArray(c, c0 + 2 * L);
    s2.intoArray(c, c0 + 4 * L);
    s3.intoArray(c, c0 + 6 * L);
    s4.intoArray(c, c1);
    s5.intoArray(c, c1 + 2 * L);
    s6.intoArray(c, c1 + 4 * L);
    s7.intoArray(c, c1 + 6 * L);
  }

  @Override
  void write(
      Elements c, int from, int rows, int positions, Elements y, int start, int step, int stride) {
    float[] sums = c.floats();
    float[] target = y.floats();
    int row = 0;
    if (positions == 2 * GROUP && step == 1) {
      for (; row < rows; row++) {
        writeEight(sums, from + row, target, start + row * stride);
      }
    } else if (positions == GROUP && step == 1) {
      for (; row < rows; row++) {
        writeFour(sums, from + row, target, start + row * stride);
      }
    } else if (positions == 2 * GROUP && step == 2) {
      for (; row < rows; row++) {
        writeEverySecond(sums, from + row, target, start + row * stride);
      }
    }
    for (; row < rows; row++) {
      for (int p = 0; p < positions; p++) {
        target[start + row * stride + p * step] = sums[from + row + p * 2 * L];
      }
    }
  }

  /** Neighbours, whose places need not be checked one by one. */
  private static void writeEight(float[] c, int at, float[] y, int place) {
    y[place] = c[at];
    y[place + 1] = c[at + 2 * L];
    y[place + 2] = c[at + 4 * L];
    y[place + 3] = c[at + 6 * L];
    y[place + 4] = c[at + 8 * L];
    y[place + 5] = c[at + 10 * L];
    y[place + 6] = c[at + 12 * L];
    y[place + 7] = c[at + 14 * L];
  }

  private static void writeFour(float[] c, int at, float[] y, int place) {
    y[place] = c[at];
    y[place + 1] = c[at + 2 * L];
    y[place + 2] = c[at + 4 * L];
    y[place + 3] = c[at + 6 * L];
  }

  private static void writeEverySecond(float[] c, int at, float[] y, int place) {
    y[place] = c[at];
    y[place + 2] = c[at + 2 * L];
    y[place + 4] = c[at + 4 * L];
    y[place + 6] = c[at + 6 * L];
    y[place + 8] = c[at + 8 * L];
    y[place + 10] = c[at + 10 * L];
    y[place + 12] = c[at + 12 * L];
    y[place + 14] = c[at + 14 * L];
  }
}
