package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.convmat.spi.Elements;

/** The loops for floats. */
final class FloatRows extends RowLoops {

  static final FloatRows INSTANCE = new FloatRows();

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();
  private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(S, i -> 2 * i % L);
  private static final VectorShuffle<Float> ODD = VectorShuffle.fromOp(S, i -> (2 * i + 1) % L);
  private static final VectorShuffle<Float> LOW = VectorShuffle.fromOp(S, i -> i / 2);
  private static final VectorShuffle<Float> HIGH = VectorShuffle.fromOp(S, i -> (L + i) / 2);
  private static final VectorMask<Float> UPPER = VectorMask.fromLong(S, -1L << (L / 2));

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
      default -> FloatFew.nine(p, terms, turn, x, start, xs, y, position, ys, rows, vectors);
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
      int vectors) {
    FloatSquares.fourRows(
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
    for (int row = 0; row < rows; row++) {
      int start = from + row * fromStep;
      int position = at + row * toStep;
      if (step == 1) {
        copy(x, start, y, position, count);
      } else if (step == 2 && L > 2) {
        everySecond(x, start, y, position, count);
      } else {
        for (int j = 0; j < count; j++) {
          y[position + j] = x[start + j * step];
        }
      }
    }
  }

  private static void copy(float[] x, int from, float[] y, int at, int count) {
    if (count < L) {
      for (int j = 0; j < count; j++) {
        y[at + j] = x[from + j];
      }
      return;
    }
    int vectors = count / L;
    for (int k = 0; k < vectors; k++) {
      FloatVector.fromArray(S, x, from + k * L).intoArray(y, at + k * L);
    }
    FloatVector.fromArray(S, x, from + count - L).intoArray(y, at + count - L);
  }

  /** The last vector overlaps, and is read one element early, so that nothing is read too far. */
  private static void everySecond(float[] x, int from, float[] y, int at, int count) {
    if (count <= L) {
      for (int j = 0; j < count; j++) {
        y[at + j] = x[from + 2 * j];
      }
      return;
    }
    int vectors = (count - 1) / L;
    for (int k = 0; k < vectors; k++) {
      FloatVector a = FloatVector.fromArray(S, x, from + 2 * L * k);
      FloatVector b = FloatVector.fromArray(S, x, from + 2 * L * k + L);
      a.rearrange(EVEN).blend(b.rearrange(EVEN), UPPER).intoArray(y, at + k * L);
    }
    int last = count - L;
    FloatVector a = FloatVector.fromArray(S, x, from + 2 * last - 1);
    FloatVector b = FloatVector.fromArray(S, x, from + 2 * last - 1 + L);
    a.rearrange(ODD).blend(b.rearrange(ODD), UPPER).intoArray(y, at + last);
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
    for (int row = 0; row < rows; row++) {
      int start = from + row * fromStep;
      int position = at + row * toStep;
      int head = Math.min(count, Math.floorMod(-skipped, repeat));
      for (int j = 0; j < head; j++) {
        y[position + j] = x[start + skipped / repeat];
      }
      int first = start + (skipped + head) / repeat;
      if (repeat == 2 && L > 1) {
        twice(x, first, y, position + head, count - head);
      } else {
        repeat(x, first, repeat, y, position + head, count - head);
      }
    }
  }

  private static void twice(float[] x, int from, float[] y, int at, int count) {
    int pairs = count / (2 * L);
    for (int k = 0; k < pairs; k++) {
      FloatVector v = FloatVector.fromArray(S, x, from + k * L);
      v.rearrange(LOW).intoArray(y, at + 2 * L * k);
      v.rearrange(HIGH).intoArray(y, at + 2 * L * k + L);
    }
    for (int j = 2 * L * pairs; j < count; j++) {
      y[at + j] = x[from + j / 2];
    }
  }

  /** Whole vectors of one element each; what one writes too much, the next one overwrites. */
  private static void repeat(float[] x, int from, int repeat, float[] y, int at, int count) {
    int whole = count < L ? 0 : (count - L) / repeat;
    for (int n = 0; n < whole; n++) {
      FloatVector v = FloatVector.broadcast(S, x[from + n]);
      for (int j = 0; j < repeat; j += L) {
        v.intoArray(y, at + n * repeat + j);
      }
    }
    for (int j = whole * repeat; j < count; j++) {
      y[at + j] = x[from + j / repeat];
    }
  }
}
