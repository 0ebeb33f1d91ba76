package org.convmat.backend.vector;

import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/**
 * The innermost loops of {@link BroadcastProduct}, written once for floats and once for doubles.
 * Stateless and thread-safe. A <i>group</i> is {@link #GROUP} neighbouring positions; a
 * <i>strip</i> is two vectors of neighbouring rows of the product, a narrow one a single vector.
 */
abstract class BroadcastLoops {

  /** Positions of a group. */
  static final int GROUP = 4;

  /** The loops of an element type. */
  static BroadcastLoops of(ElementType type) {
    return type == ElementType.FLOAT ? FloatBroadcasts.INSTANCE : DoubleBroadcasts.INSTANCE;
  }

  /**
   * The products of a strip for two groups: for p below {@link #GROUP} and lane j {@code c[c0 +
   * p*strip + j] (+)= sum over k of x[x0 + offsets[k] + p] * w[k*strip + j]}, likewise for c1 and
   * x1, where k goes from {@code from} up to, but not including, {@code to}; each sum over k is one
   * chain of fused multiply-adds. The groups may be the same.
   *
   * @param accumulate whether to add to c; otherwise it is overwritten
   */
  abstract void multiply(
      Elements x,
      int x0,
      int x1,
      int[] offsets,
      int from,
      int to,
      Elements w,
      Elements c,
      int c0,
      int c1,
      boolean accumulate);

  /** The same for a narrow strip, whose weights are a vector for each k; c lies as above. */
  abstract void multiplyNarrow(
      Elements x,
      int x0,
      int x1,
      int[] offsets,
      int from,
      int to,
      Elements w,
      Elements c,
      int c0,
      int c1,
      boolean accumulate);

  /**
   * Writes rows of a strip: {@code y[start + row*stride + p*step] = c[from + p*strip + row]}.
   *
   * @param positions how many; fastest if they are two groups, a step of 1 or 2 apart
   */
  abstract void write(
      Elements c, int from, int rows, int positions, Elements y, int start, int step, int stride);
}
