package org.convmat.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/** The loops for doubles; see {@link FloatKernel} for their shape. */
final class DoubleKernel extends Kernel {

  static final DoubleKernel INSTANCE = new DoubleKernel();

  private static final VectorSpecies<Double> S = Lanes.DOUBLES;
  private static final int L = S.length();

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
      int next,
      boolean accumulate) {
    double[] x = a.doubles();
    double[] y = b.doubles();
    double[] z = c.doubles();
    switch (height) {
      case 8 -> DoubleTallTiles.tile8(x, ap, y, bp, depth, z, cp, ldc, next, accumulate);
      case 5 -> DoubleTiles.tile5(x, ap, y, bp, depth, z, cp, ldc, next, accumulate);
      case 4 -> DoubleTiles.tile4(x, ap, y, bp, depth, z, cp, ldc, next, accumulate);
      case 2 -> DoubleTiles.tile2(x, ap, y, bp, depth, z, cp, ldc, next, accumulate);
      default -> DoubleTiles.tile1(x, ap, y, bp, depth, z, cp, next, accumulate);
    }
  }

  @Override
  void narrow(
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
    if (height == TileHeights.TALLEST) {
      DoubleTallTiles.narrow8(x, ap, y, bp, depth, z, cp, ldc, accumulate);
    } else {
      DoubleTiles.narrow10(x, ap, y, bp, depth, z, cp, ldc, accumulate);
    }
  }

  @Override
  void slide(
      int height,
      Elements a,
      int ap,
      Elements b,
      int bp,
      int[] offsets,
      Elements c,
      int cp,
      int ldc) {
    double[] x = a.doubles();
    double[] y = b.doubles();
    double[] z = c.doubles();
    switch (height) {
      case 8 ->
          DoubleTallSlides.slide8(x, ap, y, bp, bp + lanes(), offsets, z, cp, cp + lanes(), ldc);
      case 5 -> DoubleSlides.slide5(x, ap, y, bp, offsets, z, cp, ldc);
      case 4 -> DoubleSlides.slide4(x, ap, y, bp, offsets, z, cp, ldc);
      case 2 -> DoubleSlides.slide2(x, ap, y, bp, offsets, z, cp, ldc);
      default -> DoubleSlides.slide1(x, ap, y, bp, offsets, z, cp);
    }
  }

  @Override
  void slideTwo(
      int height,
      Elements a,
      int ap,
      Elements b,
      int b0,
      int b1,
      int[] offsets,
      Elements c,
      int c0,
      int c1,
      int ldc) {
    double[] x = a.doubles();
    double[] y = b.doubles();
    double[] z = c.doubles();
    switch (height) {
      case 8 -> DoubleTallSlides.slide8(x, ap, y, b0, b1, offsets, z, c0, c1, ldc);
      case 4 -> DoubleTallSlides.slide4(x, ap, y, b0, b1, offsets, z, c0, c1, ldc);
      case 2 -> DoubleTallSlides.slide2(x, ap, y, b0, b1, offsets, z, c0, c1, ldc);
      default -> DoubleTallSlides.slide1(x, ap, y, b0, b1, offsets, z, c0, c1);
    }
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
    double[] y = target.doubles();
    DoubleStrips.pack(source.doubles(), offsets, from, to, starts, lanes, pieces, y, position);
  }

  @Override
  void packGroup(
      Elements source,
      int[] offsets,
      int from,
      int to,
      int start,
      Elements target,
      int position,
      int panel) {
    double[] x = source.doubles();
    double[] y = target.doubles();
    int p0 = position;
    int p1 = p0 + panel;
    int p2 = p1 + panel;
    int p3 = p2 + panel;
    for (int k = from; k < to; k++) {
      int at = start + offsets[k];
      DoubleVector.fromArray(S, x, at).intoArray(y, p0);
      DoubleVector.fromArray(S, x, at + L).intoArray(y, p0 + L);
      DoubleVector.fromArray(S, x, at + 2 * L).intoArray(y, p1);
      DoubleVector.fromArray(S, x, at + 3 * L).intoArray(y, p1 + L);
      DoubleVector.fromArray(S, x, at + 4 * L).intoArray(y, p2);
      DoubleVector.fromArray(S, x, at + 5 * L).intoArray(y, p2 + L);
      DoubleVector.fromArray(S, x, at + 6 * L).intoArray(y, p3);
      DoubleVector.fromArray(S, x, at + 7 * L).intoArray(y, p3 + L);
      p0 += 2 * L;
      p1 += 2 * L;
      p2 += 2 * L;
      p3 += 2 * L;
    }
  }

  @Override
  void padRow(
      Elements source,
      int from,
      int step,
      Elements target,
      int position,
      int begin,
      int end,
      int length) {
    double[] x = source.doubles();
    double[] y = target.doubles();
    for (int j = 0; j < begin; j++) {
      y[position + j] = 0;
    }
    if (step == 1) {
      copy(x, from, y, position + begin, end - begin);
    } else if (step == 2 && end - begin > L) {
      DoubleCopies.everySecond(x, from, 0, y, position + begin, 0, 1, end - begin);
    } else {
      for (int j = begin; j < end; j++) {
        y[position + j] = x[from + (j - begin) * step];
      }
    }
    for (int j = end; j < length; j++) {
      y[position + j] = 0;
    }
  }

  @Override
  void gather(Elements source, int from, int[] map, Elements target, int position) {
    double[] x = source.doubles();
    double[] y = target.doubles();
    for (int j = 0; j < map.length; j++) {
      y[position + j] = map[j] < 0 ? 0 : x[from + map[j]];
    }
  }

  @Override
  void copy(Elements from, int start, Elements to, int position, int count) {
    copy(from.doubles(), start, to.doubles(), position, count);
  }

  private static void copy(double[] x, int from, double[] y, int to, int count) {
    if (count >= L) {
      DoubleCopies.whole(x, from, 0, y, to, 0, 1, count);
    } else {
      for (int j = 0; j < count; j++) {
        y[to + j] = x[from + j];
      }
    }
  }

  @Override
  void sum(Elements from, int base, int[] starts, int terms, Elements to, int position, int count) {
    if (terms == 0) {
      to.fill(position, position + count, 0);
    } else {
      DoubleSums.sum(from.doubles(), base, starts, terms, to.doubles(), position, count);
    }
  }

  @Override
  void sumColumn(
      Elements from,
      int base,
      int[] starts,
      int terms,
      int step,
      Elements to,
      int position,
      int toStep,
      int count) {
    DoubleSums.sumColumn(
        from.doubles(), base, starts, terms, step, to.doubles(), position, toStep, count);
  }

  @Override
  void sumListed(
      Elements from, int base, int[] starts, int terms, int[] places, Elements to, int position) {
    DoubleSums.sumListed(from.doubles(), base, starts, terms, places, to.doubles(), position);
  }

  @Override
  void interleaveFour(Elements from, int start, int ld, Elements to, int position, int count) {
    double[] x = from.doubles();
    double[] y = to.doubles();
    for (int j = 0; j < count; j++) {
      int at = start + j;
      int place = position + 4 * j;
      y[place] = x[at];
      y[place + 1] = x[at + ld];
      y[place + 2] = x[at + 2 * ld];
      y[place + 3] = x[at + 3 * ld];
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
