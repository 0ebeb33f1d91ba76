package org.convmat.backend.vector;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * The zeros around a source whose rows are as long as those of the positions that read it, with
 * step 1, as in a convolution that keeps the size of its image. Position p then reads, for every
 * tap, element p + offset of a channel, over the ends of rows: no padded copy is needed, only zeros
 * in place of what a tap reads beyond the end of a row, or in a row that is not there. Immutable.
 */
final class AlignedZeros {

  /** Putting a zero, one by one, takes as long as copying so many elements. */
  private static final double DEAR = 3;

  /** Channels below which a tap is too little work for a call. */
  private static final int FEWEST_CHANNELS = 16;

  private final int rowLength;
  private final int inner;
  private final int extent;
  private final int[] shifts;
  private final BitSet[] outside;

  private AlignedZeros(AxisWork[] axes) {
    AxisWork last = axes[axes.length - 1];
    this.rowLength = last.positions();
    this.extent = last.sourceExtent();
    this.shifts = last.shifts();
    int positions = 1;
    for (int a = 1; a < axes.length; a++) {
      positions *= axes[a].positions();
    }
    this.inner = positions;
    BitSet[] taps = {new BitSet()};
    int rows = 1;
    for (int a = 0; a < axes.length - 1; a++) {
      taps = with(axes[a], taps, rows);
      rows *= axes[a].positions();
    }
    this.outside = taps;
  }

  /** One axis more: the rows that are outside for each tap of the axes so far, as many again. */
  private static BitSet[] with(AxisWork axis, BitSet[] before, int rowsBefore) {
    int[] shifts = axis.shifts();
    BitSet[] taps = new BitSet[before.length * shifts.length];
    for (int tap = 0; tap < taps.length; tap++) {
      BitSet rows = new BitSet();
      for (int row = 0; row < rowsBefore * axis.positions(); row++) {
        int index = row % axis.positions() + shifts[tap % shifts.length];
        boolean inside = index >= 0 && index < axis.sourceExtent();
        rows.set(row, !inside || before[tap / shifts.length].get(row / axis.positions()));
      }
      taps[tap] = rows;
    }
    return taps;
  }

  /** The zeros of a job, if its source is of this kind and a padded copy would not be better. */
  static Optional<AlignedZeros> of(PhaseJob job, int channels) {
    AxisWork[] axes = job.axes();
    boolean pays =
        channels >= FEWEST_CHANNELS
            && isAligned(axes)
            && !SourceLayout.canBeInPlace(axes)
            && DEAR * zeros(axes) <= copied(axes);
    return pays ? fitting(job) : Optional.empty();
  }

  /** The zeros of a job, if its source is of this kind. */
  static Optional<AlignedZeros> fitting(PhaseJob job) {
    return isAligned(job.axes()) ? Optional.of(new AlignedZeros(job.axes())) : Optional.empty();
  }

  private static boolean isAligned(AxisWork[] axes) {
    boolean aligned = Arrays.stream(axes).allMatch(axis -> axis.readStep() == 1);
    for (int a = 1; a < axes.length; a++) {
      aligned &= axes[a].positions() == axes[a].sourceExtent();
    }
    return aligned;
  }

  /** Zeros that are put into the strips of a channel: where taps read outside. */
  private static double zeros(AxisWork[] axes) {
    double all = 1;
    double inside = 1;
    for (AxisWork axis : axes) {
      long within = 0;
      for (int shift : axis.shifts()) {
        int end = Math.min(axis.positions(), axis.sourceExtent() - shift);
        within += Math.max(0, end - Math.max(0, -shift));
      }
      all *= (double) axis.positions() * axis.shifts().length;
      inside *= within;
    }
    return all - inside;
  }

  /** Elements of a padded copy of a channel. */
  private static double copied(AxisWork[] axes) {
    double copied = 1;
    for (AxisWork axis : axes) {
      copied *= axis.positions() - 1.0 + BandSource.span(axis);
    }
    return copied;
  }

  /** Positions of one index of the first axis. */
  int inner() {
    return inner;
  }

  /** Positions of a row. */
  int rowLength() {
    return rowLength;
  }

  /** True if a tap, row-major over the axes, reads nothing for a row of positions. */
  boolean isOutside(int tap, int row) {
    return outside[tap / shifts.length].get(row);
  }

  /** The first column of a row for which a tap reads inside it. */
  int firstColumn(int tap) {
    return Math.min(rowLength, Math.max(0, -shifts[tap % shifts.length]));
  }

  /** The end of those columns, not before the first. */
  int endColumn(int tap) {
    int end = Math.min(rowLength, extent - shifts[tap % shifts.length]);
    return Math.max(firstColumn(tap), end);
  }
}
