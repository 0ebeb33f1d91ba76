package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.convmat.spi.Elements;

/** The loops of {@link ChannelProduct} for floats. */
final class FloatChannels extends ChannelLoops {

  static final FloatChannels INSTANCE = new FloatChannels();

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();

  private FloatChannels() {}

  @Override
  void transpose(Elements from, int start, int channels, int positions, Elements[] to) {
    float[] x = from.floats();
    int p = 0;
    for (; p < positions - 3; p += 4) {
      transposeFour(x, start + p, channels, positions, to, p);
    }
    for (; p < positions; p++) {
      float[] y = to[p].floats();
      int at = start + p;
      for (int k = 0; k < channels; k++) {
        y[k] = x[at + k * positions];
      }
    }
  }

  /** Four neighbours at a time, since they come with one line of the cache. */
  private static void transposeFour(
      float[] x, int at, int channels, int positions, Elements[] to, int p) {
    float[] y0 = to[p].floats();
    float[] y1 = to[p + 1].floats();
    float[] y2 = to[p + 2].floats();
    float[] y3 = to[p + 3].floats();
    for (int k = 0; k < channels; k++) {
      int from = at + k * positions;
      y0[k] = x[from];
      y1[k] = x[from + 1];
      y2[k] = x[from + 2];
      y3[k] = x[from + 3];
    }
  }

  @Override
  void add(Elements[] x, int from, int to, ChannelPairs pairs, Elements w, Elements sums) {
    float[] b = w.floats();
    float[] c = sums.floats();
    int n = 0;
    if (TileHeights.TALL) {
      for (; n <= pairs.read.length - 2 * PAIRS; n += 2 * PAIRS) {
        add8(x, from, to, pairs.read, n, b, c, pairs.written);
      }
    }
    for (; n < pairs.read.length; n += PAIRS) {
      add4(x, from, to, pairs.read, n, b, c, pairs.written);
    }
  }

