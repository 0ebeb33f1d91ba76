package org.convmat.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies of rows. The loop over the rows is within each method: a loop that calls a method for each
 * row is interpreted for a second or more where an image has few calls of many rows, and takes
 * longer than the work.
 */
final class FloatCopies {

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();
  private static final VectorSpecies<Integer> BITS = VectorSpecies.of(int.class, S.vectorShape());

  /** All bits of a vector of elements, then none of another one. */
  private static final int[] KEPT = new int[2 * L];

  private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(S, i -> 2 * i % L);
  private static final VectorShuffle<Float> ODD = VectorShuffle.fromOp(S, i -> (2 * i + 1) % L);
  private static final VectorShuffle<Float> LOW = VectorShuffle.fromOp(S, i -> i / 2);
  private static final VectorShuffle<Float> HIGH = VectorShuffle.fromOp(S, i -> (L + i) / 2);
  private static final VectorShuffle<Float> FIRST = VectorShuffle.fromOp(S, i -> i / 4);
  private static final VectorShuffle<Float> SECOND = VectorShuffle.fromOp(S, i -> (L + i) / 4);
  private static final VectorShuffle<Float> THIRD = VectorShuffle.fromOp(S, i -> (2 * L + i) / 4);
  private static final VectorShuffle<Float> FOURTH = VectorShuffle.fromOp(S, i -> (3 * L + i) / 4);
  private static final VectorMask<Float> UPPER = VectorMask.fromLong(S, -1L << (L / 2));

  private static final VectorMask<Float> SECONDS = VectorMask.fromLong(S, 0xAAAAAAAAAAAAAAAAL);

  static {
    Arrays.fill(KEPT, 0, L, -1);
  }

  private FloatCopies() {}

  /** Any step. */
  static void each(
      float[] x,
      int from,
      int fromStep,
      int step,
      float[] y,
      int at,
      int toStep,
      int rows,
      int count) {
    for (int row = 0; row < rows; row++, from += fromStep, at += toStep) {
      for (int j = 0; j < count; j++) {
        y[at + j] = x[from + j * step];
      }
    }
  }

  /** Neighbours, a vector of them or more. */
  static void whole(
      float[] x, int from, int fromStep, float[] y, int at, int toStep, int rows, int count) {
    int vectors = (count + L - 1) / L;
    int last = count - L;
    for (int row = 0; row < rows; row++, from += fromStep, at += toStep) {
      for (int k = 0; k < vectors; k++) {
        int i = Math.min(k * L, last);
        FloatVector.fromArray(S, x, from + i).intoArray(y, at + i);
      }
    }
  }

  /**
   * Neighbours, fewer than a vector of them; zeros, or elements of the rows after it, where a
   * vector is longer than a row.
   */
  static void narrow(
      float[] x, int from, int fromStep, float[] y, int at, int toStep, int rows, int count) {
    IntVector kept = IntVector.fromArray(BITS, KEPT, L - count);
    int end = at + (rows - 1) * toStep + count;
    int whole = Math.min(rows, vectors(end - at, toStep));
    whole = Math.min(whole, vectors(x.length - from, fromStep));
    for (int row = 0; row < whole; row++) {
      FloatVector v = FloatVector.fromArray(S, x, from + row * fromStep);
      v = v.reinterpretAsInts().and(kept).reinterpretAsFloats();
      v.intoArray(y, at + row * toStep);
    }
    for (int row = whole; row < rows; row++) {
      for (int j = 0; j < count; j++) {
        y[at + row * toStep + j] = x[from + row * fromStep + j];
      }
    }
  }

  /** How many vectors, {@code step} apart, lie within {@code room} elements. */
  private static int vectors(int room, int step) {
    return room < L ? 0 : (room - L) / Math.max(1, step) + 1;
  }

  /**
   * Every second element, more than a vector of them. The last vector overlaps, and is read one
   * element early, so that nothing is read too far.
   */
  static void everySecond(
      float[] x, int from, int fromStep, float[] y, int at, int toStep, int rows, int count) {
    int vectors = (count - 1) / L;
    int last = count - L;
    for (int row = 0; row < rows; row++, from += fromStep, at += toStep) {
      for (int k = 0; k < vectors; k++) {
        FloatVector a = FloatVector.fromArray(S, x, from + 2 * L * k);
        FloatVector b = FloatVector.fromArray(S, x, from + 2 * L * k + L);
        a.rearrange(EVEN).blend(b.rearrange(EVEN), UPPER).intoArray(y, at + k * L);
      }
      FloatVector a = FloatVector.fromArray(S, x, from + 2 * last - 1);
      FloatVector b = FloatVector.fromArray(S, x, from + 2 * last - 1 + L);
      a.rearrange(ODD).blend(b.rearrange(ODD), UPPER).intoArray(y, at + last);
    }
  }

