package org.convmat.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/** The loops for doubles; see {@link FloatKernel} for their shape. */
final class DoubleKernel extends Kernel {

  static final DoubleKernel INSTANCE = new DoubleKernel();

  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final VectorShuffle<Double> LOW = VectorShuffle.fromOp(S, i -> i / 2);
  private static final VectorShuffle<Double> HIGH = VectorShuffle.fromOp(S, i -> (L + i) / 2);
  private static final VectorMask<Double> ODD = VectorMask.fromLong(S, 0xAAAAAAAAAAAAAAAAL);

  private DoubleKernel() {}

  @Override
  int lanes() {
    return L;
  }

  @Override
  ElementType type() {
    return ElementType.DOUBLE;
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
    double[] x = a.doubles();
    double[] y = b.doubles();
    double[] z = c.doubles();
    switch (height) {
      case 5 -> tile5(x, ap, y, bp, depth, z, cp, ldc, accumulate);
      case 4 -> tile4(x, ap, y, bp, depth, z, cp, ldc, accumulate);
      case 2 -> tile2(x, ap, y, bp, depth, z, cp, ldc, accumulate);
      default -> tile1(x, ap, y, bp, depth, z, cp, accumulate);
    }
  }

  private static void tile5(
      double[] a,
      int ap,
      double[] b,
      int bp,
      int depth,
      double[] c,
      int cp,
      int ldc,
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
    store(c00, c01, c, cp, accumulate);
    store(c10, c11, c, cp + ldc, accumulate);
    store(c20, c21, c, cp + 2 * ldc, accumulate);
    store(c30, c31, c, cp + 3 * ldc, accumulate);
    store(c40, c41, c, cp + 4 * ldc, accumulate);
  }

  private static void tile4(
      double[] a,
      int ap,
      double[] b,
      int bp,
      int depth,
      double[] c,
      int cp,
      int ldc,
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
    for (; ap < end; ap += 4) {
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
      bp += 2 * L;
    }
    store(c00, c01, c, cp, accumulate);
    store(c10, c11, c, cp + ldc, accumulate);
    store(c20, c21, c, cp + 2 * ldc, accumulate);
    store(c30, c31, c, cp + 3 * ldc, accumulate);
  }

