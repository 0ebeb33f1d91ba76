package org.convmat.tck.wrong;

import org.convmat.spi.Accuracy;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;
import org.convmat.spi.support.Strided;

/** Backends that are right until {@code NORMWISE} is allowed, and then take too much of it. */
public final class WrongAccuracies {

  private WrongAccuracies() {}

  /** Wrong with {@code NORMWISE} only: multiplies by a changed copy of x. */
  private abstract static class Normwise extends Wrong {
    @Override
    protected final Multiplier wrong(Operand operand, Execution execution, Multiplier right) {
      return execution.accuracy() == Accuracy.NORMWISE
          ? super.wrong(operand, execution, right)
          : right;
    }

    @Override
    protected final void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      DenseMatrix copy = Strided.rowMajorCopy(x);
      for (int r = 0; r < x.rows(); r++) {
        for (int c = 0; c < x.columns(); c++) {
          copy.elements().set(copy.index(r, c), changed(x, r, c));
        }
      }
      rightly(right, transposed, copy, y);
    }

    /** What to multiply by instead of entry (r, c) of x. */
    abstract double changed(DenseMatrix x, int r, int c);
  }

  /** Takes NaN for nothing, as where a maximum is sought by comparing. */
  public static final class LosesNaN extends Normwise {
    @Override
    double changed(DenseMatrix x, int r, int c) {
      return Double.isNaN(x.get(r, c)) ? 0 : x.get(r, c);
    }
  }

  /** Computes in half the digits, which is more than any norm forgives. */
  public static final class BeyondTheNorm extends Normwise {
    @Override
    double changed(DenseMatrix x, int r, int c) {
      return (float) x.get(r, c);
    }
  }

  /** Transforms two columns as one complex column: the rounding of one reaches the other. */
  public static final class MixesColumns extends Normwise {
    @Override
    double changed(DenseMatrix x, int r, int c) {
      double neighbour = x.get(r, c == 0 ? x.columns() - 1 : c - 1);
      return x.get(r, c) + 0x1p-52 * neighbour;
    }
  }
}
