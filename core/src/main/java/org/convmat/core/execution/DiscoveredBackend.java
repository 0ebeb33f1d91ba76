package org.convmat.core.execution;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.Set;
import org.convmat.spi.Feature;
import org.convmat.spi.MatmulBackend;

/**
 * One provider that was found, usable or not.
 *
 * @param id its id; the class or the services entry where it has none
 * @param library the wrapped library and version, possibly empty
 * @param location the jar or folder it came from, or {@code "unknown"}
 * @param spiLevel the level it was written against; 0 if unknown
 * @param features what it can do; empty if it is not usable
 * @param status what state it is in
 * @param problem why it is not usable, and what to do; empty if it is
 * @param backend the backend, if usable
 */
public record DiscoveredBackend(
    String id,
    String library,
    String location,
    int spiLevel,
    Set<Feature> features,
    Status status,
    String problem,
    Optional<MatmulBackend> backend) {

  /** Copies the set. */
  public DiscoveredBackend {
    features = ImmutableSet.copyOf(features);
  }

  /** What state a provider is in. */
  public enum Status {
    /** Ready to be chosen. */
    AVAILABLE,
    /** Sound, but it cannot work in this process. */
    UNAVAILABLE,
    /** It could not be loaded, or breaks the contract. */
    BROKEN,
    /** Another provider claims the same id. */
    DUPLICATE
  }

  /** Whether it can be chosen. */
  public boolean usable() {
    return status == Status.AVAILABLE;
  }

  DiscoveredBackend asDuplicateOf(String otherLocations) {
    return new DiscoveredBackend(
        id,
        library,
        location,
        spiLevel,
        ImmutableSet.of(),
        Status.DUPLICATE,
        "the id '"
            + id
            + "' is claimed by "
            + otherLocations
            + "; leave only one of them on the path",
        Optional.empty());
  }
}
