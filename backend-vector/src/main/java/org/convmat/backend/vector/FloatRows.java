package org.convmat.backend.vector;

import org.convmat.spi.Elements;

/** The loops for floats. */
final class FloatRows extends RowLoops {

  static final FloatRows INSTANCE = new FloatRows();

  private static final int L = Lanes.FLOATS.length();

  private FloatRows() {}

  @Override
  void few(
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
      int vectors) {
    float[] p = patterns.floats();
    float[] x = source.floats();
    float[] y = target.floats();
    int xs = sourceStep;
    int ys = targetStep;
    switch (terms.count()) {
      case 1 -> FloatFew.one(p, terms, turn, x, start, xs, y, position, ys, rows, vectors);
      case 2 -> FloatFew.two(p, terms, turn, x, start, xs, y, position, ys, rows, vectors);
      case 3 -> FloatFew.three(p, terms, turn, x, start, xs, y, position, ys, rows, vectors);
      case 4 -> FloatFew.four(p, terms, turn, x, start, xs, y, position, ys, rows, vectors);
      case 8 -> FloatFew.eight(p, terms, turn, x, start, xs, y, position, ys, rows, vectors);
      default -> FloatFew.nine(p, terms, turn, x, start, xs, y, position, ys, rows, vectors);
    }
  }

  @Override
  void pair(
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
      int vectors) {
    float[] p = patterns.floats();
    float[] x = source.floats();
    float[] y = target.floats();
    int xs = sourceStep;
    int to = position;
    int ys = targetStep;
    switch (terms.count()) {
      case 2 ->
          FloatPairs.two(p, terms, mate, turn, x, start, xs, y, to, mateSkip, ys, rows, vectors);
      case 3 ->
          FloatPairs.three(p, terms, mate, turn, x, start, xs, y, to, mateSkip, ys, rows, vectors);
      default ->
          FloatPairs.four(p, terms, mate, turn, x, start, xs, y, to, mateSkip, ys, rows, vectors);
    }
  }

  @Override
  void phases(
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
      int vectors) {
    float[] p = patterns.floats();
    float[] x = source.floats();
    float[] y = target.floats();
    int xs = sourceStep;
    int ys = targetStep;
    int step = phaseStep;
    if (phases.areBeside()) {
      FloatPhases.fourBeside(p, phases, turn, x, start, xs, y, position, ys, step, rows, vectors);
    } else {
      FloatPhases.four(p, phases, turn, x, start, xs, y, position, ys, step, rows, vectors);
    }
  }

  @Override
  void square(
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
      int count) {
    float[] p = patterns.floats();
    float[] x = source.floats();
    float[] y = target.floats();
    int xs = sourceStep;
    int ys = targetStep;
    FloatSquares.one(p, terms, turn, x, start, xs, y, position, ys, rows, count);
  }

  @Override
  void squareDown(
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
      int rows) {
    float[] p = patterns.floats();
    float[] x = source.floats();
    float[] y = target.floats();
    int ys = targetStep;
    FloatSquares.down(p, terms, x, start, column, row, extent, readRows, y, position, ys, rows);
  }

  @Override
  void squares(
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
      int vectors) {
    float[] p = patterns.floats();
    float[] x = source.floats();
    float[] y = target.floats();
    int xs = sourceStep;
    int ys = targetStep;
    FloatSquares.several(p, terms, turn, x, start, xs, y, position, ys, rows, vectors);
  }

  @Override
  void squareOfTwoRows(
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
      int vectors) {
    FloatSquarePairs.sums(
        patterns.floats(),
        terms,
        turn,
        source.floats(),
        start,
        sourceStep,
        target.floats(),
        position,
        targetStep,
        rows,
        vectors);
  }

  @Override
  void eight(
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
      int targetSkip) {
    FloatEights.eight(
        patterns.floats(),
        terms,
        turn,
        source.floats(),
        start,
        sourceStep,
        sourceSkip,
        target.floats(),
        position,
        targetStep,
        targetSkip);
  }

