package org.convmat.backend.vector;

import java.util.List;
import org.convmat.spi.Elements;

/**
 * The padded copy that a {@link RowProduct} reads: the rows that a band of the first axis reaches,
 * with all the zeros around them. Immutable.
 */
final class RowBox {

  private final RowAxis rowAxis;
  private final List<RowOuter> outer;
  private final int[] extents;
  private final int rows;

  /** The box of bands of {@code bandSteps} positions of the first axis, of each residue. */
  RowBox(RowAxis rowAxis, List<RowOuter> outer, int bandSteps) {
    this.rowAxis = rowAxis;
    this.outer = outer;
    this.extents = new int[outer.size()];
    int product = 1;
    for (int a = 0; a < extents.length; a++) {
      extents[a] = outer.get(a).reach(a == 0 ? bandSteps : outer.get(a).steps());
      product = Math.multiplyExact(product, extents[a]);
    }
    this.rows = product;
    Math.multiplyExact(product, rowAxis.length());
  }

  /** Number of axes but the last. */
  int axes() {
    return extents.length;
  }

  /** Any axis but the last. */
  RowOuter axis(int a) {
    return outer.get(a);
  }

  /** Extent of the box along an axis. */
  int extent(int axis) {
    return extents[axis];
  }

  /** Elements for one channel. */
  int length() {
    return rows * rowAxis.length();
  }

  /** Elements that one more position of the first axis adds. */
  long growth() {
    return (long) rows / extents[0] * outer.get(0).readStep() * rowAxis.length();
  }

  /**
   * Copies one channel.
   *
   * @param start where the channel begins in the source
   * @param from the first position that is needed, of each residue
   * @param steps how many positions are needed
   * @param window the first written position of the row
   * @param clean whether the zeros at the ends of the rows are there already
   */
  void fill(
      RowLoops loops,
      Elements source,
      int start,
      int from,
      int steps,
      int window,
      Elements box,
      int position,
      boolean clean) {
    int inner = extents.length - 1;
    int needed = outer.get(0).reach(steps);
    int runs = inner == 0 ? 1 : rows / extents[inner] / extents[0] * needed;
    int extent = inner == 0 ? needed : extents[inner];
    for (int run = 0; run < runs; run++) {
      int sourceRow = 0;
      int scale = 1;
      boolean outside = false;
      int rest = run;
      for (int a = inner - 1; a >= 0; a--) {
        int index = lowest(a, from) + rest % extents[a];
        outside |= index < 0 || index >= outer.get(a).read();
        sourceRow += index * scale;
        scale *= outer.get(a).read();
        rest /= extents[a];
      }
      int at = position + run * extents[inner] * rowAxis.length();
      int lowest = lowest(inner, from);
      int read = outer.get(inner).read();
      int begin = outside ? extent : Math.min(extent, Math.max(0, -lowest));
      int end = outside ? begin : Math.max(begin, Math.min(extent, read - lowest));
      box.fill(at, at + begin * rowAxis.length(), 0);
      box.fill(at + end * rowAxis.length(), at + extent * rowAxis.length(), 0);
      if (begin < end) {
        int row = sourceRow * read + lowest + begin;
        int first = at + begin * rowAxis.length();
        rowAxis.pad(
            loops, source, start + row * rowAxis.extent(), window, box, first, end - begin, clean);
      }
    }
  }

  private int lowest(int axis, int from) {
    RowOuter a = outer.get(axis);
    return a.lowest() + (axis == 0 ? from * a.readStep() : 0);
  }
}
