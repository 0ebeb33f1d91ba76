package org.convmat.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.convmat.spi.Elements;

/** The loops of {@link ChannelProduct} for doubles. */
final class DoubleChannels extends ChannelLoops {

  static final DoubleChannels INSTANCE = new DoubleChannels();

  private static final VectorSpecies<Double> S = Lanes.DOUBLES;
  private static final int L = S.length();

  private DoubleChannels() {}

  @Override
  void transpose(Elements from, int start, int channels, int positions, Elements[] to) {
    double[] x = from.doubles();
    int p = 0;
    for (; p < positions - 3; p += 4) {
      transposeFour(x, start + p, channels, positions, to, p);
    }
    for (; p < positions; p++) {
      double[] y = to[p].doubles();
      int at = start + p;
      for (int k = 0; k < channels; k++) {
        y[k] = x[at + k * positions];
      }
    }
  }

  /** Four neighbours at a time, since they come with one line of the cache. */
  private static void transposeFour(
      double[] x, int at, int channels, int positions, Elements[] to, int p) {
    double[] y0 = to[p].doubles();
    double[] y1 = to[p + 1].doubles();
    double[] y2 = to[p + 2].doubles();
    double[] y3 = to[p + 3].doubles();
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
    double[] b = w.doubles();
    double[] c = sums.doubles();
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
      Elements[] x, int from, int to, int[] read, int n, double[] b, double[] c, int[] written) {
    double[] a0 = x[read[n]].doubles();
    double[] a1 = x[read[n + 1]].doubles();
    double[] a2 = x[read[n + 2]].doubles();
    double[] a3 = x[read[n + 3]].doubles();
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    DoubleVector c10 = c00;
    DoubleVector c11 = c00;
    DoubleVector c20 = c00;
    DoubleVector c21 = c00;
    DoubleVector c30 = c00;
    DoubleVector c31 = c00;
    for (int k = from; k < to; k++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, 2 * L * k);
      DoubleVector b1 = DoubleVector.fromArray(S, b, 2 * L * k + L);
      DoubleVector w = DoubleVector.broadcast(S, a0[k]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = DoubleVector.broadcast(S, a1[k]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      w = DoubleVector.broadcast(S, a2[k]);
      c20 = w.fma(b0, c20);
      c21 = w.fma(b1, c21);
      w = DoubleVector.broadcast(S, a3[k]);
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
      Elements[] x, int from, int to, int[] read, int n, double[] b, double[] c, int[] written) {
    double[] a0 = x[read[n]].doubles();
    double[] a1 = x[read[n + 1]].doubles();
    double[] a2 = x[read[n + 2]].doubles();
    double[] a3 = x[read[n + 3]].doubles();
    double[] a4 = x[read[n + 4]].doubles();
    double[] a5 = x[read[n + 5]].doubles();
    double[] a6 = x[read[n + 6]].doubles();
    double[] a7 = x[read[n + 7]].doubles();
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    DoubleVector c10 = c00;
    DoubleVector c11 = c00;
    DoubleVector c20 = c00;
    DoubleVector c21 = c00;
    DoubleVector c30 = c00;
    DoubleVector c31 = c00;
    DoubleVector c40 = c00;
    DoubleVector c41 = c00;
    DoubleVector c50 = c00;
    DoubleVector c51 = c00;
    DoubleVector c60 = c00;
    DoubleVector c61 = c00;
    DoubleVector c70 = c00;
    DoubleVector c71 = c00;
    for (int k = from; k < to; k++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, 2 * L * k);
      DoubleVector b1 = DoubleVector.fromArray(S, b, 2 * L * k + L);
      DoubleVector w = DoubleVector.broadcast(S, a0[k]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = DoubleVector.broadcast(S, a1[k]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      w = DoubleVector.broadcast(S, a2[k]);
      c20 = w.fma(b0, c20);
      c21 = w.fma(b1, c21);
      w = DoubleVector.broadcast(S, a3[k]);
      c30 = w.fma(b0, c30);
      c31 = w.fma(b1, c31);
      w = DoubleVector.broadcast(S, a4[k]);
      c40 = w.fma(b0, c40);
      c41 = w.fma(b1, c41);
      w = DoubleVector.broadcast(S, a5[k]);
      c50 = w.fma(b0, c50);
      c51 = w.fma(b1, c51);
      w = DoubleVector.broadcast(S, a6[k]);
      c60 = w.fma(b0, c60);
      c61 = w.fma(b1, c61);
      w = DoubleVector.broadcast(S, a7[k]);
      c70 = w.fma(b0, c70);
      c71 = w.fma(b1, c71);
    }
    int p0 = written[n];
    c00.add(DoubleVector.fromArray(S, c, p0)).intoArray(c, p0);
    c01.add(DoubleVector.fromArray(S, c, p0 + L)).intoArray(c, p0 + L);
    int p1 = written[n + 1];
    c10.add(DoubleVector.fromArray(S, c, p1)).intoArray(c, p1);
    c11.add(DoubleVector.fromArray(S, c, p1 + L)).intoArray(c, p1 + L);
    int p2 = written[n + 2];
    c20.add(DoubleVector.fromArray(S, c, p2)).intoArray(c, p2);
    c21.add(DoubleVector.fromArray(S, c, p2 + L)).intoArray(c, p2 + L);
    int p3 = written[n + 3];
    c30.add(DoubleVector.fromArray(S, c, p3)).intoArray(c, p3);
    c31.add(DoubleVector.fromArray(S, c, p3 + L)).intoArray(c, p3 + L);
    int p4 = written[n + 4];
    c40.add(DoubleVector.fromArray(S, c, p4)).intoArray(c, p4);
    c41.add(DoubleVector.fromArray(S, c, p4 + L)).intoArray(c, p4 + L);
    int p5 = written[n + 5];
    c50.add(DoubleVector.fromArray(S, c, p5)).intoArray(c, p5);
    c51.add(DoubleVector.fromArray(S, c, p5 + L)).intoArray(c, p5 + L);
    int p6 = written[n + 6];
    c60.add(DoubleVector.fromArray(S, c, p6)).intoArray(c, p6);
    c61.add(DoubleVector.fromArray(S, c, p6 + L)).intoArray(c, p6 + L);
    int p7 = written[n + 7];
    c70.add(DoubleVector.fromArray(S, c, p7)).intoArray(c, p7);
    c71.add(DoubleVector.fromArray(S, c, p7 + L)).intoArray(c, p7 + L);
  }

  private static void add(DoubleVector u, DoubleVector v, double[] c, int cp) {
    u.add(DoubleVector.fromArray(S, c, cp)).intoArray(c, cp);
    v.add(DoubleVector.fromArray(S, c, cp + L)).intoArray(c, cp + L);
  }

  @Override
  void write(Elements sums, int positions, int channels, Elements y, int start, int plane) {
    double[] c = sums.doubles();
    double[] target = y.doubles();
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
      double[] c, int channel, int positions, double[] y, int place, int plane) {
    for (int p = 0; p < positions; p++) {
      int at = p * 2 * L + channel;
      y[place + p] = c[at];
      y[place + plane + p] = c[at + 1];
      y[place + 2 * plane + p] = c[at + 2];
      y[place + 3 * plane + p] = c[at + 3];
    }
  }
}