  @Override
  void eightInRow(
      Elements patterns,
      RowTerms terms,
      int turn,
      Elements source,
      int start,
      Elements target,
      int position) {
    FloatEights.inRow(
        patterns.floats(), terms, turn, source.floats(), start, target.floats(), position);
  }

  @Override
  void one(
      Elements patterns,
      RowTerms terms,
      int turn,
      Elements source,
      int start,
      Elements target,
      int position) {
    FloatEights.one(
        patterns.floats(), terms, turn, source.floats(), start, target.floats(), position);
  }

  @Override
  void column(
      Elements patterns,
      RowTerms terms,
      Elements source,
      int start,
      int sourceStep,
      Elements target,
      int position,
      int targetStep,
      int rows) {
    FloatEights.column(
        patterns.floats(),
        terms,
        source.floats(),
        start,
        sourceStep,
        target.floats(),
        position,
        targetStep,
        rows);
  }

  @Override
  void copyRows(
      Elements source,
      int from,
      int fromStep,
      int step,
      Elements to,
      int at,
      int toStep,
      int rows,
      int count) {
    float[] x = source.floats();
    float[] y = to.floats();
    if (step == 1 && count >= L) {
      FloatCopies.whole(x, from, fromStep, y, at, toStep, rows, count);
    } else if (step == 2 && count > L && L > 2) {
      FloatCopies.everySecond(x, from, fromStep, y, at, toStep, rows, count);
    } else {
      FloatCopies.each(x, from, fromStep, step, y, at, toStep, rows, count);
    }
  }

  @Override
  void copyShortRows(
      Elements source,
      int from,
      int fromStep,
      Elements to,
      int at,
      int toStep,
      int rows,
      int count) {
    if (count < L) {
      FloatCopies.narrow(source.floats(), from, fromStep, to.floats(), at, toStep, rows, count);
    } else {
      FloatCopies.whole(source.floats(), from, fromStep, to.floats(), at, toStep, rows, count);
    }
  }

  @Override
  void interleave(
      Elements from,
      int first,
      int second,
      int fromStep,
      Elements to,
      int at,
      int toStep,
      int rows,
      int count) {
    FloatCopies.interleave(
        from.floats(), first, second, fromStep, to.floats(), at, toStep, rows, count);
  }

  @Override
  void clear(Elements to, int at, int step, int rows, int count) {
    FloatCopies.clear(to.floats(), at, step, rows, count);
  }

  @Override
  boolean splits(int count) {
    return count >= L && L > 2;
  }

  @Override
  void splitRows(
      Elements source,
      int from,
      int fromStep,
      Elements to,
      int even,
      int odd,
      int toStep,
      int rows,
      int count,
      boolean more) {
    FloatCopies.split(
        source.floats(), from, fromStep, to.floats(), even, odd, toStep, rows, count, more);
  }

  @Override
  void repeatRows(
      Elements source,
      int from,
      int fromStep,
      int skipped,
      int repeat,
      Elements to,
      int at,
      int toStep,
      int rows,
      int count) {
    float[] x = source.floats();
    float[] y = to.floats();
    int head = Math.min(count, Math.floorMod(-skipped, repeat));
    for (int j = 0; j < head; j++) {
      FloatCopies.each(x, from + skipped / repeat, fromStep, 1, y, at + j, toStep, rows, 1);
    }
    int first = from + (skipped + head) / repeat;
    if (repeat == 2 && L > 1) {
      FloatCopies.twice(x, first, fromStep, y, at + head, toStep, rows, count - head);
    } else if (repeat == 4 && L > 1) {
      FloatCopies.fourTimes(x, first, fromStep, y, at + head, toStep, rows, count - head);
    } else {
      FloatCopies.repeat(x, first, fromStep, repeat, y, at + head, toStep, rows, count - head);
    }
  }
}
