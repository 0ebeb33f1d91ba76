package org.convmat.backend.vector;

import java.util.List;
import org.convmat.spi.Elements;

/** Goes through the rows of a band of a {@link RowProduct}, whose terms it is given. Immutable. */
final class RowWalk {

  private final RowSums sums;
  private final RowOrder order;
  private final RowBox box;
  private final int rowLength;

  /**
   * Walks through rows.
   *
   * @param box tells the axes and how the rows lie that are read
   * @param rowLength elements of a row of the target
   */
  RowWalk(RowSums sums, RowOrder order, RowBox box, int rowLength) {
    this.sums = sums;
    this.order = order;
    this.box = box;
    this.rowLength = rowLength;
  }

  /**
   * What stays the same from row to row.
   *
   * @param sourceStart where position {@code from} and the first column read from
   * @param sourceStep the distance between neighbouring rows of the box, or of what is read instead
   * @param from the first position of the first axis, of each residue
   * @param to where the positions end
   * @param count columns
   * @param yStart where the first column of row 0 lies
   */
  record Job(
      Elements weights,
      Elements source,
      int sourceStart,
      int sourceStep,
      int from,
      int to,
      int count,
      Elements y,
      int yStart,
      Elements buffer) {}

  /** The rows of all residues of the only axis, in order. */
  void inOrder(Job job, RowPhases phases, List<RowTerms> terms) {
    RowOuter outer = box.axis(0);
    int residues = outer.writeStep();
    int whole = outer.positions(residues - 1, job.from, job.to);
    int row = job.yStart + job.from * residues * rowLength;
    if (whole > 0) {
      order.rows(
          job.weights,
          phases,
          job.source,
          job.sourceStart,
          outer.readStep() * job.sourceStep,
          job.y,
          row,
          residues * rowLength,
          rowLength,
          whole,
          job.count);
    }
    for (int residue = 0; outer.positions(residue, job.from, job.to) > whole; residue++) {
      sums.rows(
          job.weights,
          terms.get(residue),
          job.source,
          job.sourceStart + whole * outer.readStep() * job.sourceStep,
          outer.readStep() * job.sourceStep,
          job.y,
          row + (whole * residues + residue) * rowLength,
          residues * rowLength,
          1,
          job.count,
          job.buffer);
    }
  }

  /** The rows of a pair. */
  void rows(Job job, RowPair pair) {
    rows(job, pair, 0, pair.residues(), 0, 0);
  }

  /**
   * All positions of {@code axis} and those after it.
   *
   * @param residues what is left of the number of the residues, first axis slowest
   * @param boxRow the row of the box that the axes before lead to
   * @param row the row of the target
   */
  private void rows(Job job, RowPair pair, int axis, int residues, int boxRow, int row) {
    RowOuter outer = box.axis(axis);
    int below = 1;
    for (int a = axis + 1; a < box.axes(); a++) {
      below *= box.axis(a).writeStep();
    }
    int residue = residues / below;
    int from = axis == 0 ? job.from : 0;
    int to = axis == 0 ? job.to : outer.steps();
    int firstRow = row * outer.written() + residue + from * outer.writeStep();
    int firstBoxRow = boxRow * box.extent(axis);
    int count = outer.positions(residue, from, to);
    if (axis < box.axes() - 1) {
      for (int j = 0; j < count; j++) {
        rows(
            job,
            pair,
            axis + 1,
            residues % below,
            firstBoxRow + j * outer.readStep(),
            firstRow + j * outer.writeStep());
      }
    } else if (pair.mate().isEmpty()) {
      single(job, pair.terms(), firstBoxRow, firstRow, 0, count);
    } else {
      int mates = outer.positions(residue + 1, from, to);
      pair(job, pair, firstBoxRow, firstRow, count, mates);
    }
  }

  /** Rows of both residues of a pair, together where both are there. */
  private void pair(Job job, RowPair pair, int boxRow, int row, int count, int mates) {
    RowOuter outer = box.axis(box.axes() - 1);
    RowTerms mate = pair.mate().orElseThrow();
    int lag = pair.lag();
    int first = Math.min(count, Math.max(0, lag));
    int end = Math.max(first, Math.min(count, mates + lag));
    single(job, pair.terms(), boxRow, row, 0, first);
    single(job, mate, boxRow, row + 1, 0, Math.min(mates, first - lag));
    if (first < end) {
      sums.pairs(
          job.weights,
          pair.terms(),
          mate,
          job.source,
          job.sourceStart + (boxRow + first * outer.readStep()) * job.sourceStep,
          outer.readStep() * job.sourceStep,
          job.y,
          job.yStart + (row + first * outer.writeStep()) * rowLength,
          (1 - lag * outer.writeStep()) * rowLength,
          outer.writeStep() * rowLength,
          end - first,
          job.count,
          job.buffer);
    }
    single(job, pair.terms(), boxRow, row, end, count);
    single(job, mate, boxRow, row + 1, Math.max(0, end - lag), mates);
  }

  /** The rows {@code from..to-1} of a residue, counted from the first one of the band. */
  private void single(Job job, RowTerms terms, int boxRow, int row, int from, int to) {
    RowOuter outer = box.axis(box.axes() - 1);
    if (from < to) {
      sums.rows(
          job.weights,
          terms,
          job.source,
          job.sourceStart + (boxRow + from * outer.readStep()) * job.sourceStep,
          outer.readStep() * job.sourceStep,
          job.y,
          job.yStart + (row + from * outer.writeStep()) * rowLength,
          outer.writeStep() * rowLength,
          to - from,
          job.count,
          job.buffer);
    }
  }
}
