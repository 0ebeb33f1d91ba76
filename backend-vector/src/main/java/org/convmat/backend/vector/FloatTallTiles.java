package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of eight rows, for processors with 32 vector registers ({@link TileHeights#TALL}): sixteen
 * sums, two vectors of the strip and the weights. Otherwise as in {@link FloatTiles}.
 */
final class FloatTallTiles {

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();

  private FloatTallTiles() {}

  static void tile8(
      float[] a,
      int ap,
      float[] b,
      int bp,
      int depth,
      float[] c,
      int cp,
      int ldc,
      int next,
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
    FloatVector c50 = c00;
    FloatVector c51 = c00;
    FloatVector c60 = c00;
    FloatVector c61 = c00;
    FloatVector c70 = c00;
    FloatVector c71 = c00;
    int end = ap + 8 * depth;
    int lead = bp - L / 4 * ap;
    for (; ap < end; ap += 8) {
      FloatVector b0 = FloatVector.fromArray(S, b, lead + L / 4 * ap);
      FloatVector b1 = FloatVector.fromArray(S, b, lead + L / 4 * ap + L);
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
      w = FloatVector.broadcast(S, a[ap + 5]);
      c50 = w.fma(b0, c50);
      c51 = w.fma(b1, c51);
      w = FloatVector.broadcast(S, a[ap + 6]);
      c60 = w.fma(b0, c60);
      c61 = w.fma(b1, c61);
      w = FloatVector.broadcast(S, a[ap + 7]);
      c70 = w.fma(b0, c70);
      c71 = w.fma(b1, c71);
    }
    if (accumulate) {
      c00 = c00.add(FloatVector.fromArray(S, c, cp));
      c01 = c01.add(FloatVector.fromArray(S, c, cp + next));
      c10 = c10.add(FloatVector.fromArray(S, c, cp + ldc));
      c11 = c11.add(FloatVector.fromArray(S, c, cp + ldc + next));
      c20 = c20.add(FloatVector.fromArray(S, c, cp + 2 * ldc));
      c21 = c21.add(FloatVector.fromArray(S, c, cp + 2 * ldc + next));
      c30 = c30.add(FloatVector.fromArray(S, c, cp + 3 * ldc));
      c31 = c31.add(FloatVector.fromArray(S, c, cp + 3 * ldc + next));
      c40 = c40.add(FloatVector.fromArray(S, c, cp + 4 * ldc));
      c41 = c41.add(FloatVector.fromArray(S, c, cp + 4 * ldc + next));
      c50 = c50.add(FloatVector.fromArray(S, c, cp + 5 * ldc));
      c51 = c51.add(FloatVector.fromArray(S, c, cp + 5 * ldc + next));
      c60 = c60.add(FloatVector.fromArray(S, c, cp + 6 * ldc));
      c61 = c61.add(FloatVector.fromArray(S, c, cp + 6 * ldc + next));
      c70 = c70.add(FloatVector.fromArray(S, c, cp + 7 * ldc));
      c71 = c71.add(FloatVector.fromArray(S, c, cp + 7 * ldc + next));
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
    c50.intoArray(c, cp + 5 * ldc);
    c51.intoArray(c, cp + 5 * ldc + next);
    c60.intoArray(c, cp + 6 * ldc);
    c61.intoArray(c, cp + 6 * ldc + next);
    c70.intoArray(c, cp + 7 * ldc);
    c71.intoArray(c, cp + 7 * ldc + next);
  }

  /** A tile by one vector; the strip has a second one. */
  static void narrow8(
      float[] a,
      int ap,
      float[] b,
      int bp,
      int depth,
      float[] c,
      int cp,
      int ldc,
      boolean accumulate) {
    FloatVector c0 = FloatVector.zero(S);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector c4 = c0;
    FloatVector c5 = c0;
    FloatVector c6 = c0;
    FloatVector c7 = c0;
    int end = ap + 8 * depth;
    int lead = bp - L / 4 * ap;
    for (; ap < end; ap += 8) {
      FloatVector v = FloatVector.fromArray(S, b, lead + L / 4 * ap);
      c0 = FloatVector.broadcast(S, a[ap]).fma(v, c0);
      c1 = FloatVector.broadcast(S, a[ap + 1]).fma(v, c1);
      c2 = FloatVector.broadcast(S, a[ap + 2]).fma(v, c2);
      c3 = FloatVector.broadcast(S, a[ap + 3]).fma(v, c3);
      c4 = FloatVector.broadcast(S, a[ap + 4]).fma(v, c4);
      c5 = FloatVector.broadcast(S, a[ap + 5]).fma(v, c5);
      c6 = FloatVector.broadcast(S, a[ap + 6]).fma(v, c6);
      c7 = FloatVector.broadcast(S, a[ap + 7]).fma(v, c7);
    }
    if (accumulate) {
      c0 = c0.add(FloatVector.fromArray(S, c, cp));
      c1 = c1.add(FloatVector.fromArray(S, c, cp + ldc));
      c2 = c2.add(FloatVector.fromArray(S, c, cp + 2 * ldc));
      c3 = c3.add(FloatVector.fromArray(S, c, cp + 3 * ldc));
      c4 = c4.add(FloatVector.fromArray(S, c, cp + 4 * ldc));
      c5 = c5.add(FloatVector.fromArray(S, c, cp + 5 * ldc));
      c6 = c6.add(FloatVector.fromArray(S, c, cp + 6 * ldc));
      c7 = c7.add(FloatVector.fromArray(S, c, cp + 7 * ldc));
    }
    c0.intoArray(c, cp);
    c1.intoArray(c, cp + ldc);
    c2.intoArray(c, cp + 2 * ldc);
    c3.intoArray(c, cp + 3 * ldc);
    c4.intoArray(c, cp + 4 * ldc);
    c5.intoArray(c, cp + 5 * ldc);
    c6.intoArray(c, cp + 6 * ldc);
    c7.intoArray(c, cp + 7 * ldc);
  }
}
