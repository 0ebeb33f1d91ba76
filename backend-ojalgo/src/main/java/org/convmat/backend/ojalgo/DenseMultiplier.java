package org.convmat.backend.ojalgo;

import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.support.Strided;
import org.ojalgo.matrix.store.R064Store;

/**
 * Products with a dense matrix by ojAlgo, in the shapes in which it is fastest.
 *
 * <p>ojAlgo holds columns contiguously, so what it calls a matrix is the transpose of a row-major
 * array. It has kernels for products of 6 to 10 rows that keep a column of the product in
 * registers, about twice as fast as its general one. Therefore x is cut into strips of that many
 * columns, and {@code Y^T = X^T A^T} is taken strip by strip, with A<sup>T</sup> in ojAlgo's sense.
 * Where x has fewer columns, {@code Y = A X} is taken at once; where y has fewer rows and x has
 * them contiguous, x is one strip. No such product is large enough both ways for ojAlgo to use
 * threads of its own.
 */
final class DenseMultiplier implements Multiplier {

  private static final int NARROWEST_STRIP = 6;

  /** Wider kernels are no faster, and the compiler sometimes runs out of registers for them. */
  private static final int USUAL_STRIP = 8;

  private final Lazy<double[]> a;
  private final Lazy<double[]> transposed;
  private final Execution execution;

  DenseMultiplier(DenseMatrix a, Execution execution) {
    this.a = new Lazy<>(() -> rowMajor(a));
    this.transposed = new Lazy<>(() -> rowMajor(a.transposed()));
    this.execution = execution;
  }

  @Override
  public void multiply(DenseMatrix x, DenseMatrix y) {
    multiply(a, transposed, x, y);
  }

  @Override
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    multiply(transposed, a, x, y);
  }

  private void multiply(
      Lazy<double[]> left, Lazy<double[]> leftTransposed, DenseMatrix x, DenseMatrix y) {
    if (y.rows() == 0 || y.columns() == 0) {
      return;
    }
    if (x.rows() == 0) { // ojAlgo knows no empty sum
      double[] zeros = new double[Math.multiplyExact(y.rows(), y.columns())];
      Strided.copy(DenseMatrix.rowMajor(Elements.of(zeros), 0, y.rows(), y.columns()), y);
    } else if (x.columns() < NARROWEST_STRIP) {
      R064Store columns = R064Store.wrap(rowMajor(x.transposed()), x.rows());
      product(R064Store.wrap(leftTransposed.get(), y.rows()), columns, y.transposed());
    } else {
      multiplyStrips(R064Store.wrap(left.get(), x.rows()), x, y);
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
          R064Store rows = R064Store.wrap(rowMajor(columns(x, from, to)), to - from);
          product(rows, right, columns(y, from, to));
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

  /** The entries row by row and nothing else: the view's own array where it is that. */
  private static double[] rowMajor(DenseMatrix matrix) {
    return Strided.asRowMajor(matrix).elements().doubles();
  }

  private static DenseMatrix columns(DenseMatrix m, int from, int to) {
    return new DenseMatrix(
        m.elements(), m.index(0, from), m.rows(), to - from, m.rowStride(), m.columnStride());
  }
}
