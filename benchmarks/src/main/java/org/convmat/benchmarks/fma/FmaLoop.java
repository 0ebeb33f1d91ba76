package org.convmat.benchmarks.fma;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Fused multiply-adds in registers, as many at a time as the processor can have in flight: twelve
 * accumulators, since two units with a latency of four to five cycles need ten, and twelve with
 * their two factors fit into sixteen registers. Every step needs the one before it and the factors
 * come from memory, so no compiler can leave a step out. {@code a <- a + m * c}, rounded once, with
 * small positive factors: no infinities and no denormal numbers slow it down. Thread-safe.
 */
public final class FmaLoop {

  /** Accumulators. */
  private static final int INDEPENDENT = 12;

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private FmaLoop() {}

  /** Floats in one register. */
  public static int floatLanes() {
    return FLOATS.length();
  }

  /** Doubles in one register. */
  public static int doubleLanes() {
    return DOUBLES.length();
  }

  /** Floating-point operations of one call of {@link #floats}. */
  public static double floatFlops(int steps) {
    return 2.0 * INDEPENDENT * FLOATS.length() * steps;
  }

  /** Floating-point operations of one call of {@link #doubles}. */
  public static double doubleFlops(int steps) {
    return 2.0 * INDEPENDENT * DOUBLES.length() * steps;
  }

  /**
   * Runs the steps in float.
   *
   * @param factors m and c, for each lane: twice {@link #floatLanes} numbers
   */
  public static float floats(float[] factors, int steps) {
    FloatVector m = FloatVector.fromArray(FLOATS, factors, 0);
    FloatVector c = FloatVector.fromArray(FLOATS, factors, FLOATS.length());
    FloatVector a0 = c;
    FloatVector a1 = c.add(1);
    FloatVector a2 = c.add(2);
    FloatVector a3 = c.add(3);
    FloatVector a4 = c.add(4);
    FloatVector a5 = c.add(5);
    FloatVector a6 = c.add(6);
    FloatVector a7 = c.add(7);
    FloatVector a8 = c.add(8);
    FloatVector a9 = c.add(9);
    FloatVector a10 = c.add(10);
    FloatVector a11 = c.add(11);
    for (int i = 0; i < steps; i++) {
      a0 = m.fma(c, a0);
      a1 = m.fma(c, a1);
      a2 = m.fma(c, a2);
      a3 = m.fma(c, a3);
      a4 = m.fma(c, a4);
      a5 = m.fma(c, a5);
      a6 = m.fma(c, a6);
      a7 = m.fma(c, a7);
      a8 = m.fma(c, a8);
      a9 = m.fma(c, a9);
      a10 = m.fma(c, a10);
      a11 = m.fma(c, a11);
    }
    FloatVector low = a0.add(a1).add(a2.add(a3)).add(a4.add(a5));
    FloatVector high = a6.add(a7).add(a8.add(a9)).add(a10.add(a11));
    return low.add(high).reduceLanes(VectorOperators.ADD);
  }

  /**
   * Runs the steps in double.
   *
   * @param factors m and c, for each lane: twice {@link #doubleLanes} numbers
   */
  public static double doubles(double[] factors, int steps) {
    DoubleVector m = DoubleVector.fromArray(DOUBLES, factors, 0);
    DoubleVector c = DoubleVector.fromArray(DOUBLES, factors, DOUBLES.length());
    DoubleVector a0 = c;
    DoubleVector a1 = c.add(1);
    DoubleVector a2 = c.add(2);
    DoubleVector a3 = c.add(3);
    DoubleVector a4 = c.add(4);
    DoubleVector a5 = c.add(5);
    DoubleVector a6 = c.add(6);
    DoubleVector a7 = c.add(7);
    DoubleVector a8 = c.add(8);
    DoubleVector a9 = c.add(9);
    DoubleVector a10 = c.add(10);
    DoubleVector a11 = c.add(11);
    for (int i = 0; i < steps; i++) {
      a0 = m.fma(c, a0);
      a1 = m.fma(c, a1);
      a2 = m.fma(c, a2);
      a3 = m.fma(c, a3);
      a4 = m.fma(c, a4);
      a5 = m.fma(c, a5);
      a6 = m.fma(c, a6);
      a7 = m.fma(c, a7);
      a8 = m.fma(c, a8);
      a9 = m.fma(c, a9);
      a10 = m.fma(c, a10);
      a11 = m.fma(c, a11);
    }
    DoubleVector low = a0.add(a1).add(a2.add(a3)).add(a4.add(a5));
    DoubleVector high = a6.add(a7).add(a8.add(a9)).add(a10.add(a11));
    return low.add(high).reduceLanes(VectorOperators.ADD);
  }
}
