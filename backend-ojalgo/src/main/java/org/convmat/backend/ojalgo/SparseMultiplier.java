package org.convmat.backend.ojalgo;

import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.support.Lazy;
import org.convmat.spi.support.Strided;
import org.convmat.spi.support.Transposition;
import org.ojalgo.matrix.store.R064CSR;

/**
 * Products with a sparse matrix by ojAlgo's compressed rows: every entry of y is the inner product
 * of one row and one column of x. {@code R064CSR} wraps the arrays of A; its own {@code multiply}
 * adds into y entry by entry and is several times slower. The rows of A<sup>T</sup> are made by the
 * first {@code y = A^T x}.
 */
final class SparseMultiplier implements Multiplier {

  private final R064CSR a;
  private final Lazy<R064CSR> transposed;
  private final Execution execution;

  SparseMultiplier(CsrMatrix a, Execution execution) {
    this.a = wrap(a);
    this.transposed = new Lazy<>(() -> wrap(Transposition.transpose(a)));
    this.execution = execution;
  }

  private static R064CSR wrap(CsrMatrix a) {
    return new R064CSR(
        a.rows(), a.columns(), a.values().doubles(), a.columnIndices(), a.rowPointers());
  }

  @Override
  public void multiply(DenseMatrix x, DenseMatrix y) {
    multiply(a, x, y);
  }

  @Override
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    multiply(transposed.get(), x, y);
  }

  /** Shares whole columns among the threads, or parts of columns where these are few. */
  private void multiply(R064CSR left, DenseMatrix x, DenseMatrix y) {
    int parts = x.columns() < execution.threads() ? execution.threads() : 1;
    execution.forEach(
        x.columns() * parts,
        task -> {
          int part = task % parts;
          int from = (int) ((long) y.rows() * part / parts);
          int to = (int) ((long) y.rows() * (part + 1) / parts);
          multiply(left, x, task / parts, from, to, y);
        });
  }

  private static void multiply(
      R064CSR left, DenseMatrix x, int column, int from, int to, DenseMatrix y) {
    double[] vector = vector(x, column);
    double[] target = y.elements().doubles();
    int position = y.index(from, column);
    for (int row = from; row < to; row++) {
      target[position] = left.dot(row, vector);
      position += y.rowStride();
    }
  }

  /** An array that begins with the column; x's own where it does so. */
  private static double[] vector(DenseMatrix x, int column) {
    int start = x.index(0, column);
    if (start == 0 && x.rowStride() == 1) {
      return x.elements().doubles();
    }
    double[] copy = new double[x.rows()];
    Strided.copy(x.elements(), start, x.rowStride(), Elements.of(copy), 0, 1, x.rows());
    return copy;
  }
}
