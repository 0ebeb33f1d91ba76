package org.convmat.backend.vector;

import java.util.Optional;

/**
 * How the positions of a job's first axis share what they read: its taps lie equally far apart, so
 * the rows of the source that they read, written one after the other, are a window that moves on by
 * a fixed number of rows from one position to a later one.
 *
 * <p>With readStep s and taps D apart, positions |D|/g apart (g = gcd(s, |D|)) read rows s/g places
 * further on in the same order: they are a class, and there are |D|/g classes. Where taps descend,
 * so do the positions. Immutable.
 */
final class WindowOrder {

  private final int taps;
  private final int step;
  private final int shift;

  private WindowOrder(int taps, int step, int shift) {
    this.taps = taps;
    this.step = step;
    this.shift = shift;
  }

  /** The order of an axis, if its taps are equally far apart and neighbours share some. */
  static Optional<WindowOrder> of(AxisWork axis) {
    int[] shifts = axis.shifts();
    if (shifts.length < 2 || shifts[1] == shifts[0]) {
      return Optional.empty();
    }
    int distance = shifts[1] - shifts[0];
    for (int j = 2; j < shifts.length; j++) {
      if (shifts[j] - shifts[j - 1] != distance) {
        return Optional.empty();
      }
    }
    int divisor = gcd(axis.readStep(), Math.abs(distance));
    int shift = axis.readStep() / divisor;
    return shift < shifts.length
        ? Optional.of(new WindowOrder(shifts.length, distance / divisor, shift))
        : Optional.empty();
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Taps: rows of a window. */
  int taps() {
    return taps;
  }

  /** Rows from the window of a member of a class to that of the next. */
  int shift() {
    return shift;
  }

  /** Classes of positions. */
  int classes() {
    return Math.abs(step);
  }

  /** Members of a class among positions {@code 0..positions-1}. */
  int members(int positions, int ofClass) {
    return Math.max(0, (positions - ofClass + classes() - 1) / classes());
  }

  /** The position of a member of a class among positions {@code 0..positions-1}. */
  int position(int positions, int ofClass, int member) {
    int last = members(positions, ofClass) - 1;
    return ofClass + classes() * (step > 0 ? member : last - member);
  }

  /** Rows of the windows, of {@code taps} taps each, of so many members of a class. */
  int rows(int members, int ofTaps) {
    return (members - 1) * shift + ofTaps;
  }
}
