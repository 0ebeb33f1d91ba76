package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of packed operands. Four rows by two vectors are eight chains of fused multiply-adds, as
 * many as two units with four steps each take; they keep that speed wherever the compiler puts the
 * loop. Five rows lose up to a quarter in some processes and serve for what is left over; with six
 * rows, or with the loop unrolled by hand, compilers spill and halve the speed.
 */
final class FloatTiles {

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();

  private FloatTiles() {}

  static void tile5(
      float[] a,
      int ap,
      float[] b,
      int bp,
      int depth,
      float[] c,
      int cp,
      int ldc,
      boolean accumulate) {
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
    int end = ap + 5 * depth;
    for (; ap < end; ap += 5) {
      FloatVector b0 = FloatVector.fromArray(S, b, bp);
      FloatVector b1 = FloatVector.fromArray(S, b, bp + L);
      FloatVector w = FloatVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = FloatVector.broadcast(S, a[ap + 1]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      w = FloatVector.broadcast(S, a[ap + 2]);
      c20 = w.fma(b0, c20);
      c21 = w.fma(b1, c21);
      w = FloatVector.broadcast(S, a[ap + 3]);
      c30 = w.fma(b0, c30);
      c31 = w.fma(b1, c31);
      w = FloatVector.broadcast(S, a[ap + 4]);
      c40 = w.fma(b0, c40);
      c41 = w.fma(b1, c41);
      bp += 2 * L;
    }
    store(c00, c01, c, cp, accumulate);
    store(c10, c11, c, cp + ldc, accumulate);
    store(c20, c21, c, cp + 2 * ldc, accumulate);
    store(c30, c31, c, cp + 3 * ldc, accumulate);
    store(c40, c41, c, cp + 4 * ldc, accumulate);
  }

  static void tile4(
      float[] a,
      int ap,
      float[] b,
      int bp,
      int depth,
      float[] c,
      int cp,
      int ldc,
      boolean accumulate) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    int end = ap + 4 * depth;
    for (; ap < end; ap += 4) {
      FloatVector b0 = FloatVector.fromArray(S, b, bp);
      FloatVector b1 = FloatVector.fromArray(S, b, bp + L);
      FloatVector w = FloatVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = FloatVector.broadcast(S, a[ap + 1]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      w = FloatVector.broadcast(S, a[ap + 2]);
      c20 = w.fma(b0, c20);
      c21 = w.fma(b1, c21);
      w = FloatVector.broadcast(S, a[ap + 3]);
      c30 = w.fma(b0, c30);
      c31 = w.fma(b1, c31);
      bp += 2 * L;
    }
    if (accumulate) {
      c00 = c00.add(FloatVector.fromArray(S, c, cp));
      c01 = c01.add(FloatVector.fromArray(S, c, cp + L));
      c10 = c10.add(FloatVector.fromArray(S, c, cp + ldc));
      c11 = c11.add(FloatVector.fromArray(S, c, cp + ldc + L));
      c20 = c20.add(FloatVector.fromArray(S, c, cp + 2 * ldc));
      c21 = c21.add(FloatVector.fromArray(S, c, cp + 2 * ldc + L));
      c30 = c30.add(FloatVector.fromArray(S, c, cp + 3 * ldc));
      c31 = c31.add(FloatVector.fromArray(S, c, cp + 3 * ldc + L));
    }
    c00.intoArray(c, cp);
    c01.intoArray(c, cp + L);
    c10.intoArray(c, cp + ldc);
    c11.intoArray(c, cp + ldc + L);
    c20.intoArray(c, cp + 2 * ldc);
    c21.intoArray(c, cp + 2 * ldc + L);
    c30.intoArray(c, cp + 3 * ldc);
    c31.intoArray(c, cp + 3 * ldc + L);
  }

  /**
   * Six rows by one vector, four of a tile of four at ap and two of another at aq; the strip has a
   * second vector. With eight rows, JDK 25 has more broadcasts under way than registers.
   */
  static void narrow6(
      float[] a,
      int ap,
      int aq,
      float[] b,
      int bp,
      int depth,
      float[] c,
      int cp,
      int cq,
      int ldc,
      boolean accumulate) {
    FloatVector c0 = FloatVector.zero(S);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector c4 = c0;
    FloatVector c5 = c0;
    int end = ap + 4 * depth;
    for (; ap < end; ap += 4) {
      FloatVector v = FloatVector.fromArray(S, b, bp);
      c0 = FloatVector.broadcast(S, a[ap]).fma(v, c0);
      c1 = FloatVector.broadcast(S, a[ap + 1]).fma(v, c1);
      c2 = FloatVector.broadcast(S, a[ap + 2]).fma(v, c2);
      c3 = FloatVector.broadcast(S, a[ap + 3]).fma(v, c3);
      c4 = FloatVector.broadcast(S, a[aq]).fma(v, c4);
      c5 = FloatVector.broadcast(S, a[aq + 1]).fma(v, c5);
      aq += 4;
      bp += 2 * L;
    }
    if (accumulate) {
      c0 = c0.add(FloatVector.fromArray(S, c, cp));
      c1 = c1.add(FloatVector.fromArray(S, c, cp + ldc));
      c2 = c2.add(FloatVector.fromArray(S, c, cp + 2 * ldc));
      c3 = c3.add(FloatVector.fromArray(S, c, cp + 3 * ldc));
      c4 = c4.add(FloatVector.fromArray(S, c, cq));
      c5 = c5.add(FloatVector.fromArray(S, c, cq + ldc));
    }
    c0.intoArray(c, cp);
    c1.intoArray(c, cp + ldc);
    c2.intoArray(c, cp + 2 * ldc);
    c3.intoArray(c, cp + 3 * ldc);
    c4.intoArray(c, cq);
    c5.intoArray(c, cq + ldc);
  }

  static void tile2(
      float[] a,
      int ap,
      float[] b,
      int bp,
      int depth,
      float[] c,
      int cp,
      int ldc,
      boolean accumulate) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    int end = ap + 2 * depth;
    for (; ap < end; ap += 2) {
      FloatVector b0 = FloatVector.fromArray(S, b, bp);
      FloatVector b1 = FloatVector.fromArray(S, b, bp + L);
      FloatVector w = FloatVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = FloatVector.broadcast(S, a[ap + 1]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      bp += 2 * L;
    }
    store(c00, c01, c, cp, accumulate);
    store(c10, c11, c, cp + ldc, accumulate);
  }

  static void tile1(
      float[] a, int ap, float[] b, int bp, int depth, float[] c, int cp, boolean accumulate) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    int end = ap + depth;
    for (; ap < end; ap++) {
      FloatVector w = FloatVector.broadcast(S, a[ap]);
      c00 = w.fma(FloatVector.fromArray(S, b, bp), c00);
      c01 = w.fma(FloatVector.fromArray(S, b, bp + L), c01);
      bp += 2 * L;
    }
    store(c00, c01, c, cp, accumulate);
  }

  static void store(FloatVector u, FloatVector v, float[] c, int cp, boolean accumulate) {
    if (accumulate) {
      u = u.add(FloatVector.fromArray(S, c, cp));
      v = v.add(FloatVector.fromArray(S, c, cp + L));
    }
    u.intoArray(c, cp);
    v.intoArray(c, cp + L);
  }
}
