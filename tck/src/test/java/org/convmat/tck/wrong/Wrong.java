package org.convmat.tck.wrong;

import java.util.Set;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;
import org.convmat.tck.ReferenceBackend;

/** A right backend, ready to be made wrong in one place. Dense doubles unless it says more. */
public abstract class Wrong extends ReferenceBackend {

  @Override
  public Set<Feature> features() {
    return Set.of(Feature.DENSE_DOUBLE);
  }

  @Override
  public final Multiplier prepare(Operand operand, Execution execution) {
    return wrong(operand, execution, super.prepare(operand, execution));
  }

  /** What to hand out instead of {@code right}. */
  protected Multiplier wrong(Operand operand, Execution execution, Multiplier right) {
    return new Multiplier() {
      @Override
      public void multiply(DenseMatrix x, DenseMatrix y) {
        product(operand, right, false, x, y);
      }

      @Override
      public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
        product(operand, right, true, x, y);
      }
    };
  }

  /** What to do instead of the right product. */
  protected void product(
      Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
    rightly(right, transposed, x, y);
  }

  static void rightly(Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
    if (transposed) {
      right.multiplyTransposed(x, y);
    } else {
      right.multiply(x, y);
    }
  }

  /** Another multiplier by other operand. */
  static Multiplier by(Operand operand) {
    return new All().prepare(operand, Execution.sequential());
  }

  private static final class All extends ReferenceBackend {}
}
