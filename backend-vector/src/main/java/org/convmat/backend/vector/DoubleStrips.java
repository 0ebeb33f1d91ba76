package org.convmat.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Packs a strip from pieces: {@link Kernel#pack}. */
final class DoubleStrips {

  private static final VectorSpecies<Double> S = Lanes.DOUBLES;
  private static final int L = S.length();

  private DoubleStrips() {}

  /**
   * Pieces are copied in whole vectors; what one has too much, the next, or the next row,
   * overwrites.
   */
  static void pack(
      double[] x,
      int[] offsets,
      int from,
      int to,
      int[] starts,
      int[] lanes,
      int pieces,
      double[] y,
      int position) {
    int[] begins = new int[2 * pieces];
    int[] places = new int[2 * pieces];
    int vectors = 0;
    for (int s = 0; s < pieces; s++) {
      int end = s + 1 < pieces ? lanes[s + 1] : 2 * L;
      for (int lane = lanes[s]; lane < end; lane += L) {
        begins[vectors] = starts[s] + lane - lanes[s];
        places[vectors++] = lane;
      }
    }
    switch (vectors) {
      case 2 -> two(x, begins[0], begins[1], offsets, from, to, y, position);
      case 3 -> three(x, begins, places, offsets, from, to, y, position);
      case 4 -> four(x, begins, places, offsets, from, to, y, position);
      default -> {
        int at = position;
        for (int k = from; k < to; k++) {
          for (int v = 0; v < vectors; v++) {
            DoubleVector.fromArray(S, x, begins[v] + offsets[k]).intoArray(y, at + places[v]);
          }
          at += 2 * L;
        }
      }
    }
  }

  /** Two vectors, two rows at a time. */
  private static void two(
      double[] x,
      int first,
      int second,
      int[] offsets,
      int from,
      int to,
      double[] y,
      int position) {
    int at = position;
    int k = from;
    for (; k < to - 1; k += 2) {
      int offset = offsets[k];
      int next = offsets[k + 1];
      DoubleVector a0 = DoubleVector.fromArray(S, x, first + offset);
      DoubleVector a1 = DoubleVector.fromArray(S, x, second + offset);
      DoubleVector b0 = DoubleVector.fromArray(S, x, first + next);
      DoubleVector b1 = DoubleVector.fromArray(S, x, second + next);
      a0.intoArray(y, at);
      a1.intoArray(y, at + L);
      b0.intoArray(y, at + 2 * L);
      b1.intoArray(y, at + 3 * L);
      at += 4 * L;
    }
    if (k < to) {
      DoubleVector.fromArray(S, x, first + offsets[k]).intoArray(y, at);
      DoubleVector.fromArray(S, x, second + offsets[k]).intoArray(y, at + L);
    }
  }

  /** Three vectors, the first of which begins the row. */
  private static void three(
      double[] x,
      int[] starts,
      int[] lanes,
      int[] offsets,
      int from,
      int to,
      double[] y,
      int position) {
    int x0 = starts[0];
    int x1 = starts[1];
    int x2 = starts[2];
    int y1 = lanes[1];
    int y2 = lanes[2];
    int at = position;
    for (int k = from; k < to; k++) {
      int offset = offsets[k];
      DoubleVector.fromArray(S, x, x0 + offset).intoArray(y, at);
      DoubleVector.fromArray(S, x, x1 + offset).intoArray(y, at + y1);
      DoubleVector.fromArray(S, x, x2 + offset).intoArray(y, at + y2);
      at += 2 * L;
    }
  }

  /** Four vectors, the first of which begins the row. */
  private static void four(
      double[] x,
      int[] starts,
      int[] lanes,
      int[] offsets,
      int from,
      int to,
      double[] y,
      int position) {
    int x0 = starts[0];
    int x1 = starts[1];
    int x2 = starts[2];
    int x3 = starts[3];
    int y1 = lanes[1];
    int y2 = lanes[2];
    int y3 = lanes[3];
    int at = position;
    for (int k = from; k < to; k++) {
      int offset = offsets[k];
      DoubleVector.fromArray(S, x, x0 + offset).intoArray(y, at);
      DoubleVector.fromArray(S, x, x1 + offset).intoArray(y, at + y1);
      DoubleVector.fromArray(S, x, x2 + offset).intoArray(y, at + y2);
      DoubleVector.fromArray(S, x, x3 + offset).intoArray(y, at + y3);
      at += 2 * L;
    }
  }
}
