package org.convmat.core.io;

import java.util.Arrays;
import org.convmat.core.tensor.DType;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.Elements;

/** Entries of a matrix in any order, some perhaps at the same place. */
final class Coordinates {

  private static final double EXACT = 0x1p53;

  private final int rows;
  private final int columns;
  private final int[] rowIndices;
  private final int[] columnIndices;
  private final Elements values;
  private final DType dtype;

  /**
   * Entry {@code e} is {@code values[e]} at row {@code rowIndices[e]}, column {@code
   * columnIndices[e]}, which the caller knows to be within the matrix.
   */
  Coordinates(
      int rows, int columns, int[] rowIndices, int[] columnIndices, Elements values, DType dtype) {
    this.rows = rows;
    this.columns = columns;
    this.rowIndices = rowIndices;
    this.columnIndices = columnIndices;
    this.values = values;
    this.dtype = dtype;
  }

  /** Rows in order, columns ascending within each, entries at the same place added up. */
  SparseArray toRows(Source source) {
    ArrayLimits.requireHeap(source, Integer.BYTES * (rows + 1L), "a matrix of " + rows + " rows");
    int[] pointers = pointers(rowIndices, rows);
    int[] sortedColumns = new int[values.length()];
    Elements sorted = Elements.allocate(values.type(), values.length());
    int entries = 0;
    int[] byRow = order(rowIndices, pointers);
    for (int row = 0; row < rows; row++) {
      long[] keys = sortedKeys(byRow, pointers[row], pointers[row + 1]);
      pointers[row] = entries;
      for (long key : keys) {
        int column = (int) (key >>> Integer.SIZE);
        double value = values.get((int) key);
        if (entries > pointers[row] && sortedColumns[entries - 1] == column) {
          sorted.set(entries - 1, sum(source, sorted.get(entries - 1), value, row, column));
        } else {
          sortedColumns[entries] = column;
          sorted.set(entries++, value);
        }
      }
    }
    pointers[rows] = entries;
    CsrMatrix matrix =
        new CsrMatrix(
            rows, columns, pointers, Arrays.copyOf(sortedColumns, entries), head(sorted, entries));
    return new SparseArray(matrix, dtype);
  }

  private double sum(Source source, double a, double b, int row, int column) {
    double sum = a + b;
    if (dtype.isInteger() && Math.abs(sum) >= EXACT) {
      throw source.refuse(
          "entries at row %d, column %d (from 0) add up to %s, from 2^53 on an integer may not be exact",
          row, column, sum);
    }
    return sum;
  }

  /** Columns and, for entries at the same place, their order in the file, ascending. */
  private long[] sortedKeys(int[] byRow, int from, int to) {
    long[] keys = new long[to - from];
    boolean ascending = true;
    for (int i = from; i < to; i++) {
      keys[i - from] = (long) columnIndices[byRow[i]] << Integer.SIZE | byRow[i];
      ascending &= i == from || keys[i - from] > keys[i - from - 1];
    }
    if (!ascending) {
      Arrays.sort(keys);
    }
    return keys;
  }

  /** Where the entries of each index begin, were they in order: a histogram, added up. */
  static int[] pointers(int[] indices, int extent) {
    int[] pointers = new int[extent + 1];
    for (int index : indices) {
      pointers[index + 1]++;
    }
    for (int i = 0; i < extent; i++) {
      pointers[i + 1] += pointers[i];
    }
    return pointers;
  }

  /** The entries in order of their index, otherwise in the order they had. */
  static int[] order(int[] indices, int[] pointers) {
    int[] next = pointers.clone();
    int[] order = new int[indices.length];
    for (int e = 0; e < indices.length; e++) {
      order[next[indices[e]]++] = e;
    }
    return order;
  }

  /** The row of every entry in a compressed matrix. */
  static int[] expand(int[] pointers) {
    int[] indices = new int[pointers[pointers.length - 1]];
    for (int i = 0; i + 1 < pointers.length; i++) {
      Arrays.fill(indices, pointers[i], pointers[i + 1], i);
    }
    return indices;
  }

  private static Elements head(Elements elements, int count) {
    return elements.type().bytes() == Float.BYTES
        ? Elements.of(Arrays.copyOf(elements.floats(), count))
        : Elements.of(Arrays.copyOf(elements.doubles(), count));
  }
}
