package org.convmat.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Tiles of packed operands; see {@link FloatTiles}. */
final class DoubleTiles {

  private static final VectorSpecies<Double> S = Lanes.DOUBLES;
  private static final int L = S.length();

  private DoubleTiles() {}

  static void tile5(
      double[] a,
      int ap,
      double[] b,
      int bp,
      int depth,
      double[] c,
      int cp,
      int ldc,
      int next,
      boolean accumulate) {
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
    int end = ap + 5 * depth;
    for (; ap < end; ap += 5) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bp + L);
      DoubleVector w = DoubleVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = DoubleVector.broadcast(S, a[ap + 1]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      w = DoubleVector.broadcast(S, a[ap + 2]);
      c20 = w.fma(b0, c20);
      c21 = w.fma(b1, c21);
      w = DoubleVector.broadcast(S, a[ap + 3]);
      c30 = w.fma(b0, c30);
      c31 = w.fma(b1, c31);
      w = DoubleVector.broadcast(S, a[ap + 4]);
      c40 = w.fma(b0, c40);
      c41 = w.fma(b1, c41);
      bp += 2 * L;
    }
    if (accumulate) {
      c00 = c00.add(DoubleVector.fromArray(S, c, cp));
      c01 = c01.add(DoubleVector.fromArray(S, c, cp + next));
      c10 = c10.add(DoubleVector.fromArray(S, c, cp + ldc));
      c11 = c11.add(DoubleVector.fromArray(S, c, cp + ldc + next));
      c20 = c20.add(DoubleVector.fromArray(S, c, cp + 2 * ldc));
      c21 = c21.add(DoubleVector.fromArray(S, c, cp + 2 * ldc + next));
      c30 = c30.add(DoubleVector.fromArray(S, c, cp + 3 * ldc));
      c31 = c31.add(DoubleVector.fromArray(S, c, cp + 3 * ldc + next));
      c40 = c40.add(DoubleVector.fromArray(S, c, cp + 4 * ldc));
      c41 = c41.add(DoubleVector.fromArray(S, c, cp + 4 * ldc + next));
    }
    c00.intoArray(c, cp);
    c01.intoArray(c, cp + next);
    c10.intoArray(c, cp + ldc);
    c11.intoArray(c, cp + ldc + next);
    c20.intoArray(c, cp + 2 * ldc);
    c21.intoArray(c, cp + 2 * ldc + next);
    c30.intoArray(c, cp + 3 * ldc);
    c31.intoArray(c, cp + 3 * ldc + next);
    c40.intoArray(c, cp + 4 * ldc);
    c41.intoArray(c, cp + 4 * ldc + next);
  }

  static void tile4(
      double[] a,
      int ap,
      double[] b,
      int bp,
      int depth,
      double[] c,
      int cp,
      int ldc,
      int next,
      boolean accumulate) {
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    DoubleVector c10 = c00;
    DoubleVector c11 = c00;
    DoubleVector c20 = c00;
    DoubleVector c21 = c00;
    DoubleVector c30 = c00;
    DoubleVector c31 = c00;
    int end = ap + 4 * depth;
    int lead = bp - L / 2 * ap;
    for (; ap < end; ap += 4) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, lead + L / 2 * ap);
      DoubleVector b1 = DoubleVector.fromArray(S, b, lead + L / 2 * ap + L);
      DoubleVector w = DoubleVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = DoubleVector.broadcast(S, a[ap + 1]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      w = DoubleVector.broadcast(S, a[ap + 2]);
      c20 = w.fma(b0, c20);
      c21 = w.fma(b1, c21);
      w = DoubleVector.broadcast(S, a[ap + 3]);
      c30 = w.fma(b0, c30);
      c31 = w.fma(b1, c31);
    }
    if (accumulate) {
      c00 = c00.add(DoubleVector.fromArray(S, c, cp));
      c01 = c01.add(DoubleVector.fromArray(S, c, cp + next));
      c10 = c10.add(DoubleVector.fromArray(S, c, cp + ldc));
      c11 = c11.add(DoubleVector.fromArray(S, c, cp + ldc + next));
      c20 = c20.add(DoubleVector.fromArray(S, c, cp + 2 * ldc));
      c21 = c21.add(DoubleVector.fromArray(S, c, cp + 2 * ldc + next));
      c30 = c30.add(DoubleVector.fromArray(S, c, cp + 3 * ldc));
      c31 = c31.add(DoubleVector.fromArray(S, c, cp + 3 * ldc + next));
    }
    c00.intoArray(c, cp);
    c01.intoArray(c, cp + next);
    c10.intoArray(c, cp + ldc);
    c11.intoArray(c, cp + ldc + next);
    c20.intoArray(c, cp + 2 * ldc);
    c21.intoArray(c, cp + 2 * ldc + next);
    c30.intoArray(c, cp + 3 * ldc);
    c31.intoArray(c, cp + 3 * ldc + next);
  }

  static void narrow10(
      double[] a,
      int ap,
      double[] b,
      int bp,
      int depth,
      double[] c,
      int cp,
      int ldc,
      boolean accumulate) {
    DoubleVector c0 = DoubleVector.zero(S);
    DoubleVector c1 = c0;
    DoubleVector c2 = c0;
    DoubleVector c3 = c0;
    DoubleVector c4 = c0;
    DoubleVector c5 = c0;
    DoubleVector c6 = c0;
    DoubleVector c7 = c0;
    DoubleVector c8 = c0;
    DoubleVector c9 = c0;
    int end = ap + 5 * depth;
    int aq = end;
    for (; ap < end; ap += 5) {
      DoubleVector v = DoubleVector.fromArray(S, b, bp);
      c0 = DoubleVector.broadcast(S, a[ap]).fma(v, c0);
      c1 = DoubleVector.broadcast(S, a[ap + 1]).fma(v, c1);
      c2 = DoubleVector.broadcast(S, a[ap + 2]).fma(v, c2);
      c3 = DoubleVector.broadcast(S, a[ap + 3]).fma(v, c3);
      c4 = DoubleVector.broadcast(S, a[ap + 4]).fma(v, c4);
      c5 = DoubleVector.broadcast(S, a[aq]).fma(v, c5);
      c6 = DoubleVector.broadcast(S, a[aq + 1]).fma(v, c6);
      c7 = DoubleVector.broadcast(S, a[aq + 2]).fma(v, c7);
      c8 = DoubleVector.broadcast(S, a[aq + 3]).fma(v, c8);
      c9 = DoubleVector.broadcast(S, a[aq + 4]).fma(v, c9);
      aq += 5;
      bp += 2 * L;
    }
    if (accumulate) {
      c0 = c0.add(DoubleVector.fromArray(S, c, cp));
      c1 = c1.add(DoubleVector.fromArray(S, c, cp + ldc));
      c2 = c2.add(DoubleVector.fromArray(S, c, cp + 2 * ldc));
      c3 = c3.add(DoubleVector.fromArray(S, c, cp + 3 * ldc));
      c4 = c4.add(DoubleVector.fromArray(S, c, cp + 4 * ldc));
      c5 = c5.add(DoubleVector.fromArray(S, c, cp + 5 * ldc));
      c6 = c6.add(DoubleVector.fromArray(S, c, cp + 6 * ldc));
      c7 = c7.add(DoubleVector.fromArray(S, c, cp + 7 * ldc));
      c8 = c8.add(DoubleVector.fromArray(S, c, cp + 8 * ldc));
      c9 = c9.add(DoubleVector.fromArray(S, c, cp + 9 * ldc));
    }
    c0.intoArray(c, cp);
    c1.intoArray(c, cp + ldc);
    c2.intoArray(c, cp + 2 * ldc);
    c3.intoArray(c, cp + 3 * ldc);
    c4.intoArray(c, cp + 4 * ldc);
    c5.intoArray(c, cp + 5 * ldc);
    c6.intoArray(c, cp + 6 * ldc);
    c7.intoArray(c, cp + 7 * ldc);
    c8.intoArray(c, cp + 8 * ldc);
    c9.intoArray(c, cp + 9 * ldc);
  }

  static void tile2(
      double[] a,
      int ap,
      double[] b,
      int bp,
      int depth,
      double[] c,
      int cp,
      int ldc,
      int next,
      boolean accumulate) {
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    DoubleVector c10 = c00;
    DoubleVector c11 = c00;
    int end = ap + 2 * depth;
    int lead = bp - L * ap;
    for (; ap < end; ap += 2) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, lead + L * ap);
      DoubleVector b1 = DoubleVector.fromArray(S, b, lead + L * ap + L);
      DoubleVector w = DoubleVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = DoubleVector.broadcast(S, a[ap + 1]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
    }
    if (accumulate) {
      c00 = c00.add(DoubleVector.fromArray(S, c, cp));
      c01 = c01.add(DoubleVector.fromArray(S, c, cp + next));
      c10 = c10.add(DoubleVector.fromArray(S, c, cp + ldc));
      c11 = c11.add(DoubleVector.fromArray(S, c, cp + ldc + next));
    }
    c00.intoArray(c, cp);
    c01.intoArray(c, cp + next);
    c10.intoArray(c, cp + ldc);
    c11.intoArray(c, cp + ldc + next);
  }

  static void tile1(
      double[] a,
      int ap,
      double[] b,
      int bp,
      int depth,
      double[] c,
      int cp,
      int next,
      boolean accumulate) {
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    int end = ap + depth;
    int lead = bp - 2 * L * ap;
    for (; ap < end; ap++) {
      DoubleVector w = DoubleVector.broadcast(S, a[ap]);
      c00 = w.fma(DoubleVector.fromArray(S, b, lead + 2 * L * ap), c00);
      c01 = w.fma(DoubleVector.fromArray(S, b, lead + 2 * L * ap + L), c01);
    }
    if (accumulate) {
      c00 = c00.add(DoubleVector.fromArray(S, c, cp));
      c01 = c01.add(DoubleVector.fromArray(S, c, cp + next));
    }
    c00.intoArray(c, cp);
    c01.intoArray(c, cp + next);
  }
}
