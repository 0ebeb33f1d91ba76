package org.convmat.backend.vector;

/**
 * The terms of a sum that a {@link RowProduct} computes: for each its weights among the patterns,
 * and where it reads, relative to the row that the sum belongs to. Immutable.
 */
final class RowTerms {

  private final int[] patterns;
  private final int[] offsets;
  private final int squareStep;

  /** Wraps the arrays without copying. */
  RowTerms(int[] patterns, int[] offsets) {
    this.patterns = patterns;
    this.offsets = offsets;
    this.squareStep = offsets.length >= 9 ? squareStep(offsets) : 0;
  }

  /** Number of terms. */
  int count() {
    return offsets.length;
  }

  /** Where the weights of a term begin. */
  int pattern(int n) {
    return patterns[n];
  }

  /** Where a term reads for position 0. */
  int offset(int n) {
    return offsets[n];
  }

  /** How much further on the first term of {@code other} reads; 0 if one of both has no terms. */
  int shift(RowTerms other) {
    return count() == 0 || other.count() == 0 ? 0 : other.offset(0) - offset(0);
  }

  /** True if {@code other} has as many terms, each of which reads {@code shift} further on. */
  boolean isShifted(RowTerms other, int shift) {
    for (int n = 0; n < Math.min(count(), other.count()); n++) {
      if (other.offset(n) != offset(n) + shift) {
        return false;
      }
    }
    return count() == other.count();
  }

  /** The step between the rows of the squares that the offsets are; 0 if they are not. */
  private static int squareStep(int[] offsets) {
    int step = offsets[3] - offsets[0];
    for (int n = 0; n < offsets.length; n++) {
      int first = offsets[n - n % 9];
      if (offsets[n] != first + n % 9 / 3 * step + n % 3) {
        return 0;
      }
    }
    return offsets.length % 9 == 0 ? step : 0;
  }

  /** Whether they are squares for rows that lie some step apart. */
  boolean hasSquares() {
    return squareStep != 0;
  }

  /** Whether every nine terms read three neighbours in each of three rows, {@code step} apart. */
  boolean areSquares(int step) {
    return step == squareStep && step != 0;
  }
}
