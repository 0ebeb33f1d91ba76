package org.convmat.backend.vector;

import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/**
 * The innermost loops of {@link RowProduct}, written once for floats and once for doubles.
 * Stateless and thread-safe.
 *
 * <p>A sum is {@code target[i] = sum over n of patterns[terms.pattern(n) + turn + i mod lanes] *
 * source[start + terms.offset(n) + i]}, a product and a chain of fused multiply-adds with n
 * ascending. Sums come in blocks: {@code rows} rows, {@code sourceStep} and {@code targetStep}
 * apart, of {@code vectors} whole vectors.
 */
abstract class RowLoops {

  /** Whether {@link #few} takes so many terms. */
  static boolean isFew(int terms) {
    return terms <= 4 || terms == 8 || terms == 9;
  }

  /** Whether {@link #pair} takes so many terms. */
  static boolean arePaired(int terms) {
    return 2 <= terms && terms <= 4;
  }

  /** The loops of an element type. */
  static RowLoops of(ElementType type) {
    return type == ElementType.FLOAT ? FloatRows.INSTANCE : DoubleRows.INSTANCE;
  }

  /** A block of sums of {@link #isFew few} terms, but not none. */
  abstract void few(
      Elements patterns,
      RowTerms terms,
      int turn,
      Elements source,
      int start,
      int sourceStep,
      Elements target,
      int position,
      int targetStep,
      int rows,
      int vectors);

  /**
   * Two blocks of sums of {@link #arePaired so many} terms that read the same: one with the weights
   * of {@code terms}, and one with those of {@code mate}, {@code mateSkip} further on in the
   * target.
   */
  abstract void pair(
      Elements patterns,
      RowTerms terms,
      RowTerms mate,
      int turn,
      Elements source,
      int start,
      int sourceStep,
      Elements target,
      int position,
      int mateSkip,
      int targetStep,
      int rows,
      int vectors);

  /**
   * A block of sums for all residues: {@code rows} rows of each, those of different residues {@code
   * phaseStep} apart in the target, computed in that order.
   */
  abstract void phases(
      Elements patterns,
      RowPhases phases,
      int turn,
      Elements source,
      int start,
      int sourceStep,
      Elements target,
      int position,
      int targetStep,
      int phaseStep,
      int rows,
      int vectors);

  /**
   * Four rows or more of {@code count} sums, a vector or more, whose nine terms {@link
   * RowTerms#areSquares are a square}.
   */
  abstract void square(
      Elements patterns,
      RowTerms terms,
      int turn,
      Elements source,
      int start,
      int sourceStep,
      Elements target,
      int position,
      int targetStep,
      int rows,
      int count);

  /**
   * {@code rows} rows of a vector of sums whose nine terms {@link RowTerms#areSquares are a
   * square}, read where they lie: what is outside the source counts as zero, whatever the array has
   * there. The columns of the source that a tap of the first row and column meets are {@code
   * column, column + 1, ...}, the rows {@code row, row + 1, ...}; those of the next taps follow.
   *
   * @param start where the source begins; a vector must fit into the array wherever one begins in
   *     {@code column..column + 2} of a row of the source
   * @param extent elements of a row of the source
   * @param readRows rows of the source
   */
  abstract void squareDown(
      Elements patterns,
      RowTerms terms,
      Elements source,
      int start,
      int column,
      int row,
      int extent,
      int readRows,
      Elements target,
      int position,
      int targetStep,
      int rows);

  /** A block of four rows or more of sums whose terms are {@link RowTerms#areSquares}. */
  abstract void squares(
      Elements patterns,
      RowTerms terms,
      int turn,
      Elements source,
      int start,
      int sourceStep,
      Elements target,
      int position,
      int targetStep,
      int rows,
      int vectors);

  /** The same, two rows at a time: fewer places in memory are in use at once. */
  abstract void squareOfTwoRows(
      Elements patterns,
      RowTerms terms,
      int turn,
      Elements source,
      int start,
      int sourceStep,
      Elements target,
      int position,
      int targetStep,
      int rows,
      int vectors);

  /**
   * Eight vectors of sums: four rows, and the same {@code sourceSkip} and {@code targetSkip} on.
   */
  abstract void eight(
      Elements patterns,
      RowTerms terms,
      int turn,
      Elements source,
      int start,
      int sourceStep,
      int sourceSkip,
      Elements target,
      int position,
      int targetStep,
      int targetSkip);

  /** Eight vectors of sums one after the other. */
  abstract void eightInRow(
      Elements patterns,
      RowTerms terms,
      int turn,
      Elements source,
      int start,
      Elements target,
      int position);

  /** One vector of sums. */
  abstract void one(
      Elements patterns,
      RowTerms terms,
      int turn,
      Elements source,
      int start,
      Elements target,
      int position);

  /**
   * A column of sums, one element of each row: {@code target[position + j*targetStep] = sum over n
   * of patterns[terms.pattern(n)] * source[start + j*sourceStep + terms.offset(n)]} for j below
   * {@code rows}; 0 if there are no terms.
   */
  abstract void column(
      Elements patterns,
      RowTerms terms,
      Elements source,
      int start,
      int sourceStep,
      Elements target,
      int position,
      int targetStep,
      int rows);

  /**
   * Copies {@code rows} rows, {@code fromStep} and {@code toStep} apart: {@code to[at + j] =
   * source[from + j*step]} for j below count.
   */
  abstract void copyRows(
      Elements source,
      int from,
      int fromStep,
      int step,
      Elements to,
      int at,
      int toStep,
      int rows,
      int count);

  /**
   * Copies {@code rows} rows of any length, but faster if they are short: {@code to[at + j] =
   * source[from + j]} for j below count, rows {@code fromStep} and {@code toStep} apart.
   *
   * @param toStep count or more; what lies between the rows must be zero, and is left so
   */
  abstract void copyShortRows(
      Elements source,
      int from,
      int fromStep,
      Elements to,
      int at,
      int toStep,
      int rows,
      int count);

  /** Whether {@link #splitRows} takes rows of so many pairs. */
  abstract boolean splits(int count);

  /**
   * Copies rows in halves: {@code to[even + j] = source[from + 2*j]} and {@code to[odd + j] =
   * source[from + 2*j + 1]} for j below count, if {@link #splits} is true.
   *
   * @param more whether there is one more of the first half: {@code to[even + count]}
   */
  abstract void splitRows(
      Elements source,
      int from,
      int fromStep,
      Elements to,
      int even,
      int odd,
      int toStep,
      int rows,
      int count,
      boolean more);

  /**
   * Copies rows and repeats each element: {@code to[at + j] = source[from + (skipped + j) /
   * repeat]} for j below count.
   */
  abstract void repeatRows(
      Elements source,
      int from,
      int fromStep,
      int skipped,
      int repeat,
      Elements to,
      int at,
      int toStep,
      int rows,
      int count);

  /**
   * Interleaves pairs of rows: {@code to[at + r*toStep + 2*j] = from[first + r*fromStep + j]} and
   * {@code to[at + r*toStep + 2*j + 1] = from[second + r*fromStep + j]} for r below rows and j
   * below count.
   */
  abstract void interleave(
      Elements from,
      int first,
      int second,
      int fromStep,
      Elements to,
      int at,
      int toStep,
      int rows,
      int count);

  /** Zeros: {@code to[at + r*step + j] = 0} for r below rows and j below count. */
  abstract void clear(Elements to, int at, int step, int rows, int count);
}
