package org.convmat.backend.ojalgo;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Properties;
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
import org.ojalgo.matrix.store.R064Store;

/**
 * Multiplication by <a href="https://www.ojalgo.org">ojAlgo</a>.
 *
 * <p>Doubles only; dense ({@code R064Store}) and sparse ({@code R064CSR}). ojAlgo has float stores
 * too, but no sparse product of floats, and its dense one is slower than its fast kernels on
 * doubles: widening wins, so floats are not declared.
 *
 * <p>ojAlgo divides a product whose rows and columns both exceed a process-wide threshold (32)
 * among threads of its own. This backend asks for narrower products only, each of which ojAlgo
 * computes in the calling thread; threads come from {@link Execution} alone, and no setting of
 * ojAlgo is changed. Every entry of a product is summed in one order whatever the number of
 * threads, hence {@link Feature#DETERMINISTIC}.
 *
 * <p>No zero is skipped: an explicit zero in a dense or a sparse matrix, times NaN or infinity in
 * the right-hand side, gives NaN. An entry that a sparse matrix does not store contributes nothing.
 *
 * <p>Stateless and thread-safe.
 */
public final class OjalgoBackend implements MatmulBackend {

  /** For {@link java.util.ServiceLoader}. */
  public OjalgoBackend() {}

  @Override
  public String id() {
    return "ojalgo";
  }

  @Override
  public int spiLevel() {
    return 1;
  }

  /** {@code "ojAlgo"} and the version that the loaded jar states. */
  @Override
  public String library() {
    // Not the manifest: a named module does not pass its manifest's version on.
    String file = "/META-INF/maven/org.ojalgo/ojalgo/pom.properties";
    Properties properties = new Properties();
    try (InputStream stream = R064Store.class.getResourceAsStream(file)) {
      if (stream != null) {
        properties.load(stream);
      }
    } catch (IOException | LinkageError e) {
      return "ojAlgo";
    }
    return ("ojAlgo " + properties.getProperty("version", "")).trim();
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
