package org.convmat.tck;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/** How a dense matrix lies in its array. Cells that are no entry are gaps. */
enum Layout {
  /** Exactly its array, row by row. */
  ROW_MAJOR,
  /** Exactly its array, column by column; a batch of images lies so. */
  COLUMN_MAJOR,
  /** Row by row in the middle of a longer array. */
  ROW_MAJOR_INSIDE,
  /** Column by column in the middle of a longer array. */
  COLUMN_MAJOR_INSIDE,
  /** Contiguous rows with gaps between them. */
  ROWS_APART,
  /** Contiguous columns with gaps between them; a band of output planes lies so. */
  COLUMNS_APART,
  /** Gaps between any two entries, rows slow. */
  SCATTERED_ROWS,
  /** Gaps between any two entries, columns slow. */
  SCATTERED_COLUMNS,
  /** Stride 0 where an extent is 1, and an offset past the array where the matrix is empty. */
  LOOSE;

  private static final int MARGIN = 3;

  /** A view of a new array, every cell of which is {@code filler}. */
  DenseMatrix view(ElementType type, int rows, int columns, double filler) {
    return switch (this) {
      case ROW_MAJOR -> view(type, rows, columns, columns, 1, 0, filler);
      case COLUMN_MAJOR -> view(type, rows, columns, 1, rows, 0, filler);
      case ROW_MAJOR_INSIDE -> view(type, rows, columns, columns, 1, MARGIN, filler);
      case COLUMN_MAJOR_INSIDE -> view(type, rows, columns, 1, rows, MARGIN, filler);
      case ROWS_APART -> view(type, rows, columns, columns + 2, 1, MARGIN, filler);
      case COLUMNS_APART -> view(type, rows, columns, 1, rows + 5, MARGIN, filler);
      case SCATTERED_ROWS -> view(type, rows, columns, 2 * columns + 1, 2, MARGIN, filler);
      case SCATTERED_COLUMNS -> view(type, rows, columns, 3, 3 * rows + 2, MARGIN, filler);
      case LOOSE -> loose(type, rows, columns, filler);
    };
  }

  private static DenseMatrix view(
      ElementType type, int rows, int columns, int rowStep, int columnStep, int at, double filler) {
    int last = rows == 0 || columns == 0 ? -1 : (rows - 1) * rowStep + (columns - 1) * columnStep;
    Elements cells = filled(type, at + last + 1 + at, filler);
    return new DenseMatrix(cells, at, rows, columns, rowStep, columnStep);
  }

  private static DenseMatrix loose(ElementType type, int rows, int columns, double filler) {
    int length = rows * columns;
    int rowStride = rows <= 1 ? 0 : columns;
    int columnStride = columns <= 1 ? 0 : 1;
    int offset = length == 0 ? MARGIN : 0;
    return new DenseMatrix(
        filled(type, length, filler), offset, rows, columns, rowStride, columnStride);
  }

  private static Elements filled(ElementType type, int length, double filler) {
    Elements cells = Elements.allocate(type, length);
    cells.fill(0, length, filler);
    return cells;
  }

  /** A new matrix of numbers of the given kind; its gaps are NaN. */
  DenseMatrix of(Numbers numbers, Random random, ElementType type, int rows, int columns) {
    DenseMatrix m = view(type, rows, columns, Double.NaN);
    setEach(m, ignored -> numbers.next(random, type));
    return m;
  }

  /** Sets every entry of {@code m}, none of its gaps, from its old value. */
  static void setEach(DenseMatrix m, DoubleUnaryOperator change) {
    for (int r = 0; r < m.rows(); r++) {
      for (int c = 0; c < m.columns(); c++) {
        m.elements().set(m.index(r, c), change.applyAsDouble(m.get(r, c)));
      }
    }
  }
}
