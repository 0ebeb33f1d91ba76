package org.convmat.backend.vector;

import java.util.EnumSet;
import java.util.Set;
import org.convmat.spi.Availability;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.MatmulBackend;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;
import org.convmat.spi.StructuredConvolution;

/**
 * Multiplication by the processor's vector instructions, in Java alone: dense, sparse and
 * structured matrices, floats and doubles.
 *
 * <p>Dense products are packed and blocked as in Goto and van de Geijn, <i>Anatomy of
 * high-performance matrix multiplication</i>, 2008. Convolutions are never expanded: each phase of
 * the stride is a dense product whose right-hand side is read from a padded copy of a band of the
 * image. docs/performance.md has the picture.
 *
 * <p>It needs the module {@code jdk.incubator.vector}, which the JVM resolves only when told to
 * ({@code --add-modules jdk.incubator.vector}); without it the backend is unavailable.
 *
 * <p>Every entry of a product is summed in one order, whatever the number of threads: {@link
 * Feature#DETERMINISTIC}. Between processors the last bits may differ. Stateless and thread-safe.
 */
public final class VectorBackend implements MatmulBackend {

  private static final String MODULE = "jdk.incubator.vector";

  /** For {@link java.util.ServiceLoader}. */
  public VectorBackend() {}

  @Override
  public String id() {
    return "vector";
  }

  @Override
  public int spiLevel() {
    return 1;
  }

  /** The version of Java, whose vector instructions these are. */
  @Override
  public String library() {
    return "Java " + Runtime.version().feature() + " Vector API";
  }

  /** Available where the incubating module was resolved at the start of the process. */
  @Override
  public Availability availability() {
    if (ModuleLayer.boot().findModule(MODULE).isPresent()) {
      return Availability.available();
    }
    return Availability.unavailable(
        "the module " + MODULE + " is not resolved", "start Java with --add-modules " + MODULE);
  }

  @Override
  public Set<Feature> features() {
    return EnumSet.allOf(Feature.class);
  }

  /**
   * Keeps the operand's arrays. Weights are packed by the first product in each direction, once.
   */
  @Override
  public Multiplier prepare(Operand operand, Execution execution) {
    if (operand instanceof DenseMatrix dense) {
      return new DenseMultiplier(dense, execution);
    }
    if (operand instanceof CsrMatrix sparse) {
      return new SparseMultiplier(sparse, execution);
    }
    if (operand instanceof StructuredConvolution convolution) {
      return StructuredMultiplier.of(convolution, execution);
    }
    throw new IllegalArgumentException(id() + " does not know " + operand);
  }
}
