package org.convmat.core.geometry;

import java.util.List;

/**
 * The structure of a single-channel convolution matrix over one or more axes, without values: row =
 * grid position, column = image position, both in row-major order, and for each entry the tap whose
 * weight stands there. Columns ascend strictly within a row, so this is CSR already: no triplets,
 * no sort.
 *
 * <p>Over several axes the pattern is the Kronecker product of the patterns of each.
 */
public final class IndexPattern {

  private final int rows;
  private final int columns;
  private final int tapCount;
  private final int[] rowPointers;
  private final int[] columnIndices;
  private final int[] taps;

  private IndexPattern(
      int rows, int columns, int tapCount, int[] rowPointers, int[] columnIndices, int[] taps) {
    this.rows = rows;
    this.columns = columns;
    this.tapCount = tapCount;
    this.rowPointers = rowPointers;
    this.columnIndices = columnIndices;
    this.taps = taps;
  }

  /** Number of grid positions. */
  public int rows() {
    return rows;
  }

  /** Number of image positions. */
  public int columns() {
    return columns;
  }

  /** Number of taps of the kernel, over all axes. */
  public int tapCount() {
    return tapCount;
  }

  /** rows+1 positions into the two other arrays; the array itself. */
  public int[] rowPointers() {
    return rowPointers;
  }

  /** Image position of each entry; the array itself. */
  public int[] columnIndices() {
    return columnIndices;
  }

  /** Tap of each entry, row-major over the kernel; the array itself. */
  public int[] taps() {
    return taps;
  }

  /** The pattern over all {@code axes}, slowest first. */
  public static IndexPattern of(List<AxisTaps> axes) {
    IndexPattern pattern = of(axes.get(0));
    for (AxisTaps axis : axes.subList(1, axes.size())) {
      pattern = pattern.times(of(axis));
    }
    return pattern;
  }

  private static IndexPattern of(AxisTaps axis) {
    int rows = axis.axis().grid();
    int entries = Math.toIntExact(axis.pairs());
    int[] rowPointers = new int[rows + 1];
    int[] columnIndices = new int[entries];
    int[] taps = new int[entries];
    int entry = 0;
    for (int grid = 0; grid < rows; grid++) {
      int end = axis.tapEnd(grid);
      for (int tap = axis.tapBegin(grid); tap < end; tap++) {
        columnIndices[entry] = axis.image(grid, tap);
        taps[entry++] = tap;
      }
      rowPointers[grid + 1] = entry;
    }
    return new IndexPattern(
        rows, axis.axis().image(), axis.axis().kernel(), rowPointers, columnIndices, taps);
  }

  /** The Kronecker product: {@code inner} varies fastest. */
  private IndexPattern times(IndexPattern inner) {
    int productRows = Math.multiplyExact(rows, inner.rows);
    int entries = Math.multiplyExact(taps.length, inner.taps.length);
    int[] productPointers = new int[productRows + 1];
    int[] productColumns = new int[entries];
    int[] productTaps = new int[entries];
    int entry = 0;
    int row = 0;
    for (int r = 0; r < rows; r++) {
      for (int s = 0; s < inner.rows; s++) {
        for (int e = rowPointers[r]; e < rowPointers[r + 1]; e++) {
          int column = columnIndices[e] * inner.columns;
          int tap = taps[e] * inner.tapCount;
          for (int f = inner.rowPointers[s]; f < inner.rowPointers[s + 1]; f++) {
            productColumns[entry] = column + inner.columnIndices[f];
            productTaps[entry++] = tap + inner.taps[f];
          }
        }
        productPointers[++row] = entry;
      }
    }
    return new IndexPattern(
        productRows,
        Math.multiplyExact(columns, inner.columns),
        Math.multiplyExact(tapCount, inner.tapCount),
        productPointers,
        productColumns,
        productTaps);
  }
}
