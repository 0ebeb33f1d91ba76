package org.convmat.view.explorer;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;

/**
 * The numbers of an array that was given by its size only: those of the tutorial on up-sampling,
 * over and over.
 */
public enum Samples {
  /** The tutorial's image M. */
  IMAGE(4, 4, 5, 8, 7, 1, 8, 8, 8, 3, 6, 6, 4, 6, 5, 7, 8),
  /** The tutorial's input of the transposed convolution. */
  GRID(2, 2, 1, 4, 4),
  /** The tutorial's kernel K. */
  KERNEL(3, 1, 4, 1, 1, 4, 3, 3, 3, 1);

  /** Of both axes. */
  private final int extent;

  private final ImmutableList<Double> values;

  Samples(int extent, double... values) {
    this.extent = extent;
    this.values = ImmutableList.copyOf(Doubles.asList(values));
  }

  /** The input of a convolution, or of a transposed one. */
  public static Samples input(boolean transposed) {
    return transposed ? GRID : IMAGE;
  }

  /** The tutorial's own array. */
  public Tensor tensor() {
    return tensor(extent, extent);
  }

  /**
   * An array of another size: of rank 1 the numbers in their order, of rank 2 the tutorial's array
   * side by side and below itself.
   *
   * @param shape of rank 1 or 2
   * @throws InvalidInputException if that is too large for the page
   */
  public Tensor tensor(int... shape) {
    PageLimits.requireFits("size", Ints.asList(shape));
    double[] filled = new double[Shape.of(shape).size()];
    for (int i = 0; i < filled.length; i++) {
      int from = shape.length == 1 ? i : i / shape[1] % extent * extent + i % shape[1] % extent;
      filled[i] = values.get(from % values.size());
    }
    return Tensor.wrap(filled, shape);
  }
}
