package org.convmat.backend.vector;

import java.util.Arrays;

/**
 * An axis of a job cut into tiles of {@code outputs} neighbouring positions, each computed from
 * {@code points} products. With a read step s the taps fall into s classes by residue, each of them
 * a filter with step 1 of its own; what all classes add is summed at the points. An axis with one
 * output and one point is not transformed: every tap is a class.
 *
 * <p>Immutable; the arrays are shared and not to be written.
 */
final class FilterAxis {

  private final AxisWork work;
  private final int outputs;
  private final int points;
  private final int[][] taps;
  private final AxisWork source;

  private FilterAxis(AxisWork work, int outputs, int points, int[][] taps, int[] shifts) {
    this.work = work;
    this.outputs = outputs;
    this.points = points;
    this.taps = taps;
    int tiles = (work.positions() + outputs - 1) / outputs;
    int step = Math.multiplyExact(outputs, work.readStep());
    this.source = work.reading(tiles, step, shifts);
  }

  /** Every position a tile, every tap a product. */
  static FilterAxis plain(AxisWork work) {
    int[][] taps = new int[work.shifts().length][1];
    for (int j = 0; j < taps.length; j++) {
      taps[j][0] = j;
    }
    return new FilterAxis(work, 1, 1, taps, work.shifts());
  }

  /** Tiles of {@code points} products. */
  static FilterAxis filtered(AxisWork work, int points) {
    int step = work.readStep();
    int longest = longestFilter(work);
    int[] shifts = work.shifts();
    int[] residues = residues(work);
    int[][] taps = new int[residues.length][longest];
    int[] places = new int[residues.length * points];
    for (int c = 0; c < residues.length; c++) {
      int first = first(work, residues[c]);
      Arrays.fill(taps[c], -1);
      for (int j = 0; j < shifts.length; j++) {
        if (Math.floorMod(shifts[j], step) == residues[c]) {
          taps[c][(shifts[j] - first) / step] = j;
        }
      }
      for (int i = 0; i < points; i++) {
        places[c * points + i] = first + i * step;
      }
    }
    return new FilterAxis(work, points - longest + 1, points, taps, places);
  }

  /** Taps of the longest class, those that are not there but lie between others included. */
  static int longestFilter(AxisWork work) {
    int longest = 0;
    for (int residue : residues(work)) {
      int first = first(work, residue);
      for (int shift : work.shifts()) {
        if (Math.floorMod(shift, work.readStep()) == residue) {
          longest = Math.max(longest, (shift - first) / work.readStep() + 1);
        }
      }
    }
    return longest;
  }

  private static int[] residues(AxisWork work) {
    return Arrays.stream(work.shifts())
        .map(shift -> Math.floorMod(shift, work.readStep()))
        .sorted()
        .distinct()
        .toArray();
  }

  private static int first(AxisWork work, int residue) {
    return Arrays.stream(work.shifts())
        .filter(shift -> Math.floorMod(shift, work.readStep()) == residue)
        .min()
        .orElseThrow();
  }

  /** The axis as it is without tiles. */
  AxisWork work() {
    return work;
  }

  /** The tiles as positions, reading the points of every class: class slowest. */
  AxisWork source() {
    return source;
  }

  /** Positions of a tile. */
  int outputs() {
    return outputs;
  }

  /** Products of a tile. */
  int points() {
    return points;
  }

  /** Number of classes of taps. */
  int classes() {
    return taps.length;
  }

  /** Taps of a class. */
  int length() {
    return taps[0].length;
  }

  /** Which shift of the axis is tap k of a class; negative if none. */
  int tap(int ofClass, int k) {
    return taps[ofClass][k];
  }

  /** Number of tiles. */
  int tiles() {
    return source.positions();
  }
}
