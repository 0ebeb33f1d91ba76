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

  private final int[] places;
  private final int[] steps;
  private final int[] froms;
  private final int[] fromSteps;
  private final int[] counts;
  private int size;

  /** No rows; at most {@code most} will be added. */
  CopiedRows(int most) {
    this.places = new int[most];
    this.steps = new int[most];
    this.froms = new int[most];
    this.fromSteps = new int[most];
    this.counts = new int[most];
  }

  /**
   * Adds a row that is after all others.
   *
   * @param place where it goes in a channel of the copy
   * @param from where in a channel of the source it comes from
   */
  void add(int place, int from) {
    int run = size - 1;
    if (size > 0 && (from == OUTSIDE) == (froms[run] == OUTSIDE)) {
      boolean begins = counts[run] == 1;
      int before = counts[run] - 1;
      int step = place - places[run] - before * steps[run];
      int fromStep = from - froms[run] - before * fromSteps[run];
      if (begins || (step == steps[run] && fromStep == fromSteps[run])) {
        steps[run] = step;
        fromSteps[run] = fromStep;
        counts[run]++;
        return;
      }
    }
    places[size] = place;
    froms[size] = from;
    counts[size] = 1;
    size++;
  }

  /**
   * Copies every {@code step}-th of a channel's elements, {@code count} in each row that is not
   * outside.
   *
   * @param first where the first element would lie in row 0 of the source
   * @param at where it goes in the row of the copy that begins at 0
   */
  void copy(
      RowLoops loops, Elements source, int first, int step, Elements target, int at, int count) {
    for (int run = 0; run < size; run++) {
      if (froms[run] != OUTSIDE) {
        loops.copyRows(
            source,
            first + froms[run],
            fromSteps[run],
            step,
            target,
            at + places[run],
            steps[run],
            counts[run],
            count);
      }
    }
  }

  /** Zeros in the rows that are outside; {@code at} is where the channel begins. */
  void fill(Elements target, int at, int rowLength) {
    for (int run = 0; run < size; run++) {
      for (int n = 0; froms[run] == OUTSIDE && n < counts[run]; n++) {
        int begin = at + places[run] + n * steps[run];
        target.fill(begin, begin + rowLength, 0);
      }
    }
  }
}
