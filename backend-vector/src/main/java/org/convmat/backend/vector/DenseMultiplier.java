package org.convmat.backend.vector;

import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.support.Lazy;
import org.convmat.spi.support.Strided;

/**
 * Products with a dense matrix: packed where there are columns enough to pay for it, vector by
 * vector where there are not. A is packed once for each direction, by the first product that needs
 * it.
 */
final class DenseMultiplier implements Multiplier {

  /** From this many columns on, a product is packed. */
  private static final int FEWEST_PACKED = 3;

  private final DirectedProduct forward;
  private final DirectedProduct transposed;

  DenseMultiplier(DenseMatrix matrix, Execution execution) {
    boolean contiguous = matrix.columnStride() == 1 || matrix.rowStride() == 1;
    DenseMatrix a = contiguous ? matrix : Strided.rowMajorCopy(matrix);
    this.forward = new DirectedProduct(a, execution);
    this.transposed = new DirectedProduct(a.transposed(), execution);
  }

  @Override
  public void multiply(DenseMatrix x, DenseMatrix y) {
    forward.multiply(x, y);
  }

  @Override
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    transposed.multiply(x, y);
  }

  /** y = A x for an A whose rows or columns are contiguous. */
  private static final class DirectedProduct {

    private final DenseMatrix a;
    private final Execution execution;
    private final Lazy<PackedProduct> packed;

    DirectedProduct(DenseMatrix a, Execution execution) {
      this.a = a;
      this.execution = execution;
      this.packed = new Lazy<>(() -> new PackedProduct(a, execution));
    }

    void multiply(DenseMatrix x, DenseMatrix y) {
      if (y.rows() == 0 || y.columns() == 0) {
        return;
      }
      if (a.columns() == 0) {
        zero(y);
      } else if (x.columns() < FEWEST_PACKED) {
        VectorProduct.multiply(a, x, y, execution);
      } else {
        packed.get().multiply(x, y);
      }
    }

    private static void zero(DenseMatrix y) {
      for (int r = 0; r < y.rows(); r++) {
        for (int c = 0; c < y.columns(); c++) {
          y.elements().set(y.index(r, c), 0);
        }
      }
    }
  }
}
