package org.convmat.core.matrix;

import java.util.List;
import java.util.function.ToIntFunction;
import org.convmat.core.geometry.Geometry;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.support.Transposition;

/**
 * In which order the positions of an image or a grid follow each other in the vector that the
 * convolution matrix is multiplied with. Channels are slowest in both, so each channel is one
 * contiguous block.
 */
public enum VectorOrder {

  /** The last spatial axis is fastest: NumPy's {@code x.ravel()}. What convmat computes with. */
  C,

  /**
   * The first spatial axis is fastest: MATLAB's {@code X(:)}, where X has its channels last (height
   * x width x channels), and NumPy's {@code x.ravel(order="F")} for one channel.
   */
  F;

  /**
   * The matrix whose rows and columns are in this order.
   *
   * @param matrix of {@code geometry}, in the order {@link #C}; not modified
   */
  public CsrMatrix reorder(CsrMatrix matrix, Geometry geometry) {
    if (this == C) {
      return matrix;
    }
    int[] rows = places(geometry, geometry.gridChannels(), ConvolutionAxis::grid);
    int[] columns = places(geometry, geometry.imageChannels(), ConvolutionAxis::image);
    // Transposing sorts: the columns within each row, and then the rows.
    CsrMatrix transposed = Transposition.transpose(relabelled(matrix, columns));
    return Transposition.transpose(relabelled(transposed, rows));
  }

  private static CsrMatrix relabelled(CsrMatrix matrix, int[] places) {
    int[] columns = new int[matrix.entries()];
    for (int e = 0; e < columns.length; e++) {
      columns[e] = places[matrix.columnIndices()[e]];
    }
    return new CsrMatrix(
        matrix.rows(), matrix.columns(), matrix.rowPointers(), columns, matrix.values());
  }

  /** Where each position in the order C stands in the order F. */
  private static int[] places(
      Geometry geometry, int channels, ToIntFunction<ConvolutionAxis> extent) {
    List<Integer> extents = geometry.axes().stream().map(extent::applyAsInt).toList();
    int size = extents.stream().reduce(1, Math::multiplyExact);
    int[] places = new int[Math.multiplyExact(channels, size)];
    for (int i = 0; i < places.length; i++) {
      places[i] = i / size * size + mirrored(i % size, extents);
    }
    return places;
  }

  /** A row-major position among the extents as the column-major one. */
  private static int mirrored(int position, List<Integer> extents) {
    int rest = position;
    int place = 0;
    for (int axis = extents.size() - 1; axis >= 0; axis--) {
      int below = 1;
      for (int faster : extents.subList(0, axis)) {
        below *= faster;
      }
      place += rest % extents.get(axis) * below;
      rest /= extents.get(axis);
    }
    return place;
  }
}
