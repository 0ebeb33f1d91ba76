package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/**
 * The loops for floats. Five rows by two vectors is the largest tile whose sums, operands and one
 * broadcast stay in sixteen registers whatever order the compiler schedules them in; with six rows
 * one compiler spills and halves the speed.
 */
final class FloatKernel extends Kernel {

  static final FloatKernel INSTANCE = new FloatKernel();

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final VectorShuffle<Float> LOW = VectorShuffle.fromOp(S, i -> i / 2);
  private static final VectorShuffle<Float> HIGH = VectorShuffle.fromOp(S, i -> (L + i) / 2);
  private static final VectorMask<Float> ODD = VectorMask.fromLong(S, 0xAAAAAAAAAAAAAAAAL);

  private FloatKernel() {}

  @Override
  int lanes() {
    return L;
  }

  @Override
  ElementType type() {
    return ElementType.FLOAT;
  }

  @Override
  void tile(
      int height,
      Elements a,
      int ap,
      Elements b,
      int bp,
      int depth,
      Elements c,
      int cp,
      int ldc,
      boolean accumulate) {
    float[] x = a.floats();
    float[] y = b.floats();
    float[] z = c.floats();
    switch (height) {
      case 5 -> tile5(x, ap, y, bp, depth, z, cp, ldc, accumulate);
      case 4 -> tile4(x, ap, y, bp, depth, z, cp, ldc, accumulate);
      case 2 -> tile2(x, ap, y, bp, depth, z, cp, ldc, accumulate);
      default -> tile1(x, ap, y, bp, depth, z, cp, accumulate);
    }
  }

