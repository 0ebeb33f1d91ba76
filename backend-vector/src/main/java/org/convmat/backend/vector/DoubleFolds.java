package org.convmat.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.convmat.spi.Elements;

/** The loops for doubles. */
final class DoubleFolds extends FoldLoops {

  static final DoubleFolds INSTANCE = new DoubleFolds();

  private static final VectorSpecies<Double> S = Lanes.DOUBLES;
  private static final int L = S.length();
  private static final VectorShuffle<Double> EVEN = VectorShuffle.fromOp(S, i -> 2 * i % L);
  private static final VectorShuffle<Double> NEXT = VectorShuffle.fromOp(S, i -> (i + 1) % L);
  private static final VectorMask<Double> UPPER = VectorMask.fromLong(S, -1L << (L / 2));

  private DoubleFolds() {}

  /** Adds to every element with an even number the one after it. */
  private static DoubleVector fold(DoubleVector v) {
    return v.add(v.rearrange(NEXT));
  }

  /** The elements with even numbers of two vectors. */
  private static DoubleVector join(DoubleVector v, DoubleVector w) {
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
    double[] p = patterns.doubles();
    double[] x = source.doubles();
    double[] y = target.doubles();
    DoubleVector w0 = DoubleVector.fromArray(S, p, pairs.pattern(0));
    DoubleVector w1 = DoubleVector.fromArray(S, p, pairs.pattern(1));
    DoubleVector w2 = DoubleVector.fromArray(S, p, pairs.pattern(2));
    DoubleVector v0 = DoubleVector.fromArray(S, p, singles.pattern(0));
    DoubleVector v1 = DoubleVector.fromArray(S, p, singles.pattern(1));
    DoubleVector v2 = DoubleVector.fromArray(S, p, singles.pattern(2));
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
        DoubleVector a = w0.mul(DoubleVector.fromArray(S, x, p0 + i));
        DoubleVector b = w0.mul(DoubleVector.fromArray(S, x, p0 + i + L));
        a = w1.fma(DoubleVector.fromArray(S, x, p1 + i), a);
        b = w1.fma(DoubleVector.fromArray(S, x, p1 + i + L), b);
        a = w2.fma(DoubleVector.fromArray(S, x, p2 + i), a);
        b = w2.fma(DoubleVector.fromArray(S, x, p2 + i + L), b);
        a = fold(a);
        b = fold(b);
        a = v0.fma(DoubleVector.fromArray(S, x, s0 + i), a);
        b = v0.fma(DoubleVector.fromArray(S, x, s0 + i + L), b);
        a = v1.fma(DoubleVector.fromArray(S, x, s1 + i), a);
        b = v1.fma(DoubleVector.fromArray(S, x, s1 + i + L), b);
        a = v2.fma(DoubleVector.fromArray(S, x, s2 + i), a);
        b = v2.fma(DoubleVector.fromArray(S, x, s2 + i + L), b);
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
    double[] x = buffer.doubles();
    double[] y = target.doubles();
    int vectors = (count - 1) / L;
    int last = count - L;
    for (int row = 0; row < rows; row++) {
      int p = pairs + row * fromStep;
      int s = singles + row * fromStep;
      int to = position + row * targetStep;
      for (int k = 0; k <= vectors; k++) {
        int i = Math.min(k * L, last);
        DoubleVector a = fold(DoubleVector.fromArray(S, x, p + 2 * i));
        DoubleVector b = fold(DoubleVector.fromArray(S, x, p + 2 * i + L));
        a = a.add(DoubleVector.fromArray(S, x, s + 2 * i));
        b = b.add(DoubleVector.fromArray(S, x, s + 2 * i + L));
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
    double[] x = buffer.doubles();
    double[] y = target.doubles();
    int vectors = (count - 1) / L;
    int last = count - L;
    for (int row = 0; row < rows; row++) {
      int p = pairs + row * fromStep;
      int to = position + row * targetStep;
      for (int k = 0; k <= vectors; k++) {
        int i = Math.min(k * L, last);
        DoubleVector a = fold(DoubleVector.fromArray(S, x, p + 2 * i));
        DoubleVector b = fold(DoubleVector.fromArray(S, x, p + 2 * i + L));
        join(a, b).intoArray(y, to + i);
      }
    }
  }
}
