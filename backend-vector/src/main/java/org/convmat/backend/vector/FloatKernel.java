package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/** The loops for floats. */
final class FloatKernel extends Kernel {

  static final FloatKernel INSTANCE = new FloatKernel();

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();

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
      int next,
      boolean accumulate) {
    float[] x = a.floats();
    float[] y = b.floats();
    float[] z = c.floats();
    switch (height) {
      case 8 -> FloatTallTiles.tile8(x, ap, y, bp, depth, z, cp, ldc, next, accumulate);
      case 5 -> FloatTiles.tile5(x, ap, y, bp, depth, z, cp, ldc, next, accumulate);
      case 4 -> FloatTiles.tile4(x, ap, y, bp, depth, z, cp, ldc, next, accumulate);
      case 2 -> FloatTiles.tile2(x, ap, y, bp, depth, z, cp, ldc, next, accumulate);
      default -> FloatTiles.tile1(x, ap, y, bp, depth, z, cp, next, accumulate);
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
    float[] x = a.floats();
    float[] y = b.floats();
    float[] z = c.floats();
    if (height == TileHeights.TALLEST) {
      FloatTallTiles.narrow8(x, ap, y, bp, depth, z, cp, ldc, accumulate);
    } else {
      FloatTiles.narrow10(x, ap, y, bp, depth, z, cp, ldc, accumulate);
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
    float[] x = a.floats();
    float[] y = b.floats();
    float[] z = c.floats();
    switch (height) {
      case 8 ->
          FloatTallSlides.slide8(x, ap, y, bp, bp + lanes(), offsets, z, cp, cp + lanes(), ldc);
      case 5 -> FloatSlides.slide5(x, ap, y, bp, offsets, z, cp, ldc);
      case 4 -> FloatSlides.slide4(x, ap, y, bp, offsets, z, cp, ldc);
      case 2 -> FloatSlides.slide2(x, ap, y, bp, offsets, z, cp, ldc);
      default -> FloatSlides.slide1(x, ap, y, bp, offsets, z, cp);
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
    float[] x = a.floats();
    float[] y = b.floats();
    float[] z = c.floats();
    switch (height) {
      case 8 -> FloatTallSlides.slide8(x, ap, y, b0, b1, offsets, z, c0, c1, ldc);
      case 4 -> FloatTallSlides.slide4(x, ap, y, b0, b1, offsets, z, c0, c1, ldc);
      case 2 -> FloatTallSlides.slide2(x, ap, y, b0, b1, offsets, z, c0, c1, ldc);
      default -> FloatTallSlides.slide1(x, ap, y, b0, b1, offsets, z, c0, c1);
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
    float[] y = target.floats();
    FloatStrips.pack(source.floats(), offsets, from, to, starts, lanes, pieces, y, position);
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
    float[] x = source.floats();
    float[] y = target.floats();
    int p0 = position;
    int p1 = p0 + panel;
    int p2 = p1 + panel;
    int p3 = p2 + panel;
    for (int k = from; k < to; k++) {
      int at = start + offsets[k];
      FloatVector.fromArray(S, x, at).intoArray(y, p0);
      FloatVector.fromArray(S, x, at + L).intoArray(y, p0 + L);
      FloatVector.fromArray(S, x, at + 2 * L).intoArray(y, p1);
      FloatVector.fromArray(S, x, at + 3 * L).intoArray(y, p1 + L);
      FloatVector.fromArray(S, x, at + 4 * L).intoArray(y, p2);
      FloatVector.fromArray(S, x, at + 5 * L).intoArray(y, p2 + L);
      FloatVector.fromArray(S, x, at + 6 * L).intoArray(y, p3);
      FloatVector.fromArray(S, x, at + 7 * L).intoArray(y, p3 + L);
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
    float[] x = source.floats();
    float[] y = target.floats();
    for (int j = 0; j < begin; j++) {
      y[position + j] = 0;
    }
    if (step == 1) {
      copy(x, from, y, position + begin, end - begin);
    } else if (step == 2 && end - begin > L) {
      FloatCopies.everySecond(x, from, 0, y, position + begin, 0, 1, end - begin);
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
    float[] x = source.floats();
    float[] y = target.floats();
    for (int j = 0; j < map.length; j++) {
      y[position + j] = map[j] < 0 ? 0 : x[from + map[j]];
    }
  }

  @Override
  void copy(Elements from, int start, Elements to, int position, int count) {
    copy(from.floats(), start, to.floats(), position, count);
  }

  private static void copy(float[] x, int from, float[] y, int to, int count) {
    if (count >= L) {
      FloatCopies.whole(x, from, 0, y, to, 0, 1, count);
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
      FloatSums.sum(from.floats(), base, starts, terms, to.floats(), position, count);
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
    FloatSums.sumColumn(
        from.floats(), base, starts, terms, step, to.floats(), position, toStep, count);
  }

  @Override
  void sumListed(
      Elements from, int base, int[] starts, int terms, int[] places, Elements to, int position) {
    FloatSums.sumListed(from.floats(), base, starts, terms, places, to.floats(), position);
  }

  @Override
  void interleaveFour(Elements from, int start, int ld, Elements to, int position, int count) {
    float[] x = from.floats();
    float[] y = to.floats();
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
