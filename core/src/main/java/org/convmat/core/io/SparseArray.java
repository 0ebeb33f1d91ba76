package org.convmat.core.io;

import com.google.common.primitives.ImmutableLongArray;
import java.util.Arrays;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.Elements;

/**
 * A sparse matrix and the type of number that it holds in a file.
 *
 * @param matrix the entries, of {@code dtype}'s element type
 * @param dtype what they are in a file
 */
record SparseArray(CsrMatrix matrix, DType dtype) {

  /** The entries alone, in the order of the rows. */
  NumericArray values() {
    return new NumericArray(Tensor.wrap(matrix.values(), Shape.of(matrix.entries())), dtype);
  }

  /** Every zero stored, if that fits. */
  NumericArray dense(Source source) {
    Shape shape =
        ArrayLimits.shape(source, ImmutableLongArray.of(matrix.rows(), matrix.columns()), dtype);
    Elements elements = Elements.allocate(dtype.elementType(), shape.size());
    for (int row = 0; row < matrix.rows(); row++) {
      for (int e = matrix.rowPointers()[row]; e < matrix.rowPointers()[row + 1]; e++) {
        elements.set(row * matrix.columns() + matrix.columnIndices()[e], matrix.values().get(e));
      }
    }
    return new NumericArray(Tensor.wrap(elements, shape), dtype);
  }

  /** The elements of a rank 2 array that are not zero. */
  static SparseArray of(Source source, NumericArray dense) {
    Shape shape = dense.shape();
    if (shape.rank() != 2) {
      throw source.refuse("has shape %s, must be rank 2 for a matrix", shape);
    }
    Elements elements = dense.tensor().elements();
    int[] rowPointers = new int[shape.extent(0) + 1];
    int[] columns = new int[16];
    int entries = 0;
    for (int i = 0; i < elements.length(); i++) {
      if (elements.get(i) != 0) {
        if (entries == columns.length) {
          columns = Arrays.copyOf(columns, (int) Math.min(elements.length(), 2L * entries));
        }
        columns[entries++] = i % shape.extent(1);
        rowPointers[i / shape.extent(1) + 1] = entries;
      }
    }
    return new SparseArray(
        new CsrMatrix(
            shape.extent(0),
            shape.extent(1),
            cumulative(rowPointers),
            Arrays.copyOf(columns, entries),
            nonZero(elements, entries)),
        dense.dtype());
  }

  /** A row without entries ends where the one before it does. */
  private static int[] cumulative(int[] rowPointers) {
    for (int row = 1; row < rowPointers.length; row++) {
      rowPointers[row] = Math.max(rowPointers[row], rowPointers[row - 1]);
    }
    return rowPointers;
  }

  private static Elements nonZero(Elements elements, int count) {
    Elements values = Elements.allocate(elements.type(), count);
    for (int i = 0, entry = 0; i < elements.length(); i++) {
      if (elements.get(i) != 0) {
        values.set(entry++, elements.get(i));
      }
    }
    return values;
  }
}
