package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of packed operands. Five rows by two vectors are ten chains of fused multiply-adds, more
 * than the eight that two units with four steps each need, and few enough instructions beside them
 * for the processor to keep up wherever the compiler puts the loop. Four rows serve for what is
 * left over; with six, or with the loop unrolled by hand, compilers spill and halve the speed.
 *
 * <p>Each method is one loop and all that follows it: a call that the compiler has not inlined when
 * it compiles the loop, because it comes once where the loop runs a thousand times, keeps every sum
 * in an object, which is ten times slower, for as long as the program runs. Where the position in b
 * is a multiple of that in a, it is written so: the compiler then takes the checks of both out of
 * the loop.
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
    int end = ap + 4 * depth;
    int lead = bp - L / 2 * ap;
    for (; ap < end; ap += 4) {
      FloatVector b0 = FloatVector.fromArray(S, b, lead + L / 2 * ap);
      FloatVector b1 = FloatVector.fromArray(S, b, lead + L / 2 * ap + L);
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
    if (accumulate) {
      c00 = c00.add(FloatVector.fromArray(S, c, cp));
      c01 = c01.add(FloatVector.fromArray(S, c, cp + next));
      c10 = c10.add(FloatVector.fromArray(S, c, cp + ldc));
      c11 = c11.add(FloatVector.fromArray(S, c, cp + ldc + next));
      c20 = c20.add(FloatVector.fromArray(S, c, cp + 2 * ldc));
      c21 = c21.add(FloatVector.fromArray(S, c, cp + 2 * ldc + next));
      c30 = c30.add(FloatVector.fromArray(S, c, cp + 3 * ldc));
      c31 = c31.add(FloatVector.fromArray(S, c, cp + 3 * ldc + next));
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

  /**
   * Two tiles of five rows, one after the other in a and in c, by one vector; the strip has a
   * second one.
   */
  static void narrow10(
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
    FloatVector c8 = c0;
    FloatVector c9 = c0;
    int end = ap + 5 * depth;
    int aq = end;
    for (; ap < end; ap += 5) {
      FloatVector v = FloatVector.fromArray(S, b, bp);
      c0 = FloatVector.broadcast(S, a[ap]).fma(v, c0);
      c1 = FloatVector.broadcast(S, a[ap + 1]).fma(v, c1);
      c2 = FloatVector.broadcast(S, a[ap + 2]).fma(v, c2);
      c3 = FloatVector.broadcast(S, a[ap + 3]).fma(v, c3);
      c4 = FloatVector.broadcast(S, a[ap + 4]).fma(v, c4);
      c5 = FloatVector.broadcast(S, a[aq]).fma(v, c5);
      c6 = FloatVector.broadcast(S, a[aq + 1]).fma(v, c6);
      c7 = FloatVector.broadcast(S, a[aq + 2]).fma(v, c7);
      c8 = FloatVector.broadcast(S, a[aq + 3]).fma(v, c8);
      c9 = FloatVector.broadcast(S, a[aq + 4]).fma(v, c9);
      aq += 5;
      bp += 2 * L;
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
      c8 = c8.add(FloatVector.fromArray(S, c, cp + 8 * ldc));
      c9 = c9.add(FloatVector.fromArray(S, c, cp + 9 * ldc));
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
    int end = ap + 2 * depth;
    int lead = bp - L * ap;
    for (; ap < end; ap += 2) {
      FloatVector b0 = FloatVector.fromArray(S, b, lead + L * ap);
      FloatVector b1 = FloatVector.fromArray(S, b, lead + L * ap + L);
      FloatVector w = FloatVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = FloatVector.broadcast(S, a[ap + 1]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
    }
    if (accumulate) {
      c00 = c00.add(FloatVector.fromArray(S, c, cp));
      c01 = c01.add(FloatVector.fromArray(S, c, cp + next));
      c10 = c10.add(FloatVector.fromArray(S, c, cp + ldc));
      c11 = c11.add(FloatVector.fromArray(S, c, cp + ldc + next));
    }
    c00.intoArray(c, cp);
    c01.intoArray(c, cp + next);
    c10.intoArray(c, cp + ldc);
    c11.intoArray(c, cp + ldc + next);
  }

  static void tile1(
      float[] a,
      int ap,
      float[] b,
      int bp,
      int depth,
      float[] c,
      int cp,
      int next,
      boolean accumulate) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    int end = ap + depth;
    int lead = bp - 2 * L * ap;
    for (; ap < end; ap++) {
      FloatVector w = FloatVector.broadcast(S, a[ap]);
      c00 = w.fma(FloatVector.fromArray(S, b, lead + 2 * L * ap), c00);
      c01 = w.fma(FloatVector.fromArray(S, b, lead + 2 * L * ap + L), c01);
    }
    if (accumulate) {
      c00 = c00.add(FloatVector.fromArray(S, c, cp));
      c01 = c01.add(FloatVector.fromArray(S, c, cp + next));
    }
    c00.intoArray(c, cp);
    c01.intoArray(c, cp + next);
  }
}
