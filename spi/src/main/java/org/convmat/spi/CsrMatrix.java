package org.convmat.spi;

import java.util.Objects;

/**
 * A sparse matrix in compressed sparse row form. Row r holds the entries {@code rowPointers[r]}
 * (inclusive) to {@code rowPointers[r+1]} (exclusive) of {@code columnIndices} and {@code values};
 * columns are strictly ascending within a row. The arrays are wrapped, never copied, and must not
 * be changed by whoever receives the matrix.
 *
 * <p>Stored entries may be zero (a kernel may hold zeros): they are part of the matrix, so NaN or
 * infinity in x reaches the product through them.
 */
public final class CsrMatrix implements Operand {

  private final int rows;
  private final int columns;
  private final int[] rowPointers;
  private final int[] columnIndices;
  private final Elements values;

  /**
   * Wraps the three arrays.
   *
   * @param rowPointers rows+1 ascending positions, first 0, last the number of entries
   * @param columnIndices column of each entry
   * @param values value of each entry
   * @throws IllegalArgumentException if the lengths do not fit together. The indices themselves are
   *     the maker's promise and are not scanned: see {@link #validate()}.
   */
  public CsrMatrix(int rows, int columns, int[] rowPointers, int[] columnIndices, Elements values) {
    this.rows = rows;
    this.columns = columns;
    this.rowPointers = Objects.requireNonNull(rowPointers, "rowPointers");
    this.columnIndices = Objects.requireNonNull(columnIndices, "columnIndices");
    this.values = Objects.requireNonNull(values, "values");
    if (rows < 0 || columns < 0 || rowPointers.length != rows + 1L) {
      throw new IllegalArgumentException(
          String.format(
              "%dx%d matrix needs %d row pointers, has %d",
              rows, columns, rows + 1L, rowPointers.length));
    }
    int entries = rowPointers[rows];
    if (entries != columnIndices.length || entries != values.length()) {
      throw new IllegalArgumentException(
          String.format(
              "row pointers end at %d, but there are %d column indices and %d values",
              entries, columnIndices.length, values.length()));
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  /** The array of row starts itself, rows+1 long. */
  public int[] rowPointers() {
    return rowPointers;
  }

  /** The array of column indices itself. */
  public int[] columnIndices() {
    return columnIndices;
  }

  /** The values themselves. */
  public Elements values() {
    return values;
  }

  /** Number of stored entries. */
  public int entries() {
    return columnIndices.length;
  }

  @Override
  public ElementType elementType() {
    return values.type();
  }

  @Override
  public Feature requiredFeature() {
    return Feature.sparse(elementType());
  }

  /**
   * Scans all indices; for matrices that came from outside.
   *
   * @return this matrix
   * @throws IllegalArgumentException naming the first row that breaks the rules
   */
  public CsrMatrix validate() {
    if (rowPointers[0] != 0) {
      throw new IllegalArgumentException("first row pointer is " + rowPointers[0] + ", not 0");
    }
    for (int r = 0; r < rows; r++) {
      if (rowPointers[r + 1] < rowPointers[r] || rowPointers[r + 1] > columnIndices.length) {
        throw new IllegalArgumentException("row pointers do not ascend at row " + r);
      }
      validateRow(r);
    }
    return this;
  }

  private void validateRow(int r) {
    int previous = -1;
    for (int e = rowPointers[r]; e < rowPointers[r + 1]; e++) {
      int column = columnIndices[e];
      if (column <= previous || column >= columns) {
        throw new IllegalArgumentException(
            String.format(
                "row %d: column %d after %d, of %d columns", r, column, previous, columns));
      }
      previous = column;
    }
  }

  @Override
  public String toString() {
    return String.format("%dx%d %s CSR, %d entries", rows, columns, elementType(), entries());
  }
}
