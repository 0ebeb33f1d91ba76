package org.convmat.core.execution;

import com.google.common.collect.ImmutableSet;
import java.util.Set;
import org.convmat.core.failure.BackendException;
import org.convmat.core.failure.BackendProblem;
import org.convmat.spi.Availability;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.MatmulBackend;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;

/**
 * A chosen backend behind its guard: what a backend may rely on is checked here, once, and whatever
 * it throws comes out as a {@link BackendException} that names it. Thread-safe.
 */
public final class CheckedBackend implements MatmulBackend {

  private final String id;
  private final Set<Feature> features;
  private final MatmulBackend backend;

  CheckedBackend(String id, Set<Feature> features, MatmulBackend backend) {
    this.id = id;
    this.features = ImmutableSet.copyOf(features);
    this.backend = backend;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int spiLevel() {
    return backend.spiLevel();
  }

  @Override
  public String library() {
    return backend.library();
  }

  @Override
  public Availability availability() {
    return Availability.available();
  }

  @Override
  public Set<Feature> features() {
    return features;
  }

  /**
   * Prepares an operand.
   *
   * @throws IllegalArgumentException if the backend does not declare the feature the operand needs
   * @throws BackendException if the backend fails
   */
  @Override
  public Multiplier prepare(Operand operand, Execution execution) {
    if (!features.contains(operand.requiredFeature())) {
      throw new IllegalArgumentException(
          "backend '" + id + "' lacks " + operand.requiredFeature() + " for " + operand);
    }
    try {
      return new CheckedMultiplier(id, operand, backend.prepare(operand, execution));
    } catch (RuntimeException | LinkageError e) {
      throw new BackendException(BackendProblem.FAILED, failed("preparing " + operand, e), e);
    }
  }

  private String failed(String what, Throwable e) {
    return "backend '" + id + "' failed " + what + ": " + ProviderInspection.reason(e);
  }
}
