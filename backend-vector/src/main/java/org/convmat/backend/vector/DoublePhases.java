package org.convmat.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Rows of all residues in the order in which they lie in the target, four terms each. */
final class DoublePhases {

  private static final VectorSpecies<Double> S = Lanes.DOUBLES;
  private static final int L = S.length();

  private DoublePhases() {}

  /** Any four terms. */
  static void four(
      double[] p,
      RowPhases phases,
      int turn,
      double[] x,
      int start,
      int sourceStep,
      double[] y,
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
      DoubleVector w0 = DoubleVector.fromArray(S, p, phases.pattern(term) + turn);
      DoubleVector w1 = DoubleVector.fromArray(S, p, phases.pattern(term + 1) + turn);
      DoubleVector w2 = DoubleVector.fromArray(S, p, phases.pattern(term + 2) + turn);
      DoubleVector w3 = DoubleVector.fromArray(S, p, phases.pattern(term + 3) + turn);
      int x0 = at + phases.offset(term);
      int x1 = at + phases.offset(term + 1);
      int x2 = at + phases.offset(term + 2);
      int x3 = at + phases.offset(term + 3);
      for (int k = 0; k < vectors; k++) {
        int i = k * L;
        DoubleVector sum = w0.mul(DoubleVector.fromArray(S, x, x0 + i));
        sum = w1.fma(DoubleVector.fromArray(S, x, x1 + i), sum);
        sum = w2.fma(DoubleVector.fromArray(S, x, x2 + i), sum);
        w3.fma(DoubleVector.fromArray(S, x, x3 + i), sum).intoArray(y, to + i);
      }
    }
  }

  /** What the second term reads is what the first one reads for the next vector of sums. */
  static void fourBeside(
      double[] p,
      RowPhases phases,
      int turn,
      double[] x,
      int start,
      int sourceStep,
      double[] y,
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
      DoubleVector w0 = DoubleVector.fromArray(S, p, phases.pattern(term) + turn);
      DoubleVector w1 = DoubleVector.fromArray(S, p, phases.pattern(term + 1) + turn);
      DoubleVector w2 = DoubleVector.fromArray(S, p, phases.pattern(term + 2) + turn);
      DoubleVector w3 = DoubleVector.fromArray(S, p, phases.pattern(term + 3) + turn);
      int x0 = at + phases.offset(term);
      int x2 = at + phases.offset(term + 2);
      for (int k = 0; k < vectors / 2; k++) {
        int i = k * 2 * L;
        DoubleVector v = DoubleVector.fromArray(S, x, x0 + i);
        DoubleVector a = w0.mul(v);
        v = DoubleVector.fromArray(S, x, x0 + i + L);
        a = w1.fma(v, a);
        DoubleVector b = w0.mul(v);
        v = DoubleVector.fromArray(S, x, x0 + i + 2 * L);
        b = w1.fma(v, b);
        v = DoubleVector.fromArray(S, x, x2 + i);
        a = w2.fma(v, a);
        v = DoubleVector.fromArray(S, x, x2 + i + L);
        a = w3.fma(v, a);
        b = w2.fma(v, b);
        v = DoubleVector.fromArray(S, x, x2 + i + 2 * L);
        b = w3.fma(v, b);
        a.intoArray(y, to + i);
        b.intoArray(y, to + i + L);
      }
      if (vectors % 2 != 0) {
        int i = (vectors - 1) * L;
        DoubleVector sum = w0.mul(DoubleVector.fromArray(S, x, x0 + i));
        sum = w1.fma(DoubleVector.fromArray(S, x, x0 + i + L), sum);
        sum = w2.fma(DoubleVector.fromArray(S, x, x2 + i), sum);
        w3.fma(DoubleVector.fromArray(S, x, x2 + i + L), sum).intoArray(y, to + i);
      }
    }
  }
}
