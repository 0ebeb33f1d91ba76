package org.convmat.backend.vector;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.convmat.spi.ConvolutionAxis;

/**
 * Any axis but the last of a {@link RowProduct}. Its written positions are sorted by residue of the
 * write stride: position {@code residue + j*writeStep} is a sum over the taps of that residue and
 * reads at {@code j*readStep + shift}. C has one residue. Immutable; the arrays are not to be
 * written.
 */
final class RowOuter {

  private final int written;
  private final int read;
  private final int readStep;
  private final int[][] taps;
  private final int[][] shifts;
  private final int lowest;
  private final int highest;

  private RowOuter(int written, int read, int readStep, int[][] taps, int[][] shifts) {
    this.written = written;
    this.read = read;
    this.readStep = readStep;
    this.taps = taps;
    this.shifts = shifts;
    this.lowest = Arrays.stream(shifts).flatMapToInt(Arrays::stream).min().orElse(0);
    this.highest = Arrays.stream(shifts).flatMapToInt(Arrays::stream).max().orElse(0);
  }

  /** The only position of an axis that is not there. */
  static RowOuter none() {
    return new RowOuter(1, 1, 1, new int[1][1], new int[1][1]);
  }

  static RowOuter of(ConvolutionAxis axis, boolean transposed) {
    return transposed ? scatter(axis) : gather(axis);
  }

  private static RowOuter gather(ConvolutionAxis axis) {
    int[] taps = new int[axis.kernel()];
    int[] shifts = new int[axis.kernel()];
    for (int t = 0; t < taps.length; t++) {
      taps[t] = t;
      shifts[t] = Math.toIntExact(axis.imagePosition(0, t));
    }
    return new RowOuter(
        axis.grid(), axis.image(), axis.stride(), new int[][] {taps}, new int[][] {shifts});
  }

  /** Image position i reads grid position (i + p - t*d) / s for the taps where that is whole. */
  private static RowOuter scatter(ConvolutionAxis axis) {
    int s = axis.stride();
    int[][] taps = new int[s][];
    int[][] shifts = new int[s][];
    for (int r = 0; r < s; r++) {
      int residue = r;
      taps[r] =
          IntStream.range(0, axis.kernel())
              .filter(t -> (residue - axis.imagePosition(0, t)) % s == 0)
              .toArray();
      shifts[r] =
          Arrays.stream(taps[r])
              .map(t -> Math.toIntExact((residue - axis.imagePosition(0, t)) / s))
              .toArray();
    }
    return new RowOuter(axis.image(), axis.grid(), 1, taps, shifts);
  }

  /** Extent on the side that is written. */
  int written() {
    return written;
  }

  /** Extent on the side that is read. */
  int read() {
    return read;
  }

  /** Distance in the source between neighbouring positions of a residue. */
  int readStep() {
    return readStep;
  }

  /** Distance in the target between neighbouring positions of a residue; number of residues. */
  int writeStep() {
    return taps.length;
  }

  /** The most positions that a residue has. */
  int steps() {
    return (written - 1) / writeStep() + 1;
  }

  /** How many of the positions {@code from..to-1} of a residue there are. */
  int positions(int residue, int from, int to) {
    int all = written <= residue ? 0 : (written - 1 - residue) / writeStep() + 1;
    return Math.max(0, Math.min(to, all) - from);
  }

  /** The taps of a residue. */
  int[] taps(int residue) {
    return taps[residue];
  }

  /** Where each of them reads for position 0. */
  int[] shifts(int residue) {
    return shifts[residue];
  }

  /** The lowest of all shifts. */
  int lowest() {
    return lowest;
  }

  /**
   * The positions whose places are all there, and {@code beyond} more places before and after them.
   */
  RowRange inside(int beyond) {
    long before = (long) lowest - beyond;
    long room = (long) read - lowest - reach(1) - beyond;
    int first = (int) Math.max(0, Math.floorDiv(-before + readStep - 1, readStep));
    int end = (int) Math.max(0, Math.floorDiv(room, readStep) + 1);
    return new RowRange(first, end);
  }

  /** From the first to the last place that {@code positions} neighbouring positions read. */
  int reach(int positions) {
    long reach = (positions - 1L) * readStep + highest - lowest + 1;
    return Math.toIntExact(reach);
  }
}
