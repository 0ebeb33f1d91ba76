package org.convmat.backend.vector;

import org.convmat.spi.Elements;

/** The loops for doubles. */
final class DoubleRows extends RowLoops {

  static final DoubleRows INSTANCE = new DoubleRows();

  private static final int L = Lanes.DOUBLES.length();

  private DoubleRows() {}

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
    double[] p = patterns.doubles();
    double[] x = source.doubles();
    double[] y = target.doubles();
    int xs = sourceStep;
    int ys = targetStep;
    switch (terms.count()) {
      case 1 -> DoubleFew.one(p, terms, turn, x, start, xs, y, position, ys, rows, vectors);
      case 2 -> DoubleFew.two(p, terms, turn, x, start, xs, y, position, ys, rows, vectors);
      case 3 -> DoubleFew.three(p, terms, turn, x, start, xs, y, position, ys, rows, vectors);
      case 4 -> DoubleFew.four(p, terms, turn, x, start, xs, y, position, ys, rows, vectors);
      case 8 -> DoubleFew.eight(p, terms, turn, x, start, xs, y, position, ys, rows, vectors);
      default -> DoubleFew.nine(p, terms, turn, x, start, xs, y, position, ys, rows, vectors);
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
    double[] p = patterns.doubles();
    double[] x = source.doubles();
    double[] y = target.doubles();
    int xs = sourceStep;
    int to = position;
    int ys = targetStep;
    switch (terms.count()) {
      case 2 ->
          DoublePairs.two(p, terms, mate, turn, x, start, xs, y, to, mateSkip, ys, rows, vectors);
      case 3 ->
          DoublePairs.three(p, terms, mate, turn, x, start, xs, y, to, mateSkip, ys, rows, vectors);
      default ->
          DoublePairs.four(p, terms, mate, turn, x, start, xs, y, to, mateSkip, ys, rows, vectors);
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
    double[] p = patterns.doubles();
    double[] x = source.doubles();
    double[] y = target.doubles();
    int xs = sourceStep;
    int ys = targetStep;
    int step = phaseStep;
    if (phases.areBeside()) {
      DoublePhases.fourBeside(p, phases, turn, x, start, xs, y, position, ys, step, rows, vectors);
    } else {
      DoublePhases.four(p, phases, turn, x, start, xs, y, position, ys, step, rows, vectors);
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
    double[] p = patterns.doubles();
    double[] x = source.doubles();
    double[] y = target.doubles();
    int xs = sourceStep;
    int ys = targetStep;
    DoubleSquares.one(p, terms, turn, x, start, xs, y, position, ys, rows, count);
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
    double[] p = patterns.doubles();
    double[] x = source.doubles();
    double[] y = target.doubles();
    int ys = targetStep;
    DoubleSquares.down(p, terms, x, start, column, row, extent, readRows, y, position, ys, rows);
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
    double[] p = patterns.doubles();
    double[] x = source.doubles();
    double[] y = target.doubles();
    int xs = sourceStep;
    int ys = targetStep;
    DoubleSquares.several(p, terms, turn, x, start, xs, y, position, ys, rows, vectors);
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
    DoubleSquarePairs.sums(
        patterns.doubles(),
        terms,
        turn,
        source.doubles(),
        start,
        sourceStep,
        target.doubles(),
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
    DoubleEights.eight(
        patterns.doubles(),
        terms,
        turn,
        source.doubles(),
        start,
        sourceStep,
        sourceSkip,
        target.doubles(),
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
    DoubleEights.inRow(
        patterns.doubles(), terms, turn, source.doubles(), start, target.doubles(), position);
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
    DoubleEights.one(
        patterns.doubles(), terms, turn, source.doubles(), start, target.doubles(), position);
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
    DoubleEights.column(
        patterns.doubles(),
        terms,
        source.doubles(),
        start,
        sourceStep,
        target.doubles(),
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
    double[] x = source.doubles();
    double[] y = to.doubles();
    if (step == 1 && count >= L) {
      DoubleCopies.whole(x, from, fromStep, y, at, toStep, rows, count);
    } else if (step == 2 && count > L && L > 2) {
      DoubleCopies.everySecond(x, from, fromStep, y, at, toStep, rows, count);
    } else {
      DoubleCopies.each(x, from, fromStep, step, y, at, toStep, rows, count);
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
      DoubleCopies.narrow(source.doubles(), from, fromStep, to.doubles(), at, toStep, rows, count);
    } else {
      DoubleCopies.whole(source.doubles(), from, fromStep, to.doubles(), at, toStep, rows, count);
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
    DoubleCopies.interleave(
        from.doubles(), first, second, fromStep, to.doubles(), at, toStep, rows, count);
  }

  @Override
  void clear(Elements to, int at, int step, int rows, int count) {
    DoubleCopies.clear(to.doubles(), at, step, rows, count);
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
    DoubleCopies.split(
        source.doubles(), from, fromStep, to.doubles(), even, odd, toStep, rows, count, more);
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
    double[] x = source.doubles();
    double[] y = to.doubles();
    int head = Math.min(count, Math.floorMod(-skipped, repeat));
    for (int j = 0; j < head; j++) {
      DoubleCopies.each(x, from + skipped / repeat, fromStep, 1, y, at + j, toStep, rows, 1);
    }
    int first = from + (skipped + head) / repeat;
    if (repeat == 2 && L > 1) {
      DoubleCopies.twice(x, first, fromStep, y, at + head, toStep, rows, count - head);
    } else if (repeat == 4 && L > 1) {
      DoubleCopies.fourTimes(x, first, fromStep, y, at + head, toStep, rows, count - head);
    } else {
      DoubleCopies.repeat(x, first, fromStep, repeat, y, at + head, toStep, rows, count - head);
    }
  }
}
