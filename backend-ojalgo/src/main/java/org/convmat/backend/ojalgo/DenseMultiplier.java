package org.convmat.backend.ojalgo;

import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.support.Lazy;
import org.convmat.spi.support.Strided;
import org.ojalgo.matrix.store.R064Store;

/**
 * Products with a dense matrix by ojAlgo, in the shapes in which it is fastest.
 *
 * <p>ojAlgo holds columns contiguously, so what it calls a matrix is the transpose of a row-major
 * array. It has kernels for products of 6 to 10 rows that keep a column of the product in
 * registers, about twice as fast as its general one. Therefore x is cut into strips of that many
 * columns, and {@code Y^T = X^T A^T} is taken strip by strip, with A<sup>T</sup> in ojAlgo's sense.
 * Where x has fewer columns, or y one row and x contiguous columns, {@code Y = A X} is taken at
 * once; where y has fewer rows and x contiguous ones, x is one strip. No such product is large
 * enough both ways for ojAlgo to use threads of its own.
 */
final class DenseMultiplier implements Multiplier {

  private static final int NARROWEST_STRIP = 6;

  /** Wider kernels are no faster, and the compiler sometimes runs out of registers for them. */
  private static final int USUAL_STRIP = 8;

  /** The rows of A, or those of its transpose: columns in ojAlgo's sense. */
  private final Lazy<R064Store> rowsOfA;

  private final Lazy<R064Store> rowsOfTransposed;
  private final Execution execution;

  DenseMultiplier(DenseMatrix a, Execution execution) {
    this.rowsOfA = new Lazy<>(() -> transposed(a));
    this.rowsOfTransposed = new Lazy<>(() -> transposed(a.transposed()));
    this.execution = execution;
  }

  @Override
  public void multiply(DenseMatrix x, DenseMatrix y) {
    multiply(rowsOfA, rowsOfTransposed, x, y);
  }

  @Override
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    multiply(rowsOfTransposed, rowsOfA, x, y);
  }

  private void multiply(
      Lazy<R064Store> rows, Lazy<R064Store> columns, DenseMatrix x, DenseMatrix y) {
    if (y.rows() == 0 || y.columns() == 0) {
      return;
    }
    if (x.rows() == 0) { // ojAlgo knows no empty sum
      double[] zeros = new double[Math.multiplyExact(y.rows(), y.columns())];
      Strided.copy(DenseMatrix.rowMajor(Elements.of(zeros), 0, y.rows(), y.columns()), y);
    } else if (x.columns() < NARROWEST_STRIP || (y.rows() == 1 && x.rowStride() == 1)) {
      product(columns.get(), transposed(x.transposed()), y.transposed());
    } else {
      multiplyStrips(rows.get(), x, y);
    }
  }

  private void multiplyStrips(R064Store right, DenseMatrix x, DenseMatrix y) {
    // Strips of 6 to 10 columns for every number of columns from 6 on, but for 11 = 5 + 6.
    boolean undivided = y.rows() < NARROWEST_STRIP && x.columnStride() == 1;
    int strips = undivided ? 1 : (x.columns() + NARROWEST_STRIP - 1) / USUAL_STRIP;
    execution.forEach(
        strips,
        strip -> {
          int from = (int) ((long) x.columns() * strip / strips);
          int to = (int) ((long) x.columns() * (strip + 1) / strips);
          product(transposed(columns(x, from, to)), right, columns(y, from, to));
        });
  }

  /** Writes {@code left right}, in ojAlgo's sense, into p, which is its transpose. */
  private static void product(R064Store left, R064Store right, DenseMatrix p) {
    if (Strided.fillsItsArray(p) && p.isRowMajor()) {
      R064Store.wrap(p.elements().doubles(), p.columns()).fillByMultiplying(left, right);
    } else {
      double[] product = new double[Math.multiplyExact(p.rows(), p.columns())];
      R064Store.wrap(product, p.columns()).fillByMultiplying(left, right);
      Strided.copy(DenseMatrix.rowMajor(Elements.of(product), 0, p.rows(), p.columns()), p);
    }
  }

  /** The transpose of a matrix that is not empty; its own array where that is row-major. */
  private static R064Store transposed(DenseMatrix matrix) {
    return R064Store.wrap(Strided.asRowMajor(matrix).elements().doubles(), matrix.columns());
  }

  private static DenseMatrix columns(DenseMatrix m, int from, int to) {
    return new DenseMatrix(
        m.elements(), m.index(0, from), m.rows(), to - from, m.rowStride(), m.columnStride());
  }
}
