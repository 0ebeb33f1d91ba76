package org.convmat.spi.support;

import org.convmat.spi.CsrMatrix;
import org.convmat.spi.Elements;

/**
 * From compressed rows to compressed columns. Stateless and thread-safe.
 *
 * <p>The CSR form of A<sup>T</sup> has the very arrays of the CSC form of A, so a library that
 * knows only CSC holds A without any conversion as "the CSC matrix A<sup>T</sup>".
 */
public final class Transposition {

  private Transposition() {}

  /**
   * The CSR form of A<sup>T</sup>, which is the CSC form of A: one counting pass, one placing pass,
   * rows come out sorted (Gustavson, <i>Two fast algorithms for sparse matrices</i>, ACM TOMS 4(3),
   * 1978).
   */
  public static CsrMatrix transpose(CsrMatrix a) {
    int[] starts = rowStarts(a);
    int[] rowOf = new int[a.entries()];
    Elements values = Elements.allocate(a.elementType(), a.entries());
    int[] next = starts.clone();
    for (int r = 0; r < a.rows(); r++) {
      for (int e = a.rowPointers()[r]; e < a.rowPointers()[r + 1]; e++) {
        int place = next[a.columnIndices()[e]]++;
        rowOf[place] = r;
        values.set(place, a.values().get(e));
      }
    }
    return new CsrMatrix(a.columns(), a.rows(), starts, rowOf, values);
  }

  private static int[] rowStarts(CsrMatrix a) {
    int[] starts = new int[a.columns() + 1];
    for (int column : a.columnIndices()) {
      starts[column + 1]++;
    }
    for (int c = 0; c < a.columns(); c++) {
      starts[c + 1] += starts[c];
    }
    return starts;
  }
}
