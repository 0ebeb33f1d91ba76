package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles by two vectors of positions that are read where they lie, each anywhere, and written where
 * they belong, for processors with 32 vector registers ({@link TileHeights#TALL}). The loops run
 * over the offsets themselves: with a counter JDK 17 often made three loops of one and kept sums in
 * memory (80 to 103 GFLOP/s instead of 117). Four rows take two steps at a time: with one, the
 * checks of an offset take longer than the arithmetic.
 */
final class FloatTallSlides {

  private static final VectorSpecies<Float> S = Lanes.FLOATS;

  private FloatTallSlides() {}

  static void slide8(
      float[] a,
      int ap,
      float[] b,
      int b0,
      int b1,
      int[] offsets,
      float[] c,
      int c0,
      int c1,
      int ldc) {
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
    for (int offset : offsets) {
      FloatVector v0 = FloatVector.fromArray(S, b, b0 + offset);
      FloatVector v1 = FloatVector.fromArray(S, b, b1 + offset);
      FloatVector w = FloatVector.broadcast(S, a[ap]);
      s00 = w.fma(v0, s00);
      s01 = w.fma(v1, s01);
      w = FloatVector.broadcast(S, a[ap + 1]);
      s10 = w.fma(v0, s10);
      s11 = w.fma(v1, s11);
      w = FloatVector.broadcast(S, a[ap + 2]);
      s20 = w.fma(v0, s20);
      s21 = w.fma(v1, s21);
      w = FloatVector.broadcast(S, a[ap + 3]);
      s30 = w.fma(v0, s30);
      s31 = w.fma(v1, s31);
      w = FloatVector.broadcast(S, a[ap + 4]);
      s40 = w.fma(v0, s40);
      s41 = w.fma(v1, s41);
      w = FloatVector.broadcast(S, a[ap + 5]);
      s50 = w.fma(v0, s50);
      s51 = w.fma(v1, s51);
      w = FloatVector.broadcast(S, a[ap + 6]);
      s60 = w.fma(v0, s60);
      s61 = w.fma(v1, s61);
      w = FloatVector.broadcast(S, a[ap + 7]);
      s70 = w.fma(v0, s70);
      s71 = w.fma(v1, s71);
      ap += 8;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c1);
    s10.intoArray(c, c0 + ldc);
    s11.intoArray(c, c1 + ldc);
    s20.intoArray(c, c0 + 2 * ldc);
    s21.intoArray(c, c1 + 2 * ldc);
    s30.intoArray(c, c0 + 3 * ldc);
    s31.intoArray(c, c1 + 3 * ldc);
    s40.intoArray(c, c0 + 4 * ldc);
    s41.intoArray(c, c1 + 4 * ldc);
    s50.intoArray(c, c0 + 5 * ldc);
    s51.intoArray(c, c1 + 5 * ldc);
    s60.intoArray(c, c0 + 6 * ldc);
    s61.intoArray(c, c1 + 6 * ldc);
    s70.intoArray(c, c0 + 7 * ldc);
    s71.intoArray(c, c1 + 7 * ldc);
  }

  static void slide4(
      float[] a,
      int ap,
      float[] b,
      int b0,
      int b1,
      int[] offsets,
      float[] c,
      int c0,
      int c1,
      int ldc) {
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    int k = 0;
    for (; k < offsets.length - 1; k += 2) {
      int o = offsets[k];
      int q = offsets[k + 1];
      FloatVector v0 = FloatVector.fromArray(S, b, b0 + o);
      FloatVector v1 = FloatVector.fromArray(S, b, b1 + o);
      FloatVector w;
      w = FloatVector.broadcast(S, a[ap + 0]);
      s00 = w.fma(v0, s00);
      s01 = w.fma(v1, s01);
      w = FloatVector.broadcast(S, a[ap + 1]);
      s10 = w.fma(v0, s10);
      s11 = w.fma(v1, s11);
      w = FloatVector.broadcast(S, a[ap + 2]);
      s20 = w.fma(v0, s20);
      s21 = w.fma(v1, s21);
      w = FloatVector.broadcast(S, a[ap + 3]);
      s30 = w.fma(v0, s30);
      s31 = w.fma(v1, s31);
      v0 = FloatVector.fromArray(S, b, b0 + q);
      v1 = FloatVector.fromArray(S, b, b1 + q);
      w = FloatVector.broadcast(S, a[ap + 4]);
      s00 = w.fma(v0, s00);
      s01 = w.fma(v1, s01);
      w = FloatVector.broadcast(S, a[ap + 5]);
      s10 = w.fma(v0, s10);
      s11 = w.fma(v1, s11);
      w = FloatVector.broadcast(S, a[ap + 6]);
      s20 = w.fma(v0, s20);
      s21 = w.fma(v1, s21);
      w = FloatVector.broadcast(S, a[ap + 7]);
      s30 = w.fma(v0, s30);
      s31 = w.fma(v1, s31);
      ap += 8;
    }
    if (k < offsets.length) {
      FloatVector v0 = FloatVector.fromArray(S, b, b0 + offsets[k]);
      FloatVector v1 = FloatVector.fromArray(S, b, b1 + offsets[k]);
      FloatVector w;
      w = FloatVector.broadcast(S, a[ap + 0]);
      s00 = w.fma(v0, s00);
      s01 = w.fma(v1, s01);
      w = FloatVector.broadcast(S, a[ap + 1]);
      s10 = w.fma(v0, s10);
      s11 = w.fma(v1, s11);
      w = FloatVector.broadcast(S, a[ap + 2]);
      s20 = w.fma(v0, s20);
      s21 = w.fma(v1, s21);
      w = FloatVector.broadcast(S, a[ap + 3]);
      s30 = w.fma(v0, s30);
      s31 = w.fma(v1, s31);
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c1);
    s10.intoArray(c, c0 + ldc);
    s11.intoArray(c, c1 + ldc);
    s20.intoArray(c, c0 + 2 * ldc);
    s21.intoArray(c, c1 + 2 * ldc);
    s30.intoArray(c, c0 + 3 * ldc);
    s31.intoArray(c, c1 + 3 * ldc);
  }

  static void slide2(
      float[] a,
      int ap,
      float[] b,
      int b0,
      int b1,
      int[] offsets,
      float[] c,
      int c0,
      int c1,
      int ldc) {
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    for (int offset : offsets) {
      FloatVector v0 = FloatVector.fromArray(S, b, b0 + offset);
      FloatVector v1 = FloatVector.fromArray(S, b, b1 + offset);
      FloatVector w = FloatVector.broadcast(S, a[ap]);
      s00 = w.fma(v0, s00);
      s01 = w.fma(v1, s01);
      w = FloatVector.broadcast(S, a[ap + 1]);
      s10 = w.fma(v0, s10);
      s11 = w.fma(v1, s11);
      ap += 2;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c1);
    s10.intoArray(c, c0 + ldc);
    s11.intoArray(c, c1 + ldc);
  }

  static void slide1(
      float[] a, int ap, float[] b, int b0, int b1, int[] offsets, float[] c, int c0, int c1) {
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = s00;
    for (int offset : offsets) {
      FloatVector v0 = FloatVector.fromArray(S, b, b0 + offset);
      FloatVector v1 = FloatVector.fromArray(S, b, b1 + offset);
      FloatVector w = FloatVector.broadcast(S, a[ap]);
      s00 = w.fma(v0, s00);
      s01 = w.fma(v1, s01);
      ap += 1;
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c1);
  }
}
