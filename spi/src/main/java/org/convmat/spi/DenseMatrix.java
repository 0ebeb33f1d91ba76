package org.convmat.spi;

import java.util.Objects;

/**
 * A dense matrix: a strided view of an array. Entry (r, c) is {@code elements[offset + r*rowStride
 * + c*columnStride]}.
 *
 * <p>A batch of images (each contiguous, one a column: row stride 1) and a band of an output plane
 * (row stride = plane size) are both such views, so nothing is copied to multiply them. Distinct
 * entries are always distinct array cells. A stride means nothing where its extent is 1, and an
 * empty matrix may begin past its array. Reading is thread-safe while nobody writes the array.
 */
public final class DenseMatrix implements Operand {

  private final Elements elements;
  private final int offset;
  private final int rows;
  private final int columns;
  private final int rowStride;
  private final int columnStride;

  /**
   * A view of {@code elements}.
   *
   * @throws IllegalArgumentException if an extent or stride is negative, if the view reaches past
   *     the array, or if two entries would share a cell
   */
  public DenseMatrix(
      Elements elements, int offset, int rows, int columns, int rowStride, int columnStride) {
    this.elements = Objects.requireNonNull(elements, "elements");
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
    this.rowStride = rowStride;
    this.columnStride = columnStride;
    checkView();
  }

  /** A contiguous row-major view: entry (r, c) is {@code elements[offset + r*columns + c]}. */
  public static DenseMatrix rowMajor(Elements elements, int offset, int rows, int columns) {
    return new DenseMatrix(elements, offset, rows, columns, columns, 1);
  }

  /** A contiguous column-major view: entry (r, c) is {@code elements[offset + r + c*rows]}. */
  public static DenseMatrix columnMajor(Elements elements, int offset, int rows, int columns) {
    return new DenseMatrix(elements, offset, rows, columns, 1, rows);
  }

  /** The array that is viewed. */
  public Elements elements() {
    return elements;
  }

  /** Position of entry (0, 0) in the array. */
  public int offset() {
    return offset;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  /** Distance in the array from (r, c) to (r+1, c). */
  public int rowStride() {
    return rowStride;
  }

  /** Distance in the array from (r, c) to (r, c+1). */
  public int columnStride() {
    return columnStride;
  }

  @Override
  public ElementType elementType() {
    return elements.type();
  }

  @Override
  public Feature requiredFeature() {
    return Feature.dense(elementType());
  }

  /** Position of entry (r, c) in the array; not range-checked. */
  public int index(int r, int c) {
    return offset + r * rowStride + c * columnStride;
  }

  /** Entry (r, c), widened; for tests and small work, not for inner loops. */
  public double get(int r, int c) {
    return elements.get(index(r, c));
  }

  /** The same cells read as the transposed matrix. */
  public DenseMatrix transposed() {
    return new DenseMatrix(elements, offset, columns, rows, columnStride, rowStride);
  }

  /** True if entry (r, c) is {@code elements[offset + r*columns + c]}. */
  public boolean isRowMajor() {
    return (columnStride == 1 || columns <= 1) && (rowStride == columns || rows <= 1);
  }

  /** True if entry (r, c) is {@code elements[offset + r + c*rows]}. */
  public boolean isColumnMajor() {
    return (rowStride == 1 || rows <= 1) && (columnStride == rows || columns <= 1);
  }

  private void checkView() {
    if (offset < 0 || rows < 0 || columns < 0 || rowStride < 0 || columnStride < 0) {
      throw new IllegalArgumentException("negative extent, offset or stride: " + this);
    }
    if (rows == 0 || columns == 0) {
      return;
    }
    long rowSpan = (rows - 1L) * rowStride;
    long columnSpan = (columns - 1L) * columnStride;
    if (offset + rowSpan + columnSpan >= elements.length()) {
      throw new IllegalArgumentException(
          "view reaches past its array of " + elements.length() + " elements: " + this);
    }
    boolean rowsInside = rows == 1 || rowStride >= 1;
    boolean columnsInside = columns == 1 || columnStride >= 1;
    boolean disjoint =
        rows == 1 || columns == 1 || rowStride > columnSpan || columnStride > rowSpan;
    if (!rowsInside || !columnsInside || !disjoint) {
      throw new IllegalArgumentException("entries of the view share cells: " + this);
    }
  }

  @Override
  public String toString() {
    return String.format(
        "%dx%d %s view at offset %d, row stride %d, column stride %d",
        rows, columns, elementType(), offset, rowStride, columnStride);
  }
}
