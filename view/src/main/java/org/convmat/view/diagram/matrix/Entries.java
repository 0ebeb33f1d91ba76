package org.convmat.view.diagram.matrix;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.List;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.geometry.RowRuns;
import org.convmat.core.matrix.VectorOrder;
import org.convmat.spi.ConvolutionAxis;

/**
 * The entries of a matrix, streamed. In the order F the axes change places: row-major over the
 * reversed axes is column-major over the axes.
 */
final class Entries {

  private static final long MOST = 1L << 32;

  private final Geometry geometry;
  private final int[] tapOf;

  Entries(Geometry geometry, VectorOrder order) {
    requireSmall(geometry);
    boolean reversed = order == VectorOrder.F;
    List<ConvolutionAxis> axes =
        reversed ? ImmutableList.copyOf(Lists.reverse(geometry.axes())) : geometry.axes();
    this.geometry =
        new Geometry(
            axes,
            geometry.gridChannels(),
            geometry.imageChannels(),
            geometry.groups(),
            geometry.boundary());
    this.tapOf = new int[(int) geometry.tapCount()];
    for (int tap = 0; tap < tapOf.length; tap++) {
      tapOf[tap] = reversed ? reversed(tap, axes) : tap;
    }
  }

  private static void requireSmall(Geometry geometry) {
    long positions = Math.max(geometry.gridPositions(), geometry.imagePositions());
    if (geometry.entries() > MOST
        || positions > Integer.MAX_VALUE
        || geometry.tapCount() > Integer.MAX_VALUE / 2) {
      throw new InvalidInputException(
          "the %d x %d matrix has %d entries; at most %d are drawn, from at most %d positions; give"
              + " a smaller --input-size",
          geometry.rows(), geometry.columns(), geometry.entries(), MOST, Integer.MAX_VALUE);
    }
  }

  /** The tap of the axes in their order, from the one of the axes reversed. */
  private static int reversed(int tap, List<ConvolutionAxis> axes) {
    int rest = tap;
    int result = 0;
    for (int a = axes.size() - 1; a >= 0; a--) {
      int kernel = axes.get(a).kernel();
      result = result * kernel + rest % kernel;
      rest /= kernel;
    }
    return result;
  }

  /** What is done with one entry. */
  @FunctionalInterface
  interface Visitor {
    /** An entry of C, its tap row-major over the kernel, its weight by place in the kernel. */
    void entry(long row, long column, int tap, int weight);
  }

  /** Visits every entry, rows ascending. */
  void visit(Visitor visitor) {
    RowRuns runs = new RowRuns(geometry);
    for (int channel = 0; channel < geometry.gridChannels(); channel++) {
      int co = channel;
      runs.visit(
          (row, count, length, columns, taps, step) -> {
            for (int j = 0; j < count; j++) {
              row(co, row + j, length, columns, taps, j * step, visitor);
            }
          });
    }
  }

  private void row(
      int co, int row, int length, int[] columns, int[] taps, int shift, Visitor visitor) {
    int perGroup = geometry.imageChannelsPerGroup();
    int first = co / geometry.gridChannelsPerGroup() * perGroup;
    long line = co * geometry.gridPositions() + row;
    for (int c = 0; c < perGroup; c++) {
      long base = (first + c) * geometry.imagePositions() + shift;
      int weights = (co * perGroup + c) * tapOf.length;
      for (int e = 0; e < length; e++) {
        int tap = tapOf[taps[e]];
        visitor.entry(line, base + columns[e], tap, weights + tap);
      }
    }
  }
}
