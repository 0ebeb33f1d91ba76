package org.convmat.backend.vector;

import org.convmat.spi.Elements;

/**
 * Rows of a padded copy in runs: those of a run lie equally far apart, in the copy as in the
 * source, so that one call copies all of them. Made for one copy of a band and used for every
 * channel.
 */
final class CopiedRows {

  /** In place of where rows come from: they are zeros. */
  static final int OUTSIDE = -1;

  private final int[] rows;
  private final int[] rowSteps;
  private final int[] froms;
  private final int[] fromSteps;
  private final int[] counts;
  private int size;

  /** No rows; at most {@code most} will be added. */
  CopiedRows(int most) {
    this.rows = new int[most];
    this.rowSteps = new int[most];
    this.froms = new int[most];
    this.fromSteps = new int[most];
    this.counts = new int[most];
  }

  /** Adds a row that is after all others, and where in a channel of the source it comes from. */
  void add(int row, int from) {
    int run = size - 1;
    if (size > 0 && (from == OUTSIDE) == (froms[run] == OUTSIDE)) {
      boolean begins = counts[run] == 1;
      int before = counts[run] - 1;
      int rowStep = row - rows[run] - before * rowSteps[run];
      int fromStep = from - froms[run] - before * fromSteps[run];
      if (begins || (rowStep == rowSteps[run] && fromStep == fromSteps[run])) {
        rowSteps[run] = rowStep;
        fromSteps[run] = fromStep;
        counts[run]++;
        return;
      }
    }
    rows[size] = row;
    froms[size] = from;
    counts[size] = 1;
    size++;
  }

  /**
   * Copies every {@code step}-th of a channel's elements, {@code count} in each row that is not
   * outside.
   *
   * @param first where the first element would lie in row 0 of the source
   * @param at where it goes in row 0 of the copy, whose rows are {@code rowLength} apart
   */
  void copy(
      RowLoops loops,
      Elements source,
      int first,
      int step,
      Elements target,
      int at,
      int rowLength,
      int count) {
    for (int run = 0; run < size; run++) {
      if (froms[run] != OUTSIDE) {
        loops.copyRows(
            source,
            first + froms[run],
            fromSteps[run],
            step,
            target,
            at + rows[run] * rowLength,
            rowSteps[run] * rowLength,
            counts[run],
            count);
      }
    }
  }

  /** Zeros in the rows that are outside; {@code at} is where row 0 of the copy begins. */
  void fill(Elements target, int at, int rowLength) {
    for (int run = 0; run < size; run++) {
      for (int n = 0; froms[run] == OUTSIDE && n < counts[run]; n++) {
        int begin = at + (rows[run] + n * rowSteps[run]) * rowLength;
        target.fill(begin, begin + rowLength, 0);
      }
    }
  }
}
