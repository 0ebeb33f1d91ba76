package org.convmat.core.matrix;

import org.convmat.core.geometry.Geometry;
import org.convmat.core.geometry.IndexPattern;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.Elements;

/**
 * Fills the CSR form: the single-channel pattern, repeated for every pair of channels that the
 * kernel joins, with the tap's weight at each entry. One pass, rows sorted as they come.
 */
final class SparseForm {

  private final Geometry geometry;
  private final Elements weights;
  private final IndexPattern pattern;

  private SparseForm(Geometry geometry, Elements weights) {
    this.geometry = geometry;
    this.weights = weights;
    this.pattern = IndexPattern.of(geometry.taps());
  }

  /** The matrix of {@code geometry} with kernel {@code weights}, in the weights' element type. */
  static CsrMatrix build(Geometry geometry, Elements weights) {
    SparseForm form = new SparseForm(geometry, weights);
    return geometry.channelPairs() == 1 ? form.singleChannel() : form.manyChannels();
  }

  private CsrMatrix singleChannel() {
    Elements values = Elements.allocate(weights.type(), pattern.taps().length);
    WeightGather.gather(weights, 0, pattern.taps(), 0, values, 0, pattern.taps().length);
    return new CsrMatrix(
        pattern.rows(), pattern.columns(), pattern.rowPointers(), pattern.columnIndices(), values);
  }

  private CsrMatrix manyChannels() {
    int rows = Math.toIntExact(geometry.rows());
    int entries = Math.toIntExact(geometry.entries());
    int[] rowPointers = new int[rows + 1];
    int[] columnIndices = new int[entries];
    Elements values = Elements.allocate(weights.type(), entries);
    int entry = 0;
    int row = 0;
    for (int co = 0; co < geometry.gridChannels(); co++) {
      for (int o = 0; o < pattern.rows(); o++) {
        entry = fillRow(co, o, entry, columnIndices, values);
        rowPointers[++row] = entry;
      }
    }
    return new CsrMatrix(
        rows, Math.toIntExact(geometry.columns()), rowPointers, columnIndices, values);
  }

  /** Row (co, o): the pattern's row o once for every image channel of co's group. */
  private int fillRow(int co, int o, int firstEntry, int[] columnIndices, Elements values) {
    int perGroup = geometry.imageChannelsPerGroup();
    int firstChannel = co / geometry.gridChannelsPerGroup() * perGroup;
    int begin = pattern.rowPointers()[o];
    int length = pattern.rowPointers()[o + 1] - begin;
    int entry = firstEntry;
    for (int c = 0; c < perGroup; c++) {
      int columnBase = (firstChannel + c) * pattern.columns();
      for (int e = 0; e < length; e++) {
        columnIndices[entry + e] = columnBase + pattern.columnIndices()[begin + e];
      }
      int weightBase = (co * perGroup + c) * pattern.tapCount();
      WeightGather.gather(weights, weightBase, pattern.taps(), begin, values, entry, length);
      entry += length;
    }
    return entry;
  }
}
