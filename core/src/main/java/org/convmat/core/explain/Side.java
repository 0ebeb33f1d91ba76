package org.convmat.core.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Geometry;
import org.convmat.spi.ConvolutionAxis;

/** The two sides of a convolution matrix: rows are the grid's cells, columns the image's. */
public enum Side {
  /** The small side: the result of a convolution, the input of a transposed one. */
  GRID,
  /** The large side: the input of a convolution, the result of a transposed one. */
  IMAGE;

  /** The side that a product reads. */
  public static Side input(boolean transposed) {
    return transposed ? GRID : IMAGE;
  }

  /** The side that a product writes. */
  public static Side output(boolean transposed) {
    return transposed ? IMAGE : GRID;
  }

  /** Number of channels. */
  public int channels(Geometry geometry) {
    return this == GRID ? geometry.gridChannels() : geometry.imageChannels();
  }

  /** Extent along one axis. */
  public int extent(ConvolutionAxis axis) {
    return this == GRID ? axis.grid() : axis.image();
  }

  /** Number of cells over all channels, at most {@code Long.MAX_VALUE}. */
  public long cells(Geometry geometry) {
    return this == GRID ? geometry.rows() : geometry.columns();
  }

  /** The row of a grid's cell, the column of an image's; positions are row-major. */
  public long index(Geometry geometry, Cell cell) {
    long index = cell.channel();
    for (int a = 0; a < geometry.axes().size(); a++) {
      index = index * extent(geometry.axes().get(a)) + cell.position().get(a);
    }
    return index;
  }

  /** The cell of a row or column. */
  public Cell cell(Geometry geometry, long index) {
    List<Integer> position = new ArrayList<>();
    long rest = index;
    for (int a = geometry.axes().size() - 1; a >= 0; a--) {
      int extent = extent(geometry.axes().get(a));
      position.add(0, (int) (rest % extent));
      rest /= extent;
    }
    return new Cell((int) rest, position);
  }

  /**
   * Refuses a cell that is not there.
   *
   * @throws InvalidInputException with what would be right
   */
  public void require(Geometry geometry, Cell cell) {
    List<ConvolutionAxis> axes = geometry.axes();
    if (cell.position().size() != axes.size()) {
      throw new InvalidInputException(
          "the cell %s has %d indices, the %s has %d spatial axes; give one index for each",
          cell.position(), cell.position().size(), this, axes.size());
    }
    requireIndex("channel", cell.channel(), channels(geometry));
    for (int a = 0; a < axes.size(); a++) {
      requireIndex("index on axis " + a, cell.position().get(a), extent(axes.get(a)));
    }
  }

  private void requireIndex(String what, int index, int extent) {
    if (index < 0 || index >= extent) {
      throw new InvalidInputException(
          "the %s is %d, in this %s it must be 0 to %d", what, index, this, extent - 1);
    }
  }

  /** The word for it, {@code grid} or {@code image}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
