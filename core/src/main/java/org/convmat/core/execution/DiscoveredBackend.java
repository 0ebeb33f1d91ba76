package org.convmat.core.execution;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.Set;
import org.convmat.core.failure.BackendProblem;
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
    AVAILABLE("available", Optional.empty()),
    /** Sound, but it cannot work in this process. */
    UNAVAILABLE("unavailable", Optional.of(BackendProblem.UNAVAILABLE)),
    /** It could not be loaded, or breaks the contract. */
    BROKEN("broken", Optional.of(BackendProblem.BROKEN)),
    /** It is written against a level of the contract that this convmat does not drive. */
    WRONG_LEVEL("of another level", Optional.of(BackendProblem.WRONG_LEVEL)),
    /** Another provider claims the same id. */
    DUPLICATE("claimed twice", Optional.of(BackendProblem.DUPLICATE));

    private final String words;
    private final Optional<BackendProblem> problem;

    Status(String words, Optional<BackendProblem> problem) {
      this.words = words;
      this.problem = problem;
    }

    /** The problem that its code stands for; empty if there is none. */
    public Optional<BackendProblem> problem() {
      return problem;
    }

    /** As it reads in a sentence: the backend is ... */
    public String words() {
      return words;
    }
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
