package org.convmat.backend.ejml;

import java.util.Arrays;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.support.Lazy;
import org.convmat.spi.support.Strided;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.sparse.csc.CommonOps_DSCC;
import org.ejml.sparse.csc.mult.MatrixVectorMult_DSCC;

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

  /**
   * Y = B<sup>T</sup> X with B in compressed columns, one column of X at a time, contiguous columns
   * in place. Immutable and thread-safe.
   *
   * <p>The columns of B, which are the rows of Y, are cut into one block for each thread. The
   * blocks share the entries of B; an entry of Y is summed in the same order wherever the cuts
   * fall.
   */
  private static final class LeftProduct {

    private final DMatrixSparseCSC[] blocks;
    private final Execution execution;

    LeftProduct(DMatrixSparseCSC b, Execution execution) {
      int parts = Math.max(1, Math.min(execution.threads(), b.numCols));
      this.blocks = new DMatrixSparseCSC[parts];
      for (int i = 0; i < parts; i++) {
        blocks[i] =
            parts == 1 ? b : columns(b, cut(b.numCols, i, parts), cut(b.numCols, i + 1, parts));
      }
      this.execution = execution;
    }

    /** Overwrites every entry of y and nothing between them. */
    void multiply(DenseMatrix x, DenseMatrix y) {
      if (y.rows() == 0) {
        return; // an empty view may start outside its array, where EJML refuses it
      }
      DenseMatrix columns = withContiguousColumns(x);
      execution.forEach(
          blocks.length * x.columns(),
          task -> {
            int column = task / blocks.length;
            int block = task % blocks.length;
            multiply(columns, column, blocks[block], cut(y.rows(), block, blocks.length), y);
          });
    }

    private static void multiply(
        DenseMatrix x, int column, DMatrixSparseCSC block, int firstRow, DenseMatrix y) {
      double[] vector = x.elements().doubles();
      int start = x.index(0, column);
      if (y.rowStride() == 1) {
        double[] target = y.elements().doubles();
        MatrixVectorMult_DSCC.mult(vector, start, block, target, y.index(firstRow, column));
      } else {
        double[] product = new double[block.numCols];
        MatrixVectorMult_DSCC.mult(vector, start, block, product, 0);
        int target = y.index(firstRow, column);
        Strided.copy(
            Elements.of(product), 0, 1, y.elements(), target, y.rowStride(), product.length);
      }
    }

    private static DenseMatrix withContiguousColumns(DenseMatrix x) {
      boolean inPlace = x.rowStride() == 1 && x.rows() > 0;
      return inPlace ? x : Strided.rowMajorCopy(x.transposed()).transposed();
    }

    private static DMatrixSparseCSC columns(DMatrixSparseCSC b, int from, int to) {
      DMatrixSparseCSC part = new DMatrixSparseCSC(b.numRows, 0);
      part.numCols = to - from;
      part.col_idx = Arrays.copyOfRange(b.col_idx, from, to + 1);
      part.nz_rows = b.nz_rows;
      part.nz_values = b.nz_values;
      part.nz_length = b.nz_length;
      part.indicesSorted = b.indicesSorted;
      return part;
    }

    private static int cut(int extent, int part, int parts) {
      return (int) ((long) extent * part / parts);
    }
  }
}