  private static void tile2(
      double[] a,
      int ap,
      double[] b,
      int bp,
      int depth,
      double[] c,
      int cp,
      int ldc,
      boolean accumulate) {
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    DoubleVector c10 = c00;
    DoubleVector c11 = c00;
    int end = ap + 2 * depth;
    for (; ap < end; ap += 2) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bp);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bp + L);
      DoubleVector w = DoubleVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = DoubleVector.broadcast(S, a[ap + 1]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      bp += 2 * L;
    }
    store(c00, c01, c, cp, accumulate);
    store(c10, c11, c, cp + ldc, accumulate);
  }

  private static void tile1(
      double[] a, int ap, double[] b, int bp, int depth, double[] c, int cp, boolean accumulate) {
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    int end = ap + depth;
    for (; ap < end; ap++) {
      DoubleVector w = DoubleVector.broadcast(S, a[ap]);
      c00 = w.fma(DoubleVector.fromArray(S, b, bp), c00);
      c01 = w.fma(DoubleVector.fromArray(S, b, bp + L), c01);
      bp += 2 * L;
    }
    store(c00, c01, c, cp, accumulate);
  }

  private static void store(
      DoubleVector u, DoubleVector v, double[] c, int cp, boolean accumulate) {
    if (accumulate) {
      u = u.add(DoubleVector.fromArray(S, c, cp));
      v = v.add(DoubleVector.fromArray(S, c, cp + L));
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
    double[] x = a.doubles();
    double[] y = b.doubles();
    double[] z = c.doubles();
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
      double[] a, int ap, double[] b, int bp, int[] offsets, double[] c, int cp, int ldc) {
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    DoubleVector c10 = c00;
    DoubleVector c11 = c00;
    DoubleVector c20 = c00;
    DoubleVector c21 = c00;
    DoubleVector c30 = c00;
    DoubleVector c31 = c00;
    for (int offset : offsets) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bp + offset);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bp + offset + L);
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
      ap += 4;
    }
    store(c00, c01, c, cp, false);
    store(c10, c11, c, cp + ldc, false);
    store(c20, c21, c, cp + 2 * ldc, false);
    store(c30, c31, c, cp + 3 * ldc, false);
  }

  private static void row2(
      double[] a, int ap, double[] b, int bp, int[] offsets, double[] c, int cp, int ldc) {
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    DoubleVector c10 = c00;
    DoubleVector c11 = c00;
    for (int offset : offsets) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bp + offset);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bp + offset + L);
      DoubleVector w = DoubleVector.broadcast(S, a[ap]);
      c00 = w.fma(b0, c00);
      c01 = w.fma(b1, c01);
      w = DoubleVector.broadcast(S, a[ap + 1]);
      c10 = w.fma(b0, c10);
      c11 = w.fma(b1, c11);
      ap += 2;
    }
    store(c00, c01, c, cp, false);
    store(c10, c11, c, cp + ldc, false);
  }

  private static void row1(
      double[] a, int ap, double[] b, int bp, int[] offsets, double[] c, int cp) {
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    for (int offset : offsets) {
      DoubleVector w = DoubleVector.broadcast(S, a[ap]);
      c00 = w.fma(DoubleVector.fromArray(S, b, bp + offset), c00);
      c01 = w.fma(DoubleVector.fromArray(S, b, bp + offset + L), c01);
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
    double[] x = source.doubles();
    double[] y = target.doubles();
    if (pieces == 1) {
      int start = starts[0];
      for (int k = from; k < to; k++) {
        int at = start + offsets[k];
        DoubleVector.fromArray(S, x, at).intoArray(y, position);
        DoubleVector.fromArray(S, x, at + L).intoArray(y, position + L);
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
        DoubleVector.fromArray(S, x, at).intoArray(y, lane);
        DoubleVector.fromArray(S, x, at + L).intoArray(y, lane + L);
      }
      position += 2 * L;
    }
  }

  @Override
  void interleave(Elements from, int aStart, int bStart, Elements to, int position, int count) {
    double[] x = from.doubles();
    double[] y = to.doubles();
    int j = 0;
    for (; j <= count - L; j += L) {
      DoubleVector a = DoubleVector.fromArray(S, x, aStart + j);
      DoubleVector b = DoubleVector.fromArray(S, x, bStart + j);
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
    double[] u = a.doubles();
    double[] v = x.doubles();
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int j = 0;
    for (; j <= count - 4 * L; j += 4 * L) {
      s0 = DoubleVector.fromArray(S, u, ap + j).fma(DoubleVector.fromArray(S, v, xp + j), s0);
      s1 =
          DoubleVector.fromArray(S, u, ap + j + L)
              .fma(DoubleVector.fromArray(S, v, xp + j + L), s1);
      s2 =
          DoubleVector.fromArray(S, u, ap + j + 2 * L)
              .fma(DoubleVector.fromArray(S, v, xp + j + 2 * L), s2);
      s3 =
          DoubleVector.fromArray(S, u, ap + j + 3 * L)
              .fma(DoubleVector.fromArray(S, v, xp + j + 3 * L), s3);
    }
    // Lanes are added in order; the library leaves the order of its own reduction open.
    double[] partial = new double[L];
    s0.add(s1).add(s2.add(s3)).intoArray(partial, 0);
    double sum = 0;
    for (double lane : partial) {
      sum += lane;
    }
    for (; j < count; j++) {
      sum = Math.fma(u[ap + j], v[xp + j], sum);
    }
    return sum;
  }

  @Override
  void add(Elements y, int yp, double factor, Elements x, int xp, int count) {
    double[] u = y.doubles();
    double[] v = x.doubles();
    DoubleVector w = DoubleVector.broadcast(S, factor);
    int j = 0;
    for (; j <= count - L; j += L) {
      w.fma(DoubleVector.fromArray(S, v, xp + j), DoubleVector.fromArray(S, u, yp + j))
          .intoArray(u, yp + j);
    }
    for (; j < count; j++) {
      u[yp + j] = Math.fma(factor, v[xp + j], u[yp + j]);
    }
  }
}