  /**
   * Four pairs from the n-th on. Each position has an array of its own and weights are indexed by
   * k, so that all addresses follow from k and nothing is checked within the loop.
   */
  private static void add4(
      Elements[] x, int from, int to, int[] read, int n, float[] b, float[] c, int[] written) {
    float[] a0 = x[read[n]].floats();
    float[] a1 = x[read[n + 1]].floats();
    float[] a2 = x[read[n + 2]].floats();
    float[] a3 = x[read[n + 3]].floats();
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    for (int k = from; k < to; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, 2 * L * k);
      FloatVector b1 = FloatVector.fromArray(S, b, 2 * L * k + L);
      FloatVector w = FloatVector.broadcast(S, a0[k]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = FloatVector.broadcast(S, a1[k]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      w = FloatVector.broadcast(S, a2[k]);
      c20 = w.fma(b0, c20);
      c21 = w.fma(b1, c21);
      w = FloatVector.broadcast(S, a3[k]);
      c30 = w.fma(b0, c30);
      c31 = w.fma(b1, c31);
    }
    add(c00, c01, c, written[n]);
    add(c10, c11, c, written[n + 1]);
    add(c20, c21, c, written[n + 2]);
    add(c30, c31, c, written[n + 3]);
  }

  /** Eight pairs, where there are registers for so many sums. */
  private static void add8(
      Elements[] x, int from, int to, int[] read, int n, float[] b, float[] c, int[] written) {
    float[] a0 = x[read[n]].floats();
    float[] a1 = x[read[n + 1]].floats();
    float[] a2 = x[read[n + 2]].floats();
    float[] a3 = x[read[n + 3]].floats();
    float[] a4 = x[read[n + 4]].floats();
    float[] a5 = x[read[n + 5]].floats();
    float[] a6 = x[read[n + 6]].floats();
    float[] a7 = x[read[n + 7]].floats();
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c40 = c00;
    FloatVector c41 = c00;
    FloatVector c50 = c00;
    FloatVector c51 = c00;
    FloatVector c60 = c00;
    FloatVector c61 = c00;
    FloatVector c70 = c00;
    FloatVector c71 = c00;
    for (int k = from; k < to; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, 2 * L * k);
      FloatVector b1 = FloatVector.fromArray(S, b, 2 * L * k + L);
      FloatVector w = FloatVector.broadcast(S, a0[k]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = FloatVector.broadcast(S, a1[k]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      w = FloatVector.broadcast(S, a2[k]);
      c20 = w.fma(b0, c20);
      c21 = w.fma(b1, c21);
      w = FloatVector.broadcast(S, a3[k]);
      c30 = w.fma(b0, c30);
      c31 = w.fma(b1, c31);
      w = FloatVector.broadcast(S, a4[k]);
      c40 = w.fma(b0, c40);
      c41 = w.fma(b1, c41);
      w = FloatVector.broadcast(S, a5[k]);
      c50 = w.fma(b0, c50);
      c51 = w.fma(b1, c51);
      w = FloatVector.broadcast(S, a6[k]);
      c60 = w.fma(b0, c60);
      c61 = w.fma(b1, c61);
      w = FloatVector.broadcast(S, a7[k]);
      c70 = w.fma(b0, c70);
      c71 = w.fma(b1, c71);
    }
    int p0 = written[n];
    c00.add(FloatVector.fromArray(S, c, p0)).intoArray(c, p0);
    c01.add(FloatVector.fromArray(S, c, p0 + L)).intoArray(c, p0 + L);
    int p1 = written[n + 1];
    c10.add(FloatVector.fromArray(S, c, p1)).intoArray(c, p1);
    c11.add(FloatVector.fromArray(S, c, p1 + L)).intoArray(c, p1 + L);
    int p2 = written[n + 2];
    c20.add(FloatVector.fromArray(S, c, p2)).intoArray(c, p2);
    c21.add(FloatVector.fromArray(S, c, p2 + L)).intoArray(c, p2 + L);
    int p3 = written[n + 3];
    c30.add(FloatVector.fromArray(S, c, p3)).intoArray(c, p3);
    c31.add(FloatVector.fromArray(S, c, p3 + L)).intoArray(c, p3 + L);
    int p4 = written[n + 4];
    c40.add(FloatVector.fromArray(S, c, p4)).intoArray(c, p4);
    c41.add(FloatVector.fromArray(S, c, p4 + L)).intoArray(c, p4 + L);
    int p5 = written[n + 5];
    c50.add(FloatVector.fromArray(S, c, p5)).intoArray(c, p5);
    c51.add(FloatVector.fromArray(S, c, p5 + L)).intoArray(c, p5 + L);
    int p6 = written[n + 6];
    c60.add(FloatVector.fromArray(S, c, p6)).intoArray(c, p6);
    c61.add(FloatVector.fromArray(S, c, p6 + L)).intoArray(c, p6 + L);
    int p7 = written[n + 7];
    c70.add(FloatVector.fromArray(S, c, p7)).intoArray(c, p7);
    c71.add(FloatVector.fromArray(S, c, p7 + L)).intoArray(c, p7 + L);
  }

  private static void add(FloatVector u, FloatVector v, float[] c, int cp) {
    u.add(FloatVector.fromArray(S, c, cp)).intoArray(c, cp);
    v.add(FloatVector.fromArray(S, c, cp + L)).intoArray(c, cp + L);
  }

  @Override
  void write(Elements sums, int positions, int channels, Elements y, int start, int plane) {
    float[] c = sums.floats();
    float[] target = y.floats();
    int channel = 0;
    for (; channel < channels - 3; channel += 4) {
      writeFour(c, channel, positions, target, start + channel * plane, plane);
    }
    for (; channel < channels; channel++) {
      int place = start + channel * plane;
      for (int p = 0; p < positions; p++) {
        target[place + p] = c[p * 2 * L + channel];
      }
    }
  }

  /** Four channels at a time, for the same reason. */
  private static void writeFour(
      float[] c, int channel, int positions, float[] y, int place, int plane) {
    for (int p = 0; p < positions; p++) {
      int at = p * 2 * L + channel;
      y[place + p] = c[at];
      y[place + plane + p] = c[at + 1];
      y[place + 2 * plane + p] = c[at + 2];
      y[place + 3 * plane + p] = c[at + 3];
    }
  }
}
