package org.convmat.backend.ejml;

import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.sparse.csc.CommonOps_DSCC;

/**
 * Products with a sparse matrix by EJML.
 *
 * <p>EJML knows compressed columns only, and multiplies several times faster from the left, {@code
 * y^T = x^T B}, than from the right: each entry of y is then summed in a register. The CSR arrays
 * of A are the CSC arrays of A<sup>T</sup>, so {@code y = A x} takes B = A<sup>T</sup> without any
 * conversion. {@code y = A^T x} takes B = A, whose CSC form is made by the first such product.
 */
final class SparseMultiplier implements Multiplier {

  private final LeftProduct byA;
  private final Lazy<LeftProduct> byTransposed;

  SparseMultiplier(CsrMatrix a, Execution execution) {
    DMatrixSparseCSC transposed = transposeOf(a);
    this.byA = new LeftProduct(transposed, execution);
    this.byTransposed =
        new Lazy<>(
            () -> new LeftProduct(CommonOps_DSCC.transpose(transposed, null, null), execution));
  }

  @Override
  public void multiply(DenseMatrix x, DenseMatrix y) {
    byA.multiply(x, y);
  }

  @Override
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    byTransposed.get().multiply(x, y);
  }

  /** A<sup>T</sup> in EJML's form, sharing the arrays of A. */
  private static DMatrixSparseCSC transposeOf(CsrMatrix a) {
    DMatrixSparseCSC transposed = new DMatrixSparseCSC(a.columns(), 0);
    transposed.numCols = a.rows();
    transposed.col_idx = a.rowPointers();
    transposed.nz_rows = a.columnIndices();
    transposed.nz_values = a.values().doubles();
    transposed.nz_length = a.entries();
    transposed.indicesSorted = true;
    return transposed;
  }
}
