package org.convmat.backend.vector;

import java.util.Optional;
import org.convmat.spi.Elements;

/**
 * Cuts rows of sums into blocks for the loops. What is left over when a row is cut into vectors is
 * covered by one more vector that overlaps the last, and rows likewise: the same sum twice is the
 * same number. Immutable.
 */
final class RowSums {

  /** Vectors of the buffer that narrow rows go through. */
  static final int BUFFER = 512;

  /**
   * Sums of a call of a loop, about. Longer calls are not faster, and are a burden at the start:
   * the compiler takes a method in hand after some hundred calls, however long they are.
   */
  static final int PIECE = 4096;

  /**
   * Vectors of a piece of a long row. The loops of two rows compute every second vector before the
   * others: all of a row beyond the caches would first arrive, and then be computed from there.
   */
  private static final int LONG = 64;

  private final RowLoops loops;
  private final RowEights eights;
  private final int lanes;
  private final int repeat;
  private final boolean byTwo;
  private final int period;

  /**
   * Blocks for rows whose weights repeat.
   *
   * @param repeat how many weights there are before they begin again; a divisor or a multiple of
   *     the lanes
   * @param byTwo whether squares are computed two rows at a time, not four
   */
  RowSums(RowLoops loops, int lanes, int repeat, boolean byTwo) {
    this.byTwo = byTwo;
    this.loops = loops;
    this.eights = new RowEights(loops, lanes);
    this.lanes = lanes;
    this.repeat = repeat;
    this.period = Math.max(lanes, repeat);
  }

  /**
   * Computes {@code rows} rows of {@code count} sums, and as many of the weights of {@code mate},
   * {@code mateSkip} further on in the target. {@code mate} reads the same, but for a shift.
   *
   * @param buffer room for {@link #BUFFER} vectors
   */
  void pairs(
      Elements patterns,
      RowTerms terms,
      RowTerms mate,
      Elements source,
      int start,
      int sourceStep,
      Elements target,
      int position,
      int mateSkip,
      int targetStep,
      int rows,
      int count,
      Elements buffer) {
    if (count >= lanes && RowLoops.arePaired(terms.count())) {
      RowCall call = new RowCall(patterns, terms, Optional.of(mate), mateSkip, source, target);
      wide(call, start, sourceStep, position, targetStep, rows, count);
      return;
    }
    int at = start - terms.shift(mate);
    int to = position + mateSkip;
    rows(
        patterns,
        terms,
        source,
        start,
        sourceStep,
        target,
        position,
        targetStep,
        rows,
        count,
        buffer);
    rows(patterns, mate, source, at, sourceStep, target, to, targetStep, rows, count, buffer);
  }

  /**
   * Computes {@code rows} rows of {@code count} sums.
   *
   * @param buffer room for {@link #BUFFER} vectors
   */
  void rows(
      Elements patterns,
      RowTerms terms,
      Elements source,
      int start,
      int sourceStep,
      Elements target,
      int position,
      int targetStep,
      int rows,
      int count,
      Elements buffer) {
    if (terms.count() == 0) {
      for (int row = 0; row < rows; row++) {
        int at = position + row * targetStep;
        target.fill(at, at + count, 0);
      }
      return;
    }
    boolean narrow = count < lanes;
    boolean plane = !narrow && isPlane(terms, sourceStep, rows, count);
    if (!narrow && !plane) {
      RowCall call = new RowCall(patterns, terms, Optional.empty(), 0, source, target);
      wide(call, start, sourceStep, position, targetStep, rows, count);
      return;
    }
    RowCall call = new RowCall(patterns, terms, Optional.empty(), 0, source, buffer);
    int step = narrow ? lanes : sourceStep;
    int most = BUFFER * lanes / step;
    for (int from = 0; from < rows; from += most) {
      int some = Math.min(most, rows - from);
      int at = start + from * sourceStep;
      if (narrow) {
        wide(call, at, sourceStep, 0, lanes, some, lanes);
      } else {
        wide(call, at, 0, 0, 0, 1, (some - 1) * sourceStep + count);
      }
      int to = position + from * targetStep;
      if (targetStep == count) {
        loops.copyShortRows(buffer, 0, step, target, to, targetStep, some, count);
      } else {
        loops.copyRows(buffer, 0, step, 1, target, to, targetStep, some, count);
      }
    }
  }

  /**
   * Whether rows of sums are computed as one long row, with the gaps between them, because the rows
   * alone have too few vectors.
   */
  private boolean isPlane(RowTerms terms, int sourceStep, int rows, int count) {
    return repeat == 1
        && rows > 1
        && count < 8 * lanes
        && 2 * sourceStep <= 3 * count
        && rows * sourceStep >= 8 * lanes
        && !RowLoops.isFew(terms.count())
        && !(rows >= 4 && terms.areSquares(sourceStep));
  }

