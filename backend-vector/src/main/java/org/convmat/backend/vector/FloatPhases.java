package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Rows of all residues in the order in which they lie in the target, four terms each. */
final class FloatPhases {

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();

  private FloatPhases() {}

  /** Any four terms. */
  static void four(
      float[] p,
      RowPhases phases,
      int turn,
      float[] x,
      int start,
      int sourceStep,
      float[] y,
      int position,
      int targetStep,
      int phaseStep,
      int rows,
      int vectors) {
    for (int n = 0; n < rows * phases.size(); n++) {
      int row = n / phases.size();
      int phase = n % phases.size();
      int term = phase * RowPhases.TERMS;
      int at = start + row * sourceStep;
      int to = position + row * targetStep + phase * phaseStep;
      FloatVector w0 = FloatVector.fromArray(S, p, phases.pattern(term) + turn);
      FloatVector w1 = FloatVector.fromArray(S, p, phases.pattern(term + 1) + turn);
      FloatVector w2 = FloatVector.fromArray(S, p, phases.pattern(term + 2) + turn);
      FloatVector w3 = FloatVector.fromArray(S, p, phases.pattern(term + 3) + turn);
      int x0 = at + phases.offset(term);
      int x1 = at + phases.offset(term + 1);
      int x2 = at + phases.offset(term + 2);
      int x3 = at + phases.offset(term + 3);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        FloatVector sum = w0.mul(FloatVector.fromArray(S, x, x0 + i));
        sum = w1.fma(FloatVector.fromArray(S, x, x1 + i), sum);
        sum = w2.fma(FloatVector.fromArray(S, x, x2 + i), sum);
        w3.fma(FloatVector.fromArray(S, x, x3 + i), sum).intoArray(y, to + i);
      }
    }
  }

  /** What the second term reads is what the first one reads for the next vector of sums. */
  static void fourBeside(
      float[] p,
      RowPhases phases,
      int turn,
      float[] x,
      int start,
      int sourceStep,
      float[] y,
      int position,
      int targetStep,
      int phaseStep,
      int rows,
      int vectors) {
    for (int n = 0; n < rows * phases.size(); n++) {
      int row = n / phases.size();
      int phase = n % phases.size();
      int term = phase * RowPhases.TERMS;
      int at = start + row * sourceStep;
      int to = position + row * targetStep + phase * phaseStep;
      FloatVector w0 = FloatVector.fromArray(S, p, phases.pattern(term) + turn);
      FloatVector w1 = FloatVector.fromArray(S, p, phases.pattern(term + 1) + turn);
      FloatVector w2 = FloatVector.fromArray(S, p, phases.pattern(term + 2) + turn);
      FloatVector w3 = FloatVector.fromArray(S, p, phases.pattern(term + 3) + turn);
      int x0 = at + phases.offset(term);
      int x2 = at + phases.offset(term + 2);
      for (int k = 0; k < vectors / 2; k++) {
        int i = k * 2 * L;
        FloatVector v = FloatVector.fromArray(S, x, x0 + i);
        FloatVector a = w0.mul(v);
        v = FloatVector.fromArray(S, x, x0 + i + L);
        a = w1.fma(v, a);
        FloatVector b = w0.mul(v);
        v = FloatVector.fromArray(S, x, x0 + i + 2 * L);
        b = w1.fma(v, b);
        v = FloatVector.fromArray(S, x, x2 + i);
        a = w2.fma(v, a);
        v = FloatVector.fromArray(S, x, x2 + i + L);
        a = w3.fma(v, a);
        b = w2.fma(v, b);
        v = FloatVector.fromArray(S, x, x2 + i + 2 * L);
        b = w3.fma(v, b);
        a.intoArray(y, to + i);
        b.intoArray(y, to + i + L);
      }
      if (vectors % 2 != 0) {
        int i = (vectors - 1) * L;
        FloatVector sum = w0.mul(FloatVector.fromArray(S, x, x0 + i));
        sum = w1.fma(FloatVector.fromArray(S, x, x0 + i + L), sum);
        sum = w2.fma(FloatVector.fromArray(S, x, x2 + i), sum);
        w3.fma(FloatVector.fromArray(S, x, x2 + i + L), sum).intoArray(y, to + i);
      }
    }
  }
}
