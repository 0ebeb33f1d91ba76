package org.convmat.backend.vector;

import java.util.Optional;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/**
 * A small matrix written out, zeros included, column after column: a vector of a column times one
 * element of x is added to a vector of sums, which for a hundred entries is several times as fast
 * as to follow their indices. Immutable.
 *
 * <p>A zero of the matrix is not multiplied in the definition, so a product with an x that is not
 * finite is left to the entries.
 */
final class ListedTable {

  /** Elements of a table, at most. */
  private static final int LARGEST = 4096;

  /** Elements of a table for each entry, at most. */
  private static final int SPARSEST = 8;

  private final Elements table;
  private final int rows;
  private final int columns;

  private ListedTable(CsrMatrix matrix) {
    this.rows = matrix.rows();
    this.columns = matrix.columns();
    this.table = Elements.allocate(matrix.elementType(), rows * columns);
    for (int row = 0; row < rows; row++) {
      for (int e = matrix.rowPointers()[row]; e < matrix.rowPointers()[row + 1]; e++) {
        table.set(row + matrix.columnIndices()[e] * rows, matrix.values().get(e));
      }
    }
  }

  /** The table of a matrix that is small, not too sparse, and at least a vector high. */
  static Optional<ListedTable> of(CsrMatrix matrix) {
    long size = (long) matrix.rows() * matrix.columns();
    long entries = matrix.values().length();
    boolean pays = size <= LARGEST && size <= SPARSEST * entries;
    return pays && matrix.rows() >= Kernel.of(matrix.elementType()).lanes()
        ? Optional.of(new ListedTable(matrix))
        : Optional.empty();
  }

  /**
   * y = A x, column after column; false if that is not for a table, with anything in y.
   *
   * @param y overwritten
   */
  boolean multiply(DenseMatrix x, DenseMatrix y) {
    boolean fits = y.rowStride() == 1;
    for (int column = 0; column < x.columns() && fits; column++) {
      int from = x.index(0, column);
      int to = y.index(0, column);
      fits =
          table.type() == ElementType.FLOAT
              ? floats(x.elements().floats(), from, x.rowStride(), y.elements().floats(), to)
              : doubles(x.elements().doubles(), from, x.rowStride(), y.elements().doubles(), to);
    }
    return fits;
  }

  private boolean floats(float[] x, int from, int step, float[] y, int to) {
    boolean finite = FloatTable.isFinite(x, from, step, columns);
    if (finite) {
      FloatTable.multiply(table.floats(), rows, columns, x, from, step, y, to);
    }
    return finite;
  }

  private boolean doubles(double[] x, int from, int step, double[] y, int to) {
    boolean finite = DoubleTable.isFinite(x, from, step, columns);
    if (finite) {
      DoubleTable.multiply(table.doubles(), rows, columns, x, from, step, y, to);
    }
    return finite;
  }
}