  private void wide(
      RowCall call, int start, int sourceStep, int position, int targetStep, int rows, int count) {
    int last = count - lanes;
    if (isSquare(call, sourceStep, rows)) {
      square(call, start, sourceStep, position, targetStep, rows, count);
      return;
    }
    if (period == lanes) {
      block(call, 0, start, sourceStep, position, targetStep, rows, count / lanes);
    } else {
      for (int row = 0; row < rows; row++) {
        for (int turn = 0; turn < period && turn <= last; turn += lanes) {
          int periods = (last - turn) / period + 1;
          int from = start + row * sourceStep + turn;
          int to = position + row * targetStep + turn;
          block(call, turn, from, period, to, period, periods, 1);
        }
      }
    }
    if (count % lanes != 0) {
      block(call, last % repeat, start + last, sourceStep, position + last, targetStep, rows, 1);
    }
  }

  /** Whether rows are computed with their last vectors by {@link RowLoops#square}. */
  private boolean isSquare(RowCall call, int sourceStep, int rows) {
    return repeat == 1
        && !byTwo
        && rows >= 4
        && call.mate().isEmpty()
        && call.terms().count() == 9
        && call.terms().areSquares(sourceStep);
  }

  private void square(
      RowCall call, int start, int sourceStep, int position, int targetStep, int rows, int count) {
    int some = Math.max(4, PIECE / count / 4 * 4);
    int piece;
    for (int row = 0; row < rows; row += piece) {
      piece = rows - row < 2 * some ? rows - row : some;
      loops.square(
          call.patterns(),
          call.terms(),
          0,
          call.source(),
          start + row * sourceStep,
          sourceStep,
          call.target(),
          position + row * targetStep,
          targetStep,
          piece,
          count);
    }
  }

  private void block(
      RowCall call,
      int turn,
      int start,
      int sourceStep,
      int position,
      int targetStep,
      int rows,
      int vectors) {
    int some = Math.max(4, PIECE / (vectors * lanes) / 4 * 4);
    if (rows >= 2 * some) {
      for (int row = 0; row < rows; row += some) {
        int count = rows - row < 2 * some ? rows - row : some;
        int from = start + row * sourceStep;
        int to = position + row * targetStep;
        block(call, turn, from, sourceStep, to, targetStep, count, vectors);
        row += count - some;
      }
      return;
    }
    if (call.mate().isPresent()) {
      loops.pair(
          call.patterns(),
          call.terms(),
          call.mate().orElseThrow(),
          turn,
          call.source(),
          start,
          sourceStep,
          call.target(),
          position,
          call.mateSkip(),
          targetStep,
          rows,
          vectors);
      return;
    }
    boolean squares = rows >= 4 && call.terms().areSquares(sourceStep);
    if (!squares && RowLoops.isFew(call.terms().count())) {
      loops.few(
          call.patterns(),
          call.terms(),
          turn,
          call.source(),
          start,
          sourceStep,
          call.target(),
          position,
          targetStep,
          rows,
          vectors);
    } else if (squares && byTwo) {
      twoRows(call, turn, start, sourceStep, position, targetStep, rows, vectors);
    } else if (squares) {
      loops.squares(
          call.patterns(),
          call.terms(),
          turn,
          call.source(),
          start,
          sourceStep,
          call.target(),
          position,
          targetStep,
          rows,
          vectors);
    } else {
      eights.block(call, turn, start, sourceStep, position, targetStep, rows, vectors);
    }
  }

  /**
   * Squares, two rows at a time; long rows in pieces, so that one is computed while one arrives.
   */
  private void twoRows(
      RowCall call,
      int turn,
      int start,
      int sourceStep,
      int position,
      int targetStep,
      int rows,
      int vectors) {
    boolean isLong = vectors > 2 * LONG;
    int some = isLong ? LONG : vectors;
    int together = isLong ? 2 : rows;
    for (int two = 0; two < rows; two += together) {
      int row = Math.min(two, rows - together);
      for (int v = 0; v < vectors; v += some) {
        loops.squareOfTwoRows(
            call.patterns(),
            call.terms(),
            turn,
            call.source(),
            start + row * sourceStep + v * lanes,
            sourceStep,
            call.target(),
            position + row * targetStep + v * lanes,
            targetStep,
            together,
            Math.min(some, vectors - v));
      }
    }
  }
}
