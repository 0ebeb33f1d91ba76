package org.convmat.core.verify;

import com.google.common.math.LongMath;
import java.util.List;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Geometry;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.Elements;

/**
 * The definition, written out: every grid position, every tap, every pair of channels of a group,
 * every input in turn; where the tap falls outside the image, {@link PlainBoundary} says what it
 * sees. It shares no index with the forms, only {@link ConvolutionAxis#imagePosition}. Both
 * directions at once.
 */
final class PlainLoops {

  /** Most multiplications that are worth waiting for: some ten seconds. */
  static final long MOST_OPERATIONS = 500_000_000;

  private final Geometry geometry;
  private final Elements weights;
  private final int batch;
  private final TwofoldSums forward;
  private final TwofoldSums transposed;

  /**
   * Runs the loops.
   *
   * @param image batch x columns numbers
   * @param grid batch x rows numbers
   */
  PlainLoops(Geometry geometry, Elements weights, Elements image, Elements grid, int batch) {
    this.geometry = geometry;
    this.weights = weights;
    this.batch = batch;
    this.forward = new TwofoldSums(grid.length());
    this.transposed = new TwofoldSums(image.length());
    for (int o = 0; o < geometry.gridPositions(); o++) {
      for (int t = 0; t < geometry.tapCount(); t++) {
        int i = imageIndex(o, t);
        if (i >= 0) {
          addChannels(o, t, i, image, grid);
        }
      }
    }
  }

  /**
   * Refuses what would take too long.
   *
   * @throws InvalidInputException with the number of multiplications
   */
  static void requireFeasible(Geometry geometry, int batch) {
    long operations =
        LongMath.saturatedMultiply(
            LongMath.saturatedMultiply(geometry.weights(), geometry.gridPositions()), 2L * batch);
    long cells =
        LongMath.saturatedMultiply(
            LongMath.saturatedAdd(geometry.rows(), geometry.columns()), batch);
    if (Math.max(operations, cells) > MOST_OPERATIONS) {
      throw new InvalidInputException(
          "plain loops would multiply %d times and write %d cells; verify does at most %d of each,"
              + " give a smaller input, batch or number of channels",
          operations, cells, MOST_OPERATIONS);
    }
  }

  /** Of {@code C x}. */
  TwofoldSums forward() {
    return forward;
  }

  /** Of {@code C^T v}. */
  TwofoldSums transposed() {
    return transposed;
  }

  private void addChannels(int o, int t, int i, Elements image, Elements grid) {
    int grids = geometry.gridChannels() / geometry.groups();
    int images = geometry.imageChannels() / geometry.groups();
    for (int co = 0; co < geometry.gridChannels(); co++) {
      for (int c = 0; c < images; c++) {
        int ci = co / grids * images + c;
        double weight = weights.get((co * images + c) * (int) geometry.tapCount() + t);
        for (int b = 0; b < batch; b++) {
          int row = (b * geometry.gridChannels() + co) * (int) geometry.gridPositions() + o;
          int column = (b * geometry.imageChannels() + ci) * (int) geometry.imagePositions() + i;
          forward.add(row, weight, image.get(column));
          transposed.add(column, weight, grid.get(row));
        }
      }
    }
  }

  /** The row-major index of the image position that a tap sees; -1 where that is none. */
  private int imageIndex(int gridIndex, int tapIndex) {
    List<ConvolutionAxis> axes = geometry.axes();
    int o = gridIndex;
    int t = tapIndex;
    int index = 0;
    int size = 1;
    for (int a = axes.size() - 1; a >= 0; a--) {
      ConvolutionAxis axis = axes.get(a);
      long place = axis.imagePosition(o % axis.grid(), t % axis.kernel());
      long i = PlainBoundary.seen(geometry.boundary(), place, axis.image());
      if (i < 0) {
        return -1;
      }
      index += (int) i * size;
      size *= axis.image();
      o /= axis.grid();
      t /= axis.kernel();
    }
    return index;
  }
}
