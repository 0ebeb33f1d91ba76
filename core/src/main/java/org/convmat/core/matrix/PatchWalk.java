package org.convmat.core.matrix;

import java.util.List;
import org.convmat.core.geometry.AxisTaps;
import org.convmat.core.geometry.Geometry;
import org.convmat.spi.ConvolutionAxis;

/**
 * Walks the patch matrix of im2col without storing it. That matrix has one row for each (image
 * channel, tap) of a group and one column for each grid position; a band of consecutive columns is
 * visited as segments that run along the last axis. Indices come from {@link AxisTaps}.
 *
 * <p>Immutable and thread-safe.
 */
final class PatchWalk {

  /** What is done with one segment of one row of the band. */
  interface Visitor {
    /**
     * Columns {@code column .. column+length-1} of the band's row: the first {@code lead} and all
     * from {@code lead+count} on fall outside the image; the others are the image positions {@code
     * image + j*step}, j in 0..count-1.
     */
    void segment(int row, int column, int length, int lead, int count, int image, int step);
  }

  private final List<AxisTaps> outer;
  private final AxisTaps inner;
  private final int channels;
  private final int imagePositions;
  private final int tapCount;

  PatchWalk(Geometry geometry) {
    List<AxisTaps> taps = geometry.taps();
    this.outer = taps.subList(0, taps.size() - 1);
    this.inner = taps.get(taps.size() - 1);
    this.channels = geometry.imageChannelsPerGroup();
    this.imagePositions = Math.toIntExact(geometry.imagePositions());
    this.tapCount = Math.toIntExact(geometry.tapCount());
  }

  /** Number of rows: image channels of a group x taps. */
  int rows() {
    return Math.multiplyExact(channels, tapCount);
  }

  /**
   * Visits the columns {@code from .. from+width-1} of the patch matrix.
   *
   * @param from first grid position, row-major over the axes
   */
  void visit(int from, int width, Visitor visitor) {
    int line = inner.axis().grid();
    int[] grid = new int[outer.size()];
    for (int column = 0; column < width; ) {
      int position = from + column;
      int begin = position % line;
      int length = Math.min(line - begin, width - column);
      locate(position / line, grid);
      visitLine(grid, begin, length, column, visitor);
      column += length;
    }
  }

  /** Grid position of every outer axis, from their row-major rank. */
  private void locate(int rank, int[] grid) {
    for (int a = outer.size() - 1, rest = rank; a >= 0; a--) {
      int extent = outer.get(a).axis().grid();
      grid[a] = rest % extent;
      rest /= extent;
    }
  }

  /** All taps over one run of grid positions along the last axis. */
  private void visitLine(int[] grid, int begin, int length, int column, Visitor visitor) {
    ConvolutionAxis axis = inner.axis();
    int outerTaps = tapCount / axis.kernel();
    for (int outerTap = 0; outerTap < outerTaps; outerTap++) {
      int base = outerImage(grid, outerTap);
      for (int tap = 0; tap < axis.kernel(); tap++) {
        int first = Math.max(begin, inner.gridBegin(tap));
        int last = Math.min(begin + length, inner.gridEnd(tap));
        boolean inside = base >= 0 && first < last;
        int lead = inside ? first - begin : length;
        int count = inside ? last - first : 0;
        int image = inside ? base + inner.image(first, tap) : 0;
        int row = outerTap * axis.kernel() + tap;
        if (inner.folds()) {
          visitFolded(row, base, tap, begin, length, column, visitor);
        } else {
          visitChannels(row, column, length, lead, count, image, visitor);
        }
      }
    }
  }

  /** The positions at which the tap is inside as one segment, the others one by one. */
  private void visitFolded(
      int row, int base, int tap, int begin, int length, int column, Visitor visitor) {
    int grid = begin;
    while (grid < begin + length) {
      boolean inside = grid >= inner.gridBegin(tap) && grid < inner.gridEnd(tap);
      int count = inside ? Math.min(begin + length, inner.gridEnd(tap)) - grid : 1;
      int image = base + inner.image(grid, tap);
      visitChannels(row, column + grid - begin, count, 0, count, image, visitor);
      grid += count;
    }
  }

  private void visitChannels(
      int row, int column, int length, int lead, int count, int image, Visitor visitor) {
    for (int channel = 0; channel < channels; channel++) {
      visitor.segment(
          channel * tapCount + row,
          column,
          length,
          lead,
          count,
          channel * imagePositions + image,
          inner.axis().stride());
    }
  }

  /** Start of the image line that the outer axes select, or -1 where one of them falls outside. */
  private int outerImage(int[] grid, int outerTap) {
    int line = 0;
    int scale = inner.axis().image();
    for (int a = outer.size() - 1, rest = outerTap; a >= 0; a--) {
      AxisTaps taps = outer.get(a);
      int tap = rest % taps.axis().kernel();
      rest /= taps.axis().kernel();
      if (tap < taps.tapBegin(grid[a]) || tap >= taps.tapEnd(grid[a])) {
        return -1;
      }
      line += taps.image(grid[a], tap) * scale;
      scale *= taps.axis().image();
    }
    return line;
  }
}
