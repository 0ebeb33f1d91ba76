package org.convmat.backend.vector;

/**
 * The positions of the first axis whose rows are read where they lie: those whose rows are all
 * there.
 *
 * @param first the first of them
 * @param end the one after the last
 */
record RowRange(int first, int end) {

  /** No position. */
  static final RowRange NONE = new RowRange(Integer.MAX_VALUE, 0);

  /** The first position of a band {@code from..to-1} that is one of them, or {@code to}. */
  int firstOf(int from, int to) {
    return Math.min(to, Math.max(from, first));
  }

  /** Where they end in a band, {@code first} if there are none. */
  int endOf(int first, int to) {
    return Math.max(first, Math.min(to, end));
  }
}
