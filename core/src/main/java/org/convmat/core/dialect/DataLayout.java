package org.convmat.core.dialect;

import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.Elements;

/** Moves the channels of a batch of images between the last and the second axis; copies. */
public final class DataLayout {

  private DataLayout() {}

  /** From (batch, spatial..., channels) to (batch, channels, spatial...). */
  public static Tensor toChannelsFirst(Tensor data) {
    int rank = requireRank(data);
    int[] extents = new int[rank];
    extents[0] = data.shape().extent(0);
    extents[1] = data.shape().extent(rank - 1);
    for (int a = 2; a < rank; a++) {
      extents[a] = data.shape().extent(a - 1);
    }
    Shape shape = Shape.of(extents);
    return Tensor.wrap(transposed(data, extents[0], shape.from(2).size(), extents[1]), shape);
  }

  /** From (batch, channels, spatial...) to (batch, spatial..., channels). */
  public static Tensor toChannelsLast(Tensor data) {
    int rank = requireRank(data);
    int[] extents = new int[rank];
    extents[0] = data.shape().extent(0);
    extents[rank - 1] = data.shape().extent(1);
    for (int a = 2; a < rank; a++) {
      extents[a - 1] = data.shape().extent(a);
    }
    int positions = data.shape().from(2).size();
    return Tensor.wrap(
        transposed(data, extents[0], extents[rank - 1], positions), Shape.of(extents));
  }

  private static int requireRank(Tensor data) {
    if (data.shape().rank() < 3) {
      throw new InvalidInputException(
          "data of shape %s has no channel axis; it needs batch, channels and space", data.shape());
    }
    return data.shape().rank();
  }

  /** Each of {@code batch} matrices of rows x columns, transposed. */
  private static Elements transposed(Tensor data, int batch, int rows, int columns) {
    Elements source = data.elements();
    Elements target = Elements.allocate(source.type(), source.length());
    for (int b = 0; b < batch; b++) {
      int start = b * rows * columns;
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          target.set(start + c * rows + r, source.get(start + r * columns + c));
        }
      }
    }
    return target;
  }
}
