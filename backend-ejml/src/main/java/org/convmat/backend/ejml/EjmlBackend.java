package org.convmat.backend.ejml;

import java.util.EnumSet;
import java.util.Set;
import org.convmat.spi.Availability;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.MatmulBackend;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;
import org.ejml.EjmlVersion;

/**
 * Multiplication by the Efficient Java Matrix Library (<a href="https://ejml.org">EJML</a>).
 *
 * <p>Doubles only; dense and sparse. The arithmetic is EJML's, one kernel for each kind: {@code
 * TileMultiplication_F64} on strided dense arrays and {@code MatrixVectorMult_DSCC} on compressed
 * columns. EJML's own multi-threaded routines share one process-wide pool and are not called;
 * threads come from {@link Execution} alone. Every entry of a product is summed in one order
 * whatever the number of threads, hence {@link Feature#DETERMINISTIC}.
 *
 * <p>No zero is skipped: an explicit zero in a dense or a sparse matrix, times NaN or infinity in
 * the right-hand side, gives NaN. An entry that a sparse matrix does not store contributes nothing.
 *
 * <p>Stateless and thread-safe.
 */
public final class EjmlBackend implements MatmulBackend {

  /** For {@link java.util.ServiceLoader}. */
  public EjmlBackend() {}

  @Override
  public String id() {
    return "ejml";
  }

  @Override
  public int spiLevel() {
    return 1;
  }

  /** {@code "EJML"} and the version of the jar that is loaded. */
  @Override
  public String library() {
    try {
      // A constant is copied into the class that names it; reflection reads the jar in use.
      return "EJML " + EjmlVersion.class.getField("VERSION").get(null);
    } catch (ReflectiveOperationException | LinkageError e) {
      return "EJML";
    }
  }

  @Override
  public Availability availability() {
    return Availability.available();
  }

  @Override
  public Set<Feature> features() {
    return EnumSet.of(Feature.DENSE_DOUBLE, Feature.SPARSE_DOUBLE, Feature.DETERMINISTIC);
  }

  /**
   * Keeps the operand's arrays. Nothing is converted here: a transposed copy is made by the first
   * product that is faster with it, and kept.
   *
   * @throws IllegalArgumentException unless {@code operand} is dense or CSR and holds doubles
   */
  @Override
  public Multiplier prepare(Operand operand, Execution execution) {
    if (operand.elementType() == ElementType.DOUBLE) {
      if (operand instanceof DenseMatrix dense) {
        return new DenseMultiplier(dense, execution);
      }
      if (operand instanceof CsrMatrix sparse) {
        return new SparseMultiplier(sparse, execution);
      }
    }
    throw new IllegalArgumentException(
        id() + " takes dense and CSR matrices of doubles, not " + operand);
  }
}
