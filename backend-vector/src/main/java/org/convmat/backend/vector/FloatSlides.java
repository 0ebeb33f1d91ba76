package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles whose right-hand side is read where it lies, one offset for each step of the depth. Two
 * steps at a time: with one, the checks of the offset take longer than the arithmetic.
 */
final class FloatSlides {

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();

  private FloatSlides() {}

  static void slide5(
      float[] a, int ap, float[] b, int bp, int[] offsets, float[] c, int cp, int ldc) {
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
    int k = 0;
    for (; k < offsets.length - 1; k += 2) {
      int at = bp + offsets[k];
      int next = bp + offsets[k + 1];
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + L);
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
      b0 = FloatVector.fromArray(S, b, next);
      b1 = FloatVector.fromArray(S, b, next + L);
      w = FloatVector.broadcast(S, a[ap + 5]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = FloatVector.broadcast(S, a[ap + 6]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      w = FloatVector.broadcast(S, a[ap + 7]);
      c20 = w.fma(b0, c20);
      c21 = w.fma(b1, c21);
      w = FloatVector.broadcast(S, a[ap + 8]);
      c30 = w.fma(b0, c30);
      c31 = w.fma(b1, c31);
      w = FloatVector.broadcast(S, a[ap + 9]);
      c40 = w.fma(b0, c40);
      c41 = w.fma(b1, c41);
      ap += 10;
    }
    if (k < offsets.length) {
      int at = bp + offsets[k];
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + L);
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
    }
    c00.intoArray(c, cp);
    c01.intoArray(c, cp + L);
    c10.intoArray(c, cp + ldc);
    c11.intoArray(c, cp + ldc + L);
    c20.intoArray(c, cp + 2 * ldc);
    c21.intoArray(c, cp + 2 * ldc + L);
    c30.intoArray(c, cp + 3 * ldc);
    c31.intoArray(c, cp + 3 * ldc + L);
    c40.intoArray(c, cp + 4 * ldc);
    c41.intoArray(c, cp + 4 * ldc + L);
  }

  static void slide4(
      float[] a, int ap, float[] b, int bp, int[] offsets, float[] c, int cp, int ldc) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    int k = 0;
    for (; k < offsets.length - 1; k += 2) {
      int at = bp + offsets[k];
      int next = bp + offsets[k + 1];
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + L);
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
      b0 = FloatVector.fromArray(S, b, next);
      b1 = FloatVector.fromArray(S, b, next + L);
      w = FloatVector.broadcast(S, a[ap + 4]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = FloatVector.broadcast(S, a[ap + 5]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      w = FloatVector.broadcast(S, a[ap + 6]);
      c20 = w.fma(b0, c20);
      c21 = w.fma(b1, c21);
      w = FloatVector.broadcast(S, a[ap + 7]);
      c30 = w.fma(b0, c30);
      c31 = w.fma(b1, c31);
      ap += 8;
    }
    if (k < offsets.length) {
      int at = bp + offsets[k];
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + L);
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

  static void slide2(
      float[] a, int ap, float[] b, int bp, int[] offsets, float[] c, int cp, int ldc) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    int k = 0;
    for (; k < offsets.length - 1; k += 2) {
      int at = bp + offsets[k];
      int next = bp + offsets[k + 1];
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + L);
      FloatVector w = FloatVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = FloatVector.broadcast(S, a[ap + 1]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      b0 = FloatVector.fromArray(S, b, next);
      b1 = FloatVector.fromArray(S, b, next + L);
      w = FloatVector.broadcast(S, a[ap + 2]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = FloatVector.broadcast(S, a[ap + 3]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      ap += 4;
    }
    if (k < offsets.length) {
      int at = bp + offsets[k];
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + L);
      FloatVector w = FloatVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = FloatVector.broadcast(S, a[ap + 1]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
    }
    c00.intoArray(c, cp);
    c01.intoArray(c, cp + L);
    c10.intoArray(c, cp + ldc);
    c11.intoArray(c, cp + ldc + L);
  }

  static void slide1(float[] a, int ap, float[] b, int bp, int[] offsets, float[] c, int cp) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    int k = 0;
    for (; k < offsets.length - 1; k += 2) {
      int at = bp + offsets[k];
      int next = bp + offsets[k + 1];
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + L);
      FloatVector w = FloatVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      b0 = FloatVector.fromArray(S, b, next);
      b1 = FloatVector.fromArray(S, b, next + L);
      w = FloatVector.broadcast(S, a[ap + 1]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      ap += 2;
    }
    if (k < offsets.length) {
      int at = bp + offsets[k];
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + L);
      FloatVector w = FloatVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
    }
    c00.intoArray(c, cp);
    c01.intoArray(c, cp + L);
  }
}
