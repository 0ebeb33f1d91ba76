package org.convmat.backend.vector;

import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.support.Lazy;
import org.convmat.spi.support.Transposition;

/**
 * Products with a sparse matrix, row by row: each entry of y is one chain of fused multiply-adds.
 * No vectors here, because the columns of x are reached through an index. A<sup>T</sup> is
 * converted to rows by the first product with it.
 */
final class SparseMultiplier implements Multiplier {

  /** Rows of one task. */
  private static final int BAND = 4096;

  private final CsrMatrix matrix;
  private final Lazy<CsrMatrix> transposed;
  private final Execution execution;

  SparseMultiplier(CsrMatrix matrix, Execution execution) {
    this.matrix = matrix;
    this.transposed = new Lazy<>(() -> Transposition.transpose(matrix));
    this.execution = execution;
  }

  @Override
  public void multiply(DenseMatrix x, DenseMatrix y) {
    multiply(matrix, x, y);
  }

  @Override
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    if (y.rows() > 0 && y.columns() > 0) {
      multiply(transposed.get(), x, y);
    }
  }

  private void multiply(CsrMatrix a, DenseMatrix x, DenseMatrix y) {
    if (a.rows() <= BAND && x.columns() == 1) {
      rows(a, x, y, 0, 0); // as it is, without a task
      return;
    }
    int bands = (a.rows() + BAND - 1) / BAND;
    execution.forEach(
        bands * x.columns(), task -> rows(a, x, y, task / bands, task % bands * BAND));
  }

  private static void rows(CsrMatrix a, DenseMatrix x, DenseMatrix y, int column, int from) {
    int to = Math.min(a.rows(), from + BAND);
    if (a.elementType() == ElementType.FLOAT) {
      floats(a, x, y, column, from, to);
    } else {
      doubles(a, x, y, column, from, to);
    }
  }

  private static void floats(
      CsrMatrix a, DenseMatrix x, DenseMatrix y, int column, int from, int to) {
    float[] values = a.values().floats();
    float[] source = x.elements().floats();
    float[] target = y.elements().floats();
    int[] pointers = a.rowPointers();
    int[] columns = a.columnIndices();
    int start = x.offset() + column * x.columnStride();
    int step = x.rowStride();
    for (int r = from; r < to; r++) {
      float sum = 0;
      for (int e = pointers[r]; e < pointers[r + 1]; e++) {
        sum = Math.fma(values[e], source[start + columns[e] * step], sum);
      }
      target[y.index(r, column)] = sum;
    }
  }

  private static void doubles(
      CsrMatrix a, DenseMatrix x, DenseMatrix y, int column, int from, int to) {
    double[] values = a.values().doubles();
    double[] source = x.elements().doubles();
    double[] target = y.elements().doubles();
    int[] pointers = a.rowPointers();
    int[] columns = a.columnIndices();
    int start = x.offset() + column * x.columnStride();
    int step = x.rowStride();
    for (int r = from; r < to; r++) {
      double sum = 0;
      for (int e = pointers[r]; e < pointers[r + 1]; e++) {
        sum = Math.fma(values[e], source[start + columns[e] * step], sum);
      }
      target[y.index(r, column)] = sum;
    }
  }
}
