package org.convmat.tck.wrong;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Feature;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;
import org.convmat.spi.support.Strided;

/** Backends that break chapter 4: right entries, wrong numbers. */
public final class WrongNumbers {

  private WrongNumbers() {}

  private static void change(DenseMatrix m, DoubleUnaryOperator change) {
    for (int r = 0; r < m.rows(); r++) {
      for (int c = 0; c < m.columns(); c++) {
        m.elements().set(m.index(r, c), change.applyAsDouble(m.get(r, c)));
      }
    }
  }

  /** Rounds to float on the way in. */
  public static final class SinglePrecisionInside extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      DenseMatrix narrow = Strided.rowMajorCopy(x);
      change(narrow, value -> (float) value);
      rightly(right, transposed, narrow, y);
    }
  }

  /** Divides by three and multiplies by three: right to the last bits only. */
  public static final class ScalesInside extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      DenseMatrix scaled = Strided.rowMajorCopy(x);
      change(scaled, value -> value / 3);
      rightly(right, transposed, scaled, y);
      change(y, value -> value * 3);
    }
  }

  /** Skips zeros in A to save time. */
  public static final class SkipsZeros extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      DenseMatrix m = transposed ? ((DenseMatrix) a).transposed() : (DenseMatrix) a;
      for (int r = 0; r < y.rows(); r++) {
        for (int c = 0; c < y.columns(); c++) {
          double sum = 0;
          for (int k = 0; k < m.columns(); k++) {
            sum += m.get(r, k) == 0 ? 0 : m.get(r, k) * x.get(k, c);
          }
          y.elements().set(y.index(r, c), sum);
        }
      }
    }
  }

  /** Makes a sparse matrix dense, so that NaN meets zeros that nobody stored. */
  public static final class FillsInZeros extends Wrong {
    @Override
    public Set<Feature> features() {
      return Set.of(Feature.DENSE_DOUBLE, Feature.SPARSE_DOUBLE);
    }

    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      rightly(a instanceof CsrMatrix csr ? by(filled(csr)) : right, transposed, x, y);
    }

    private static DenseMatrix filled(CsrMatrix csr) {
      Elements cells = Elements.allocate(ElementType.DOUBLE, csr.rows() * csr.columns());
      for (int r = 0; r < csr.rows(); r++) {
        for (int e = csr.rowPointers()[r]; e < csr.rowPointers()[r + 1]; e++) {
          cells.set(r * csr.columns() + csr.columnIndices()[e], csr.values().get(e));
        }
      }
      return DenseMatrix.rowMajor(cells, 0, csr.rows(), csr.columns());
    }
  }

  /** Takes the smallest number for zero. */
  public static final class AlmostZero extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      rightly(right, transposed, x, y);
      change(y, value -> value == 0 ? Double.MIN_VALUE : value);
    }
  }

  /** Gives up halfway to the largest number. */
  public static final class OverflowsEarly extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      rightly(right, transposed, x, y);
      change(y, value -> Math.abs(value) > 0x1p800 ? value * 0x1p600 : value);
    }
  }

  /** Every second product is summed backwards. */
  public static final class NonDeterministicButClaims extends Wrong {
    private static final AtomicInteger CALLS = new AtomicInteger();

    @Override
    public Set<Feature> features() {
      return Set.of(Feature.DENSE_DOUBLE, Feature.DETERMINISTIC);
    }

    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      if (CALLS.incrementAndGet() % 2 == 0) {
        rightly(right, transposed, x, y);
        return;
      }
      DenseMatrix m = transposed ? ((DenseMatrix) a).transposed() : (DenseMatrix) a;
      for (int r = 0; r < y.rows(); r++) {
        for (int c = 0; c < y.columns(); c++) {
          double sum = 0;
          for (int k = m.columns() - 1; k >= 0; k--) {
            sum += m.get(r, k) * x.get(k, c);
          }
          y.elements().set(y.index(r, c), sum);
        }
      }
    }
  }
}
