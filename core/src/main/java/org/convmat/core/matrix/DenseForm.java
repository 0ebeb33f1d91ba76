package org.convmat.core.matrix;

import org.convmat.core.failure.InvalidInputException;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;

/** Every zero stored. */
public final class DenseForm {

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private DenseForm() {}

  /**
   * A sparse matrix as a new row-major dense one.
   *
   * @throws InvalidInputException if it has more entries than a Java array can hold
   */
  public static DenseMatrix of(CsrMatrix matrix) {
    int columns = matrix.columns();
    requireArray(matrix.rows(), columns);
    Elements cells = Elements.allocate(matrix.elementType(), matrix.rows() * columns);
    for (int r = 0; r < matrix.rows(); r++) {
      for (int e = matrix.rowPointers()[r]; e < matrix.rowPointers()[r + 1]; e++) {
        cells.set(r * columns + matrix.columnIndices()[e], matrix.values().get(e));
      }
    }
    return DenseMatrix.rowMajor(cells, 0, matrix.rows(), columns);
  }

  /** Refuses extents whose product no array has. */
  static void requireArray(long rows, long columns) {
    if (rows > LARGEST_ARRAY / columns) {
      throw new InvalidInputException(
          "a dense matrix of %d x %d entries cannot exist: a Java array holds at most %d",
          rows, columns, LARGEST_ARRAY);
    }
  }
}
