package org.convmat.backend.ojalgo;

import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.support.Strided;
import org.ojalgo.matrix.store.R064Store;

/**
 * Products with a dense matrix by ojAlgo, in the two shapes in which it is fastest.
 *
 * <p>ojAlgo holds columns contiguously and has kernels for products of 6 to 10 rows that keep a
 * whole column of the product in registers, about twice as fast as its general one. So x is cut
 * into strips of that many columns and {@code Y^T = X^T A^T} is taken strip by strip; A<sup>T</sup>
 * with contiguous columns is A with contiguous rows. A few columns are multiplied one at a time by
 * A itself. Both shapes stay below ojAlgo's threshold for threads of its own.
 */
final class DenseMultiplier implements Multiplier {

  private static final int NARROWEST_STRIP = 6;
  private static final int WIDEST_STRIP = 10;

  private final Lazy<double[]> rowMajor;
  private final Lazy<double[]> columnMajor;
  private final Execution execution;

  DenseMultiplier(DenseMatrix a, Execution execution) {
    this.rowMajor = new Lazy<>(() -> rowMajor(a));
    this.columnMajor = new Lazy<>(() -> rowMajor(a.transposed()));
    this.execution = execution;
  }

  private static double[] rowMajor(DenseMatrix a) {
    return Strided.asRowMajor(a).elements().doubles();
  }

  @Override
  public void multiply(DenseMatrix x, DenseMatrix y) {
    multiply(rowMajor, columnMajor, x, y);
  }

  @Override
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    multiply(columnMajor, rowMajor, x, y); // the columns of A are the rows of its transpose
  }

  /** ojAlgo knows no empty matrices: an empty sum is written here. */
  private void multiply(Lazy<double[]> rows, Lazy<double[]> columns, DenseMatrix x, DenseMatrix y) {
    if (y.rows() == 0 || y.columns() == 0) {
      return;
    }
    if (x.rows() == 0) {
      Strided.copy(DenseMatrix.rowMajor(zeros(y), 0, y.rows(), y.columns()), y);
    } else if (x.columns() < NARROWEST_STRIP) {
      R064Store a = R064Store.wrap(columns.get(), y.rows());
      execution.forEach(x.columns(), column -> multiplyColumn(a, column, x, y));
    } else {
      multiplyStrips(R064Store.wrap(rows.get(), x.rows()), x, y);
    }
  }

  /** y_c = A x_c for one column c. */
  private static void multiplyColumn(R064Store a, int column, DenseMatrix x, DenseMatrix y) {
    DenseMatrix vector = Strided.asRowMajor(columns(x, column, column + 1));
    DenseMatrix target = columns(y, column, column + 1);
    boolean inPlace = Strided.fillsItsArray(target) && target.isRowMajor();
    Elements product = inPlace ? y.elements() : Elements.allocate(y.elementType(), y.rows());
    R064Store.wrap(product.doubles(), y.rows())
        .fillByMultiplying(a, R064Store.wrap(vector.elements().doubles(), x.rows()));
    if (!inPlace) {
      Strided.copy(DenseMatrix.rowMajor(product, 0, y.rows(), 1), target);
    }
  }

  /** Y^T = X^T A^T; the strips are equally wide, the last one filled up with zeros. */
  private void multiplyStrips(R064Store transposedA, DenseMatrix x, DenseMatrix y) {
    int strips = ceilDiv(x.columns(), WIDEST_STRIP);
    int width = ceilDiv(x.columns(), strips);
    execution.forEach(
        strips,
        strip -> {
          int from = strip * width;
          int to = Math.min(from + width, x.columns());
          Elements packed = Elements.allocate(x.elementType(), Math.multiplyExact(x.rows(), width));
          Strided.copy(columns(x, from, to), strip(packed, x.rows(), to - from, width));
          Elements product =
              Elements.allocate(y.elementType(), Math.multiplyExact(y.rows(), width));
          R064Store.wrap(product.doubles(), width)
              .fillByMultiplying(R064Store.wrap(packed.doubles(), width), transposedA);
          Strided.copy(strip(product, y.rows(), to - from, width), columns(y, from, to));
        });
  }

  /** The first columns of a row-major matrix of the given width. */
  private static DenseMatrix strip(Elements elements, int rows, int columns, int width) {
    return new DenseMatrix(elements, 0, rows, columns, width, 1);
  }

  private static DenseMatrix columns(DenseMatrix m, int from, int to) {
    return new DenseMatrix(
        m.elements(), m.index(0, from), m.rows(), to - from, m.rowStride(), m.columnStride());
  }

  private static int ceilDiv(int extent, int divisor) {
    return (extent - 1) / divisor + 1;
  }

  private static Elements zeros(DenseMatrix m) {
    return Elements.allocate(m.elementType(), Math.multiplyExact(m.rows(), m.columns()));
  }
}
