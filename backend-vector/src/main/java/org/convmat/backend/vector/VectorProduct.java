package org.convmat.backend.vector;

import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.support.Strided;

/**
 * A dense matrix times one vector: bounded by the memory that A takes, so A is read where it lies.
 * Rows that are contiguous give dot products; columns that are contiguous are added up.
 */
final class VectorProduct {

  /** Rows of one task. */
  private static final int BAND = 512;

  private VectorProduct() {}

  /** y = A x, column after column of x. */
  static void multiply(DenseMatrix a, DenseMatrix x, DenseMatrix y, Execution execution) {
    Kernel kernel = Kernel.of(a.elementType());
    int bands = (y.rows() + BAND - 1) / BAND;
    for (int column = 0; column < x.columns(); column++) {
      int c = column;
      Elements vector = contiguous(x, c);
      int start = vector == x.elements() ? x.index(0, c) : 0;
      execution.forEach(
          bands,
          band -> {
            int from = band * BAND;
            int count = Math.min(BAND, y.rows() - from);
            if (a.columnStride() == 1 || a.columns() == 1) {
              dots(kernel, a, from, count, vector, start, y, c);
            } else {
              sums(kernel, a, from, count, vector, start, y, c);
            }
          });
    }
  }

  private static void dots(
      Kernel kernel,
      DenseMatrix a,
      int from,
      int count,
      Elements x,
      int start,
      DenseMatrix y,
      int column) {
    for (int r = from; r < from + count; r++) {
      double dot = kernel.dot(a.elements(), a.index(r, 0), x, start, a.columns());
      y.elements().set(y.index(r, column), dot);
    }
  }

  private static void sums(
      Kernel kernel,
      DenseMatrix a,
      int from,
      int count,
      Elements x,
      int start,
      DenseMatrix y,
      int column) {
    Elements sums = kernel.scratch(count);
    for (int k = 0; k < a.columns(); k++) {
      kernel.add(sums, 0, x.get(start + k), a.elements(), a.index(from, k), count);
    }
    Strided.copy(sums, 0, 1, y.elements(), y.index(from, column), y.rowStride(), count);
  }

  private static Elements contiguous(DenseMatrix x, int column) {
    if (x.rowStride() == 1 || x.rows() == 1) {
      return x.elements();
    }
    Elements copy = Elements.allocate(x.elementType(), x.rows());
    Strided.copy(x.elements(), x.index(0, column), x.rowStride(), copy, 0, 1, x.rows());
    return copy;
  }
}
