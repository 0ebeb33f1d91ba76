package org.convmat.backend.vector;

import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/**
 * The transforms of minimal filters along one axis, a vector of tiles at a time. Stateless and
 * thread-safe. Whole vectors are read and written: up to a vector more than a piece is long.
 *
 * <p>With a, b the {@link FilterPoints}; the points in the order 0, +-1 or +-a, +-b, infinity:
 *
 * <pre>
 * 3 points   B^T x: x1 - x0, x1, x2 - x1
 * 4 points   B^T x: x2 - x0, x2 + x1, x2 - x1, x3 - x1
 * 5 points   B^T x: (x3 - b x2) - a^2 (x1 - b x0), (x3 - b x2) +- a (x2 - b x1),
 *                   x3 - a^2 x1, (x4 - b x3) - a^2 (x2 - b x1)
 * 6 points   B^T x: a^2 b^2 x0 - (a^2+b^2) x2 + x4,
 *                   (x4 - b^2 x2) +- a (x3 - b^2 x1), (x4 - a^2 x2) +- b (x3 - a^2 x1),
 *                   a^2 b^2 x1 - (a^2+b^2) x3 + x5
 * all        A^T z: y[j] = sum of p^j z[p] over the finite points p, and z[infinity] in the last
 * </pre>
 */
abstract class FilterLoops {

  /** The loops of an element type. */
  static FilterLoops of(ElementType type) {
    return type == ElementType.FLOAT ? FloatFilters.INSTANCE : DoubleFilters.INSTANCE;
  }

  /** Runs of neighbouring tiles: where they are read, where written, how many. */
  static final class Pieces {
    final int[] starts;
    final int[] places;
    final int[] counts;
    int size;

    Pieces(int most) {
      starts = new int[most];
      places = new int[most];
      counts = new int[most];
    }

    void add(int start, int place, int count) {
      starts[size] = start;
      places[size] = place;
      counts[size] = count;
      size++;
    }
  }

  /**
   * B<sup>T</sup>: input j of tile i of a piece is {@code x[in[j] + start + i]}, point p of it goes
   * to {@code y[to + p*stride + place + i]}. One point is a copy.
   */
  abstract void forward(
      int points, Elements x, int[] in, Pieces pieces, Elements y, int to, int stride);

  /**
   * A<sup>T</sup>: point p of tile i is {@code x[from + p*xStride + i]}, output j goes to {@code
   * y[to + j*yStride + i]}, for i below count, which is a vector at least; nothing else is written.
   */
  abstract void inverse(
      int points,
      int outputs,
      Elements x,
      int from,
      int xStride,
      Elements y,
      int to,
      int yStride,
      int count);

  /**
   * Writes outputs: tile i of a run has its output j at {@code x[source + j*stride + i]}, which
   * goes to {@code y[to + target + (i*outputs + j) * step]}.
   */
  abstract void write(
      int outputs, Elements x, int stride, FilterRuns runs, Elements y, int to, int step);
}
