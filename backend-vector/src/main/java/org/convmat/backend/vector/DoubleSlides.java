package org.convmat.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Tiles whose right-hand side is read where it lies; see {@link FloatSlides}. */
final class DoubleSlides {

  private static final VectorSpecies<Double> S = Lanes.DOUBLES;
  private static final int L = S.length();

  private DoubleSlides() {}

  static void slide5(
      double[] a, int ap, double[] b, int bp, int[] offsets, double[] c, int cp, int ldc) {
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
    int k = 0;
    for (; k < offsets.length - 1; k += 2) {
      int at = bp + offsets[k];
      int next = bp + offsets[k + 1];
      DoubleVector b0 = DoubleVector.fromArray(S, b, at);
      DoubleVector b1 = DoubleVector.fromArray(S, b, at + L);
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
      b0 = DoubleVector.fromArray(S, b, next);
      b1 = DoubleVector.fromArray(S, b, next + L);
      w = DoubleVector.broadcast(S, a[ap + 5]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = DoubleVector.broadcast(S, a[ap + 6]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      w = DoubleVector.broadcast(S, a[ap + 7]);
      c20 = w.fma(b0, c20);
      c21 = w.fma(b1, c21);
      w = DoubleVector.broadcast(S, a[ap + 8]);
      c30 = w.fma(b0, c30);
      c31 = w.fma(b1, c31);
      w = DoubleVector.broadcast(S, a[ap + 9]);
      c40 = w.fma(b0, c40);
      c41 = w.fma(b1, c41);
      ap += 10;
    }
    if (k < offsets.length) {
      int at = bp + offsets[k];
      DoubleVector b0 = DoubleVector.fromArray(S, b, at);
      DoubleVector b1 = DoubleVector.fromArray(S, b, at + L);
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
      double[] a, int ap, double[] b, int bp, int[] offsets, double[] c, int cp, int ldc) {
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    DoubleVector c10 = c00;
    DoubleVector c11 = c00;
    DoubleVector c20 = c00;
    DoubleVector c21 = c00;
    DoubleVector c30 = c00;
    DoubleVector c31 = c00;
    int k = 0;
    for (; k < offsets.length - 1; k += 2) {
      int at = bp + offsets[k];
      int next = bp + offsets[k + 1];
      DoubleVector b0 = DoubleVector.fromArray(S, b, at);
      DoubleVector b1 = DoubleVector.fromArray(S, b, at + L);
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
      b0 = DoubleVector.fromArray(S, b, next);
      b1 = DoubleVector.fromArray(S, b, next + L);
      w = DoubleVector.broadcast(S, a[ap + 4]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = DoubleVector.broadcast(S, a[ap + 5]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      w = DoubleVector.broadcast(S, a[ap + 6]);
      c20 = w.fma(b0, c20);
      c21 = w.fma(b1, c21);
      w = DoubleVector.broadcast(S, a[ap + 7]);
      c30 = w.fma(b0, c30);
      c31 = w.fma(b1, c31);
      ap += 8;
    }
    if (k < offsets.length) {
      int at = bp + offsets[k];
      DoubleVector b0 = DoubleVector.fromArray(S, b, at);
      DoubleVector b1 = DoubleVector.fromArray(S, b, at + L);
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
      double[] a, int ap, double[] b, int bp, int[] offsets, double[] c, int cp, int ldc) {
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    DoubleVector c10 = c00;
    DoubleVector c11 = c00;
    int k = 0;
    for (; k < offsets.length - 1; k += 2) {
      int at = bp + offsets[k];
      int next = bp + offsets[k + 1];
      DoubleVector b0 = DoubleVector.fromArray(S, b, at);
      DoubleVector b1 = DoubleVector.fromArray(S, b, at + L);
      DoubleVector w = DoubleVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = DoubleVector.broadcast(S, a[ap + 1]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      b0 = DoubleVector.fromArray(S, b, next);
      b1 = DoubleVector.fromArray(S, b, next + L);
      w = DoubleVector.broadcast(S, a[ap + 2]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = DoubleVector.broadcast(S, a[ap + 3]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      ap += 4;
    }
    if (k < offsets.length) {
      int at = bp + offsets[k];
      DoubleVector b0 = DoubleVector.fromArray(S, b, at);
      DoubleVector b1 = DoubleVector.fromArray(S, b, at + L);
      DoubleVector w = DoubleVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = DoubleVector.broadcast(S, a[ap + 1]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
    }
    c00.intoArray(c, cp);
    c01.intoArray(c, cp + L);
    c10.intoArray(c, cp + ldc);
    c11.intoArray(c, cp + ldc + L);
  }

  static void slide1(double[] a, int ap, double[] b, int bp, int[] offsets, double[] c, int cp) {
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    int k = 0;
    for (; k < offsets.length - 1; k += 2) {
      int at = bp + offsets[k];
      int next = bp + offsets[k + 1];
      DoubleVector b0 = DoubleVector.fromArray(S, b, at);
      DoubleVector b1 = DoubleVector.fromArray(S, b, at + L);
      DoubleVector w = DoubleVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      b0 = DoubleVector.fromArray(S, b, next);
      b1 = DoubleVector.fromArray(S, b, next + L);
      w = DoubleVector.broadcast(S, a[ap + 1]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      ap += 2;
    }
    if (k < offsets.length) {
      int at = bp + offsets[k];
      DoubleVector b0 = DoubleVector.fromArray(S, b, at);
      DoubleVector b1 = DoubleVector.fromArray(S, b, at + L);
      DoubleVector w = DoubleVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
    }
    c00.intoArray(c, cp);
    c01.intoArray(c, cp + L);
  }
}
