package org.convmat.view.resample;

import java.util.Arrays;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ElementType;

/** C<sup>T</sup> 1 or C 1 along an axis: the sum of the weights that each cell received. */
final class AxisSums {

  private static final double NOTHING = 1e-9;

  private AxisSums() {}

  /**
   * One over the sum, for every cell of the result.
   *
   * @throws InvalidInputException if a cell received nothing, or as much negative as positive
   */
  static double[] reciprocals(Bind bind, AxisTiles axis) {
    int tiles = axis.count();
    try (TileSteps steps = TileSteps.single(bind, tiles, axis)) {
      Tensor[] buffers = steps.buffers();
      double[] ones = buffers[0].doubles();
      for (int n = 0; n < tiles; n++) {
        int start = axis.inputStart(n);
        int from = Math.max(0, -start);
        int to = Math.min(axis.inputCells(), axis.extent() - start);
        if (from < to) {
          Arrays.fill(ones, n * axis.inputCells() + from, n * axis.inputCells() + to, 1);
        }
      }
      return inverted(steps.run(buffers).as(ElementType.DOUBLE).doubles(), axis.result());
    }
  }

  private static double[] inverted(double[] sums, int cells) {
    double[] reciprocals = Arrays.copyOf(sums, cells);
    for (int i = 0; i < cells; i++) {
      reciprocals[i] = 1 / checked(sums[i], i);
    }
    return reciprocals;
  }

  /** The sum of weights of a cell, which must be something to divide by. */
  static double checked(double sum, int cell) {
    if (Math.abs(sum) < NOTHING) {
      throw new InvalidInputException(
          "the kernel leaves cell %d of the result without weight (%s), nothing can be divided by"
              + " that; take a kernel at least as long as the scale",
          cell, sum);
    }
    return sum;
  }
}
