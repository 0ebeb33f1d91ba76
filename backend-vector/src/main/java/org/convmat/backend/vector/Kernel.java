package org.convmat.backend.vector;

import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/**
 * The innermost loops, which are written once for floats and once for doubles. Everything outside
 * them is the same code for both. Stateless and thread-safe.
 *
 * <p>A <i>strip</i> is {@link #width()} neighbouring columns of a right-hand side, two vectors
 * wide, stored row after row. Reading or writing a strip touches whole vectors: arrays that are
 * read as source of a strip, or written, must be longer by a strip than what is meant.
 */
abstract class Kernel {

  /** The kernel of an element type. */
  static Kernel of(ElementType type) {
    return type == ElementType.FLOAT ? FloatKernel.INSTANCE : DoubleKernel.INSTANCE;
  }

  /** Elements of a vector. */
  abstract int lanes();

  /** Columns of a strip: two vectors. */
  final int width() {
    return 2 * lanes();
  }

  abstract ElementType type();

  /** A new array of zeros, longer by a strip than {@code length}. */
  final Elements scratch(int length) {
    return Elements.allocate(type(), Math.addExact(length, width()));
  }

  /**
   * One tile of a product, height x strip: {@code c[r][j] (+)= sum over k of a[k][r] * b[k][j]},
   * each sum one chain of fused multiply-adds with k ascending.
   *
   * @param height rows of the tile: 1, 2, 4, 5 or 8
   * @param a depth x height, contiguous from {@code ap}
   * @param b depth x strip, contiguous from {@code bp}
   * @param c rows {@code ldc} apart from {@code cp}
   * @param next the second vector of a row of c lies so far after the first
   * @param accumulate whether to add to c; otherwise it is overwritten
   */
  abstract void tile(
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
      boolean accumulate);

  /**
   * A tile of height 8, or two of height 5, one after the other in a and in c, for the first vector
   * of a strip alone: what is left of the positions is often less than a strip.
   *
   * @param height 8 or 10
   */
  abstract void narrow(
      int height,
      Elements a,
      int ap,
      Elements b,
      int bp,
      int depth,
      Elements c,
      int cp,
      int ldc,
      boolean accumulate);

  /**
   * Like {@link #tile}, for a b whose rows lie anywhere: {@code c[r][j] = sum over k of a[k][r] *
   * b[bp + offsets[k] + j]}.
   */
  abstract void slide(
      int height,
      Elements a,
      int ap,
      Elements b,
      int bp,
      int[] offsets,
      Elements c,
      int cp,
      int ldc);

  /**
   * A tile by two vectors that lie anywhere: {@code c[cq + r*ldc + j] = sum over k of a[ap +
   * k*height + r] * b[bq + offsets[k] + j]} for q of 0 and 1 and j below {@link #lanes()}. Nothing
   * else is read or written.
   *
   * @param height rows of the tile: 1, 2, 4 or 8
   */
  abstract void slideTwo(
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
      int ldc);

  /**
   * Packs one strip: row k is copied from {@code source[offsets[k] + starts[s]...]}, piece s of
   * {@code pieces} beginning at lane {@code lanes[s]} and ending where the next begins.
   */
  abstract void pack(
      Elements source,
      int[] offsets,
      int from,
      int to,
      int[] starts,
      int[] lanes,
      int pieces,
      Elements target,
      int position);

  /**
   * Packs {@link PanelProduct#GROUP} neighbouring strips: row k of strip j is copied from {@code
   * source[offsets[k] + start + j*width...]} to {@code target[position + j*panel +
   * (k-from)*width...]}.
   */
  abstract void packGroup(
      Elements source,
      int[] offsets,
      int from,
      int to,
      int start,
      Elements target,
      int position,
      int panel);

  /**
   * A padded row: zeros up to {@code begin}, then {@code source[from + j*step]} for j from 0, zeros
   * from {@code end} up to {@code length}. Rows are often short, so no call is made for a part.
   */
  abstract void padRow(
      Elements source,
      int from,
      int step,
      Elements target,
      int position,
      int begin,
      int end,
      int length);

  /**
   * {@code target[position + j] = source[from + map[j]]}, or 0 where {@code map[j]} is negative.
   */
  abstract void gather(Elements source, int from, int[] map, Elements target, int position);

  /** Copies {@code count} elements, for rows that are short; longer ones are copied no slower. */
  abstract void copy(Elements from, int start, Elements to, int position, int count);

  /**
   * Sums of rows: {@code to[position + i] = sum over n of from[base + starts[n] + i]} for i below
   * count, n ascending. The rows and the target must not overlap.
   */
  abstract void sum(
      Elements from, int base, int[] starts, int terms, Elements to, int position, int count);

  /**
   * A column of such sums: {@code to[position + i*toStep] = sum over n of from[base + starts[n] +
   * i*step]} for i below count.
   */
  abstract void sumColumn(
      Elements from,
      int base,
      int[] starts,
      int terms,
      int step,
      Elements to,
      int position,
      int toStep,
      int count);

  /**
   * Sums of elements that lie anywhere: {@code to[position + places[i]] = sum over n of from[base +
   * starts[i*terms + n]]}, n ascending from 0 to {@code terms}, a multiple of {@link
   * TapTable#GROUP}.
   */
  abstract void sumListed(
      Elements from, int base, int[] starts, int terms, int[] places, Elements to, int position);

  /** {@code to[position + j*4 + f] = from[start + f*ld + j]} for f below 4 and j below count. */
  abstract void interleaveFour(
      Elements from, int start, int ld, Elements to, int position, int count);

  /** The sum over j of {@code a[ap+j] * x[xp+j]}. */
  abstract double dot(Elements a, int ap, Elements x, int xp, int count);

  /** {@code y[yp+j] += factor * x[xp+j]} for j below count. */
  abstract void add(Elements y, int yp, double factor, Elements x, int xp, int count);
}