  private static void tile5(
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

  private static void tile4(
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
    store(c00, c01, c, cp, accumulate);
    store(c10, c11, c, cp + ldc, accumulate);
    store(c20, c21, c, cp + 2 * ldc, accumulate);
    store(c30, c31, c, cp + 3 * ldc, accumulate);
  }

  private static void tile2(
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

  private static void tile1(
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

  private static void store(FloatVector u, FloatVector v, float[] c, int cp, boolean accumulate) {
    if (accumulate) {
      u = u.add(FloatVector.fromArray(S, c, cp));
      v = v.add(FloatVector.fromArray(S, c, cp + L));
    }
    u.intoArray(c, cp);
    v.intoArray(c, cp + L);
  }

  @Override
  void row(
      int height,
      Elements a,
      int ap,
      Elements b,
      int bp,
      int[] offsets,
      int strips,
      Elements c,
      int cp,
      int ldc) {
    float[] x = a.floats();
    float[] y = b.floats();
    float[] z = c.floats();
    for (int s = 0; s < strips; s++) {
      int at = s * 2 * L;
      switch (height) {
        case 4 -> row4(x, ap, y, bp + at, offsets, z, cp + at, ldc);
        case 2 -> row2(x, ap, y, bp + at, offsets, z, cp + at, ldc);
        default -> row1(x, ap, y, bp + at, offsets, z, cp + at);
      }
    }
  }

  private static void row4(
      float[] a, int ap, float[] b, int bp, int[] offsets, float[] c, int cp, int ldc) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    for (int offset : offsets) {
      FloatVector b0 = FloatVector.fromArray(S, b, bp + offset);
      FloatVector b1 = FloatVector.fromArray(S, b, bp + offset + L);
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
      ap += 4;
    }
    store(c00, c01, c, cp, false);
    store(c10, c11, c, cp + ldc, false);
    store(c20, c21, c, cp + 2 * ldc, false);
    store(c30, c31, c, cp + 3 * ldc, false);
  }

  private static void row2(
      float[] a, int ap, float[] b, int bp, int[] offsets, float[] c, int cp, int ldc) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    for (int offset : offsets) {
      FloatVector b0 = FloatVector.fromArray(S, b, bp + offset);
      FloatVector b1 = FloatVector.fromArray(S, b, bp + offset + L);
      FloatVector w = FloatVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = FloatVector.broadcast(S, a[ap + 1]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      ap += 2;
    }
    store(c00, c01, c, cp, false);
    store(c10, c11, c, cp + ldc, false);
  }

  private static void row1(float[] a, int ap, float[] b, int bp, int[] offsets, float[] c, int cp) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    for (int offset : offsets) {
      FloatVector w = FloatVector.broadcast(S, a[ap]);
      c00 = w.fma(FloatVector.fromArray(S, b, bp + offset), c00);
      c01 = w.fma(FloatVector.fromArray(S, b, bp + offset + L), c01);
      ap++;
    }
    store(c00, c01, c, cp, false);
  }

  @Override
  void pack(
      Elements source,
      int[] offsets,
      int from,
      int to,
      int[] starts,
      int[] lanes,
      int pieces,
      Elements target,
      int position) {
    float[] x = source.floats();
    float[] y = target.floats();
    if (pieces == 1) {
      int start = starts[0];
      for (int k = from; k < to; k++) {
        int at = start + offsets[k];
        FloatVector.fromArray(S, x, at).intoArray(y, position);
        FloatVector.fromArray(S, x, at + L).intoArray(y, position + L);
        position += 2 * L;
      }
      return;
    }
    // A piece is copied a whole strip wide; the next piece, or the next row, overwrites what is
    // too much.
    for (int k = from; k < to; k++) {
      for (int s = 0; s < pieces; s++) {
        int at = starts[s] + offsets[k];
        int lane = position + lanes[s];
        FloatVector.fromArray(S, x, at).intoArray(y, lane);
        FloatVector.fromArray(S, x, at + L).intoArray(y, lane + L);
      }
      position += 2 * L;
    }
  }

  @Override
  void interleave(Elements from, int aStart, int bStart, Elements to, int position, int count) {
    float[] x = from.floats();
    float[] y = to.floats();
    int j = 0;
    for (; j <= count - L; j += L) {
      FloatVector a = FloatVector.fromArray(S, x, aStart + j);
      FloatVector b = FloatVector.fromArray(S, x, bStart + j);
      int at = position + 2 * j;
      a.rearrange(LOW).blend(b.rearrange(LOW), ODD).intoArray(y, at);
      a.rearrange(HIGH).blend(b.rearrange(HIGH), ODD).intoArray(y, at + L);
    }
    for (; j < count; j++) {
      y[position + 2 * j] = x[aStart + j];
      y[position + 2 * j + 1] = x[bStart + j];
    }
  }

  @Override
  double dot(Elements a, int ap, Elements x, int xp, int count) {
    float[] u = a.floats();
    float[] v = x.floats();
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int j = 0;
    for (; j <= count - 4 * L; j += 4 * L) {
      s0 = FloatVector.fromArray(S, u, ap + j).fma(FloatVector.fromArray(S, v, xp + j), s0);
      s1 = FloatVector.fromArray(S, u, ap + j + L).fma(FloatVector.fromArray(S, v, xp + j + L), s1);
      s2 =
          FloatVector.fromArray(S, u, ap + j + 2 * L)
              .fma(FloatVector.fromArray(S, v, xp + j + 2 * L), s2);
      s3 =
          FloatVector.fromArray(S, u, ap + j + 3 * L)
              .fma(FloatVector.fromArray(S, v, xp + j + 3 * L), s3);
    }
    // Lanes are added in order; the library leaves the order of its own reduction open.
    float[] partial = new float[L];
    s0.add(s1).add(s2.add(s3)).intoArray(partial, 0);
    float sum = 0;
    for (float lane : partial) {
      sum += lane;
    }
    for (; j < count; j++) {
      sum = Math.fma(u[ap + j], v[xp + j], sum);
    }
    return sum;
  }

  @Override
  void add(Elements y, int yp, double factor, Elements x, int xp, int count) {
    float[] u = y.floats();
    float[] v = x.floats();
    float f = (float) factor;
    FloatVector w = FloatVector.broadcast(S, f);
    int j = 0;
    for (; j <= count - L; j += L) {
      w.fma(FloatVector.fromArray(S, v, xp + j), FloatVector.fromArray(S, u, yp + j))
          .intoArray(u, yp + j);
    }
    for (; j < count; j++) {
      u[yp + j] = Math.fma(f, v[xp + j], u[yp + j]);
    }
  }
}
