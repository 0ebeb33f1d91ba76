package org.convmat.core.matrix;

import java.util.Arrays;
import org.convmat.core.geometry.Boundary;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.geometry.RowRuns;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.support.Strided;

/**
 * Fills the CSR form in one pass, rows sorted as they come. Within a run of rows only the first is
 * worked out: the columns of the others follow by one addition, their values by copying.
 */
final class SparseForm {

  private final Geometry geometry;
  private final Elements weights;
  private final int[] rowPointers;
  private final int[] columnIndices;
  private final Elements values;
  private int entry;

  private SparseForm(Geometry geometry, Elements weights) {
    this.geometry = geometry;
    this.weights = weights;
    this.rowPointers = new int[Math.toIntExact(geometry.rows()) + 1];
    this.columnIndices = new int[Math.toIntExact(geometry.entries())];
    this.values = Elements.allocate(weights.type(), columnIndices.length);
  }

  /** The matrix of {@code geometry} with kernel {@code weights}, in the weights' element type. */
  static CsrMatrix build(Geometry geometry, Elements weights) {
    SparseForm form = new SparseForm(geometry, weights);
    form.fill();
    return new CsrMatrix(
        form.rowPointers.length - 1,
        Math.toIntExact(geometry.columns()),
        form.rowPointers,
        form.columnIndices,
        form.values);
  }

  private void fill() {
    RowRuns runs = new RowRuns(geometry);
    int gridPositions = Math.toIntExact(geometry.gridPositions());
    for (int channel = 0; channel < geometry.gridChannels(); channel++) {
      int co = channel;
      runs.visit(
          (row, count, length, columns, taps, step) -> {
            int first = entry;
            if (geometry.boundary() == Boundary.ZERO) {
              firstRow(co, length, columns, taps);
            } else {
              foldedRow(co, length, columns, taps);
            }
            followingRows(first, count, step);
            pointers(co * gridPositions + row, first, count);
          });
    }
  }

  /** The entries of one row: those of its grid position, for every image channel of the group. */
  private void firstRow(int co, int length, int[] columns, int[] taps) {
    int perGroup = geometry.imageChannelsPerGroup();
    int firstChannel = co / geometry.gridChannelsPerGroup() * perGroup;
    int imagePositions = (int) geometry.imagePositions();
    int tapCount = (int) geometry.tapCount();
    for (int c = 0; c < perGroup; c++) {
      int columnBase = (firstChannel + c) * imagePositions;
      int weightBase = (co * perGroup + c) * tapCount;
      for (int e = 0; e < length; e++) {
        columnIndices[entry] = columnBase + columns[e];
        values.set(entry++, weights.get(weightBase + taps[e]));
      }
    }
  }

  /** The same where a boundary may join taps in one column: in order, weights added up. */
  private void foldedRow(int co, int length, int[] columns, int[] taps) {
    long[] ordered = new long[length];
    for (int e = 0; e < length; e++) {
      ordered[e] = ((long) columns[e] << Integer.SIZE) | taps[e];
    }
    Arrays.sort(ordered);
    int perGroup = geometry.imageChannelsPerGroup();
    int firstChannel = co / geometry.gridChannelsPerGroup() * perGroup;
    for (int c = 0; c < perGroup; c++) {
      int columnBase = (firstChannel + c) * (int) geometry.imagePositions();
      int weightBase = (co * perGroup + c) * (int) geometry.tapCount();
      for (int e = 0; e < length; e++) {
        int column = (int) (ordered[e] >> Integer.SIZE);
        double weight = weights.get(weightBase + (int) ordered[e]);
        if (e > 0 && column == (int) (ordered[e - 1] >> Integer.SIZE)) {
          values.set(entry - 1, values.get(entry - 1) + weight);
        } else {
          columnIndices[entry] = columnBase + column;
          values.set(entry++, weight);
        }
      }
    }
  }

  /** Rows 1..count-1 of a run, from the row before. */
  private void followingRows(int first, int count, int step) {
    int period = entry - first;
    int end = first + count * period;
    for (int e = entry; e < end; e++) {
      columnIndices[e] = columnIndices[e - period] + step;
    }
    // Each copy doubles what is there.
    for (int done = entry; done < end; ) {
      int length = Math.min(done - first, end - done);
      Strided.copy(values, first, 1, values, done, 1, length);
      done += length;
    }
    entry = end;
  }

  private void pointers(int row, int first, int count) {
    int period = (entry - first) / count;
    for (int j = 1; j <= count; j++) {
      rowPointers[row + j] = first + j * period;
    }
  }
}
