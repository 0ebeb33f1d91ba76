package org.convmat.spi.support;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.convmat.spi.Availability;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.MatmulBackend;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;

/**
 * A backend made of one dense product. Extend it, give the {@link #id()} and {@link #spiLevel()},
 * and write {@link #product}: that is already a correct backend for every convolution.
 */
public abstract class DenseProductBackend implements MatmulBackend {

  /** For subclasses. */
  protected DenseProductBackend() {}

  /**
   * {@code c = op(a) b} on contiguous row-major arrays, where op(a) is a or its transpose.
   *
   * <p>With {@code m x k} the shape of op(a): {@code a} holds m*k values (k x m where transposed),
   * {@code b} holds k*n, {@code c} receives m*n, all overwritten. None of m, k and n is 0: empty
   * products are dealt with here. May be called from several threads at once.
   *
   * @param a the matrix as it is stored, row-major; not modified
   * @param aRows rows of a as stored
   * @param aColumns columns of a as stored
   * @param transposeA whether to multiply by a's transpose
   * @param b the right-hand side, row-major; not modified
   * @param bColumns n
   * @param c the product, row-major; overwritten, and its old content, which may be NaN, is not
   *     read
   */
  protected abstract void product(
      double[] a,
      int aRows,
      int aColumns,
      boolean transposeA,
      double[] b,
      int bColumns,
      double[] c);

  @Override
  public Availability availability() {
    return Availability.available();
  }

  @Override
  public Set<Feature> features() {
    return EnumSet.of(Feature.DENSE_DOUBLE);
  }

  @Override
  public Multiplier prepare(Operand operand, Execution execution) {
    if (!(operand instanceof DenseMatrix matrix)) {
      throw new IllegalArgumentException(id() + " takes dense matrices only, not " + operand);
    }
    DenseMatrix a = Strided.asRowMajor(matrix);
    return new Multiplier() {
      @Override
      public void multiply(DenseMatrix x, DenseMatrix y) {
        run(a, false, x, y);
      }

      @Override
      public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
        run(a, true, x, y);
      }
    };
  }

  private void run(DenseMatrix a, boolean transposeA, DenseMatrix x, DenseMatrix y) {
    if (y.rows() == 0 || y.columns() == 0) {
      return;
    }
    boolean direct = Strided.fillsItsArray(y) && y.isRowMajor();
    double[] c =
        direct ? y.elements().doubles() : new double[Math.multiplyExact(y.rows(), y.columns())];
    if (x.rows() == 0) {
      Arrays.fill(c, 0); // the sum of nothing
    } else {
      double[] b = Strided.asRowMajor(x).elements().doubles();
      product(a.elements().doubles(), a.rows(), a.columns(), transposeA, b, x.columns(), c);
    }
    if (!direct) {
      Strided.copy(DenseMatrix.rowMajor(Elements.of(c), 0, y.rows(), y.columns()), y);
    }
  }
}