  /** Every second element and those between them, a vector of each or more; see RowLoops. */
  static void split(
      float[] x,
      int from,
      int fromStep,
      float[] y,
      int even,
      int odd,
      int toStep,
      int rows,
      int count,
      boolean more) {
    int vectors = (count + L - 1) / L;
    int last = count - L;
    for (int row = 0; row < rows; row++, from += fromStep, even += toStep, odd += toStep) {
      for (int k = 0; k < vectors; k++) {
        int i = Math.min(k * L, last);
        FloatVector a = FloatVector.fromArray(S, x, from + 2 * i);
        FloatVector b = FloatVector.fromArray(S, x, from + 2 * i + L);
        a.rearrange(EVEN).blend(b.rearrange(EVEN), UPPER).intoArray(y, even + i);
        a.rearrange(ODD).blend(b.rearrange(ODD), UPPER).intoArray(y, odd + i);
      }
      if (more) {
        y[even + count] = x[from + 2 * count];
      }
    }
  }

  /** Each element twice. */
  static void twice(
      float[] x, int from, int fromStep, float[] y, int at, int toStep, int rows, int count) {
    int pairs = count / (2 * L);
    for (int row = 0; row < rows; row++, from += fromStep, at += toStep) {
      for (int k = 0; k < pairs; k++) {
        FloatVector v = FloatVector.fromArray(S, x, from + k * L);
        v.rearrange(LOW).intoArray(y, at + 2 * L * k);
        v.rearrange(HIGH).intoArray(y, at + 2 * L * k + L);
      }
      for (int j = 2 * L * pairs; j < count; j++) {
        y[at + j] = x[from + j / 2];
      }
    }
  }

  /** Each element four times. */
  static void fourTimes(
      float[] x, int from, int fromStep, float[] y, int at, int toStep, int rows, int count) {
    int whole = count / (4 * L);
    for (int row = 0; row < rows; row++, from += fromStep, at += toStep) {
      for (int k = 0; k < whole; k++) {
        FloatVector v = FloatVector.fromArray(S, x, from + k * L);
        v.rearrange(FIRST).intoArray(y, at + 4 * L * k);
        v.rearrange(SECOND).intoArray(y, at + 4 * L * k + L);
        v.rearrange(THIRD).intoArray(y, at + 4 * L * k + 2 * L);
        v.rearrange(FOURTH).intoArray(y, at + 4 * L * k + 3 * L);
      }
      for (int j = 4 * L * whole; j < count; j++) {
        y[at + j] = x[from + j / 4];
      }
    }
  }

  /** Each element often: a vector of it, and what that writes too much, the next one overwrites. */
  static void repeat(
      float[] x,
      int from,
      int fromStep,
      int repeat,
      float[] y,
      int at,
      int toStep,
      int rows,
      int count) {
    int whole = count < L ? 0 : (count - L) / repeat;
    for (int row = 0; row < rows; row++, from += fromStep, at += toStep) {
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

  /** Elements of two rows in turn; the last vectors overlap those before. */
  static void interleave(
      float[] x, int a, int b, int fromStep, float[] y, int at, int toStep, int rows, int count) {
    if (count < L) {
      for (int row = 0; row < rows; row++) {
        for (int j = 0; j < count; j++) {
          y[at + row * toStep + 2 * j] = x[a + row * fromStep + j];
          y[at + row * toStep + 2 * j + 1] = x[b + row * fromStep + j];
        }
      }
      return;
    }
    int vectors = (count + L - 1) / L;
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < vectors; k++) {
        int j = Math.min(k * L, count - L);
        FloatVector v = FloatVector.fromArray(S, x, a + row * fromStep + j);
        FloatVector w = FloatVector.fromArray(S, x, b + row * fromStep + j);
        int place = at + row * toStep + 2 * j;
        v.rearrange(LOW).blend(w.rearrange(LOW), SECONDS).intoArray(y, place);
        v.rearrange(HIGH).blend(w.rearrange(HIGH), SECONDS).intoArray(y, place + L);
      }
    }
  }

  /** Zeros: one element of each row, two vectors of each, or any number. */
  static void clear(float[] y, int at, int step, int rows, int count) {
    if (count == 1) {
      for (int row = 0; row < rows; row++) {
        y[at + row * step] = 0;
      }
    } else if (count == 2 * L) {
      FloatVector zero = FloatVector.zero(S);
      for (int row = 0; row < rows; row++) {
        zero.intoArray(y, at + row * step);
        zero.intoArray(y, at + row * step + L);
      }
    } else {
      for (int row = 0; row < rows; row++) {
        for (int j = 0; j < count; j++) {
          y[at + row * step + j] = 0;
        }
      }
    }
  }
}
