package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.convmat.spi.Elements;

/** The loops for floats. */
final class FloatFolds extends FoldLoops {

  static final FloatFolds INSTANCE = new FloatFolds();

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();
  private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(S, i -> 2 * i % L);
  private static final VectorMask<Float> UPPER = VectorMask.fromLong(S, -1L << (L / 2));

  private FloatFolds() {}

  /** Adds to every element with an even number the one after it. */
  private static FloatVector fold(FloatVector v) {
    return v.add(
        v.reinterpretAsLongs().lanewise(VectorOperators.LSHR, Float.SIZE).reinterpretAsFloats());
  }

  /** The elements with even numbers of two vectors. */
  private static FloatVector join(FloatVector v, FloatVector w) {
    return v.rearrange(EVEN).blend(w.rearrange(EVEN), UPPER);
  }

  @Override
  void threes(
      Elements patterns,
      RowTerms pairs,
      RowTerms singles,
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
    FloatVector w0 = FloatVector.fromArray(S, p, pairs.pattern(0));
    FloatVector w1 = FloatVector.fromArray(S, p, pairs.pattern(1));
    FloatVector w2 = FloatVector.fromArray(S, p, pairs.pattern(2));
    FloatVector v0 = FloatVector.fromArray(S, p, singles.pattern(0));
    FloatVector v1 = FloatVector.fromArray(S, p, singles.pattern(1));
    FloatVector v2 = FloatVector.fromArray(S, p, singles.pattern(2));
    int vectors = (count - 1) / L;
    int last = count - L;
    for (int row = 0; row < rows; row++) {
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      int p0 = at + pairs.offset(0);
      int p1 = at + pairs.offset(1);
      int p2 = at + pairs.offset(2);
      int s0 = at + singles.offset(0);
      int s1 = at + singles.offset(1);
      int s2 = at + singles.offset(2);
      for (int k = 0; k <= vectors; k++) {
        int j = Math.min(k * L, last);
        int i = 2 * j;
        FloatVector a = w0.mul(FloatVector.fromArray(S, x, p0 + i));
        FloatVector b = w0.mul(FloatVector.fromArray(S, x, p0 + i + L));
        a = w1.fma(FloatVector.fromArray(S, x, p1 + i), a);
        b = w1.fma(FloatVector.fromArray(S, x, p1 + i + L), b);
        a = w2.fma(FloatVector.fromArray(S, x, p2 + i), a);
        b = w2.fma(FloatVector.fromArray(S, x, p2 + i + L), b);
        a = fold(a);
        b = fold(b);
        a = v0.fma(FloatVector.fromArray(S, x, s0 + i), a);
        b = v0.fma(FloatVector.fromArray(S, x, s0 + i + L), b);
        a = v1.fma(FloatVector.fromArray(S, x, s1 + i), a);
        b = v1.fma(FloatVector.fromArray(S, x, s1 + i + L), b);
        a = v2.fma(FloatVector.fromArray(S, x, s2 + i), a);
        b = v2.fma(FloatVector.fromArray(S, x, s2 + i + L), b);
        join(a, b).intoArray(y, to + j);
      }
    }
  }

  @Override
  void fold(
      Elements buffer,
      int pairs,
      int singles,
      int fromStep,
      Elements target,
      int position,
      int targetStep,
      int rows,
      int count) {
    float[] x = buffer.floats();
    float[] y = target.floats();
    int vectors = (count - 1) / L;
    int last = count - L;
    for (int row = 0; row < rows; row++) {
      int p = pairs + row * fromStep;
      int s = singles + row * fromStep;
      int to = position + row * targetStep;
      for (int k = 0; k <= vectors; k++) {
        int i = Math.min(k * L, last);
        FloatVector a = fold(FloatVector.fromArray(S, x, p + 2 * i));
        FloatVector b = fold(FloatVector.fromArray(S, x, p + 2 * i + L));
        a = a.add(FloatVector.fromArray(S, x, s + 2 * i));
        b = b.add(FloatVector.fromArray(S, x, s + 2 * i + L));
        join(a, b).intoArray(y, to + i);
      }
    }
  }

  @Override
  void fold(
      Elements buffer,
      int pairs,
      int fromStep,
      Elements target,
      int position,
      int targetStep,
      int rows,
      int count) {
    float[] x = buffer.floats();
    float[] y = target.floats();
    int vectors = (count - 1) / L;
    int last = count - L;
    for (int row = 0; row < rows; row++) {
      int p = pairs + row * fromStep;
      int to = position + row * targetStep;
      for (int k = 0; k <= vectors; k++) {
        int i = Math.min(k * L, last);
        FloatVector a = fold(FloatVector.fromArray(S, x, p + 2 * i));
        FloatVector b = fold(FloatVector.fromArray(S, x, p + 2 * i + L));
        join(a, b).intoArray(y, to + i);
      }
    }
  }
}
