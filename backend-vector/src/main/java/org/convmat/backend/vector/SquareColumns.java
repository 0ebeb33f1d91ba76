package org.convmat.backend.vector;

import java.util.List;
import java.util.Optional;
import org.convmat.spi.Elements;

/**
 * Three by three taps of neighbours of one channel whose rows have few vectors, read where they
 * lie: a vector of each row, from the first row to the last, then the next vector. Of what is read
 * before and after a row nothing is kept, so there is no padded copy. What was read serves three
 * rows, with three sums in registers:
 *
 * <pre>{@code
 * row s of the source   a = x[s][j - 1]   b = x[s][j]   c = x[s][j + 1]
 * sums                  y[s-1][j] += w6*a + w7*b + w8*c     complete
 *                       y[s][j]   += w3*a + w4*b + w5*c
 *                       y[s+1][j]  = w0*a + w1*b + w2*c
 * }</pre>
 *
 * <p>A channel at an end of the array, where a vector would pass it, is not of this kind.
 * Immutable.
 */
final class SquareColumns {

  private static final int TAPS = 3;

  /**
   * Most vectors of a row. With more of them the rows that are computed four at a time are as fast,
   * or faster by a quarter; with 16 registers, which do not hold the weights and the sums, that is
   * so from three on.
   */
  private static final int MOST_VECTORS = TileHeights.TALL ? 5 : 2;

  private final RowLoops loops;
  private final List<RowTerms> terms;
  private final int lanes;
  private final int column;
  private final int row;
  private final int extent;
  private final int readRows;
  private final int columns;
  private final int plane;

  private SquareColumns(
      Kernel kernel, ConvolutionSide side, RowOuter outer, RowAxis rowAxis, List<RowTerms> terms) {
    this.loops = RowLoops.of(kernel.type());
    this.terms = terms;
    this.lanes = kernel.lanes();
    this.column = -rowAxis.lead();
    this.row = outer.lowest();
    this.extent = rowAxis.extent();
    this.readRows = outer.read();
    this.columns = side.writtenExtent(1);
    this.plane = side.writtenPositions();
  }

  /**
   * These rows, if all are of this kind.
   *
   * @param terms for every written channel, of rows that are read where they lie
   */
  static Optional<SquareColumns> of(
      Kernel kernel, ConvolutionSide side, RowOuter outer, RowAxis rowAxis, List<RowTerms> terms) {
    boolean fewVectors =
        side.axes().size() == 2 && side.writtenExtent(1) <= MOST_VECTORS * kernel.lanes();
    boolean neighbours =
        rowAxis.readsNeighbours() && outer.readStep() == 1 && outer.writeStep() == 1;
    if (!fewVectors || !neighbours || side.readChannels() > 1) {
      return Optional.empty();
    }
    boolean squares =
        terms.stream().allMatch(t -> t.count() == TAPS * TAPS && t.areSquares(rowAxis.extent()));
    return squares
        ? Optional.of(new SquareColumns(kernel, side, outer, rowAxis, terms))
        : Optional.empty();
  }

  /** Whether all vectors that would be read from a channel lie in the array. */
  boolean fits(Elements x, int xStart) {
    long first = (long) xStart + column;
    long last = first + Math.max(0, columns - lanes) + TAPS - 1 + (readRows - 1L) * extent;
    return first >= 0 && last + lanes <= x.length();
  }

  /**
   * Computes positions {@code from..to-1} of the first axis.
   *
   * @param buffer room for {@link RowSums#BUFFER} vectors
   */
  void run(
      Elements weights,
      int from,
      int to,
      Elements x,
      int xStart,
      Elements y,
      int yStart,
      Elements buffer) {
    for (int written = 0; written < terms.size(); written++) {
      int target = yStart + written * plane;
      if (columns < lanes) {
        narrow(weights, terms.get(written), from, to, x, xStart, y, target, buffer);
        continue;
      }
      for (int v = 0; v < columns; v += lanes) {
        int first = Math.min(v, columns - lanes);
        int at = target + from * columns + first;
        down(weights, terms.get(written), first, from, to, x, xStart, y, at, columns);
      }
    }
  }

  /** Rows shorter than a vector, through the buffer: only what belongs to them is written. */
  private void narrow(
      Elements weights,
      RowTerms square,
      int from,
      int to,
      Elements x,
      int xStart,
      Elements y,
      int target,
      Elements buffer) {
    for (int begin = from; begin < to; begin += RowSums.BUFFER) {
      int end = Math.min(to, begin + RowSums.BUFFER);
      down(weights, square, 0, begin, end, x, xStart, buffer, 0, lanes);
      int at = target + begin * columns;
      loops.copyShortRows(buffer, 0, lanes, y, at, columns, end - begin, columns);
    }
  }

  private void down(
      Elements weights,
      RowTerms square,
      int first,
      int from,
      int to,
      Elements x,
      int xStart,
      Elements y,
      int at,
      int step) {
    int c = column + first;
    int r = row + from;
    loops.squareDown(weights, square, x, xStart, c, r, extent, readRows, y, at, step, to - from);
  }
}
