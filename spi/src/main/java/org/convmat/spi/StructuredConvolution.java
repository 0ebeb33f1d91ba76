package org.convmat.spi;

import java.util.List;
import java.util.Objects;

/**
 * A convolution matrix that is described and never expanded: the six integers of each axis, the
 * channels, and the kernel W. Its entries are
 *
 * <pre>
 * {@code C[(co, o), (ci, i)] = sum of W[co, ci - g*cg, t] over the taps t with i = o*s + t*d - p on every axis}
 * </pre>
 *
 * where co is in group {@code g = co / (gridChannels/groups)}, {@code cg = imageChannels/groups},
 * and only ci in {@code g*cg .. (g+1)*cg - 1} have entries. Rows are (grid channel, grid position),
 * columns (image channel, image position), positions in row-major order over the axes. Multiplying
 * by C gathers (convolution); by its transpose, scatters (transposed convolution).
 *
 * <p>W is contiguous in the order (grid channel, image channel within the group, tap of each axis);
 * PyTorch's weight of a transposed convolution has this same memory order.
 */
public final class StructuredConvolution implements Operand {

  private final List<ConvolutionAxis> axes;
  private final int gridChannels;
  private final int imageChannels;
  private final int groups;
  private final Elements weights;
  private final int rows;
  private final int columns;

  /**
   * Wraps the kernel's elements without copying.
   *
   * @throws IllegalArgumentException if there is no axis, if groups does not divide both numbers of
   *     channels, or if the number of weights is not the product of the extents
   * @throws ArithmeticException if the matrix has more than 2<sup>31</sup>-1 rows or columns
   */
  public StructuredConvolution(
      List<ConvolutionAxis> axes,
      int gridChannels,
      int imageChannels,
      int groups,
      Elements weights) {
    this.axes = List.copyOf(axes);
    this.gridChannels = gridChannels;
    this.imageChannels = imageChannels;
    this.groups = groups;
    this.weights = Objects.requireNonNull(weights, "weights");
    if (axes.isEmpty() || groups < 1 || gridChannels < 1 || imageChannels < 1) {
      throw new IllegalArgumentException("needs at least one axis, group and channel");
    }
    if (gridChannels % groups != 0 || imageChannels % groups != 0) {
      throw new IllegalArgumentException(
          String.format(
              "%d groups do not divide %d grid and %d image channels",
              groups, gridChannels, imageChannels));
    }
    int gridPositions = 1;
    int imagePositions = 1;
    int taps = 1;
    for (ConvolutionAxis axis : axes) {
      gridPositions = Math.multiplyExact(gridPositions, axis.grid());
      imagePositions = Math.multiplyExact(imagePositions, axis.image());
      taps = Math.multiplyExact(taps, axis.kernel());
    }
    this.rows = Math.multiplyExact(gridChannels, gridPositions);
    this.columns = Math.multiplyExact(imageChannels, imagePositions);
    long expected = (long) gridChannels * (imageChannels / groups) * taps;
    if (expected != weights.length()) {
      throw new IllegalArgumentException(
          "kernel needs " + expected + " weights, has " + weights.length());
    }
  }

  /** The spatial axes, slowest first. */
  public List<ConvolutionAxis> axes() {
    return axes;
  }

  /** Channels on the small side. */
  public int gridChannels() {
    return gridChannels;
  }

  /** Channels on the large side. */
  public int imageChannels() {
    return imageChannels;
  }

  /** Number of groups; divides both numbers of channels. */
  public int groups() {
    return groups;
  }

  /** The kernel, (gridChannels, imageChannels/groups, taps...), contiguous. */
  public Elements weights() {
    return weights;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public ElementType elementType() {
    return weights.type();
  }

  @Override
  public Feature requiredFeature() {
    return Feature.structured(elementType());
  }

  @Override
  public String toString() {
    return String.format(
        "%dx%d %s convolution, %d to %d channels in %d groups, axes %s",
        rows, columns, elementType(), imageChannels, gridChannels, groups, axes);
  }
}
