package org.convmat.tck;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.convmat.spi.MatmulBackend;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Checks a backend against every rule of docs/backend-contract.md. Extend it and say which backend:
 *
 * <pre>{@code
 * class MineTckTest extends MatmulBackendTck {
 *   @Override
 *   protected MatmulBackend backend() {
 *     return new MineBackend();
 *   }
 * }
 * }</pre>
 *
 * <p>There is one nested class for each chapter. A test's name begins with what its rule is and its
 * number: {@code required_spec304_...} checks rule 3.4, which every backend must keep; {@code
 * claimed_...} a rule for those that declare a feature; {@code optional_...} a recommendation. What
 * a backend does not declare, and a recommendation it does not follow, is skipped and says why. If
 * the backend is not available here, chapters 3 to 6 are skipped with its reason and remedy.
 *
 * <p>All numbers are random but the same on every run; {@code -Dconvmat.tck.seed=N} takes others,
 * {@code random} new ones each time. A failure says which seed to replay. The kit multiplies by
 * plain loops of its own to know what is right, and takes a few seconds.
 */
@Isolated("some rules are about threads and the state of the process")
public abstract class MatmulBackendTck {

  private static final Map<Class<?>, Map<String, String>> STATES = new ConcurrentHashMap<>();

  /** For subclasses. */
  protected MatmulBackendTck() {}

  /** The backend to check; called often, may return the same object or a new one. */
  protected abstract MatmulBackend backend();

  /**
   * Whether the backend is meant to be found by name. Return false if it is only ever handed to
   * convmat in code: then it needs no public class and no services file (rule 1.5).
   */
  protected boolean isDiscoverable() {
    return true;
  }

  /**
   * Classes of the wrapped library with public static fields that are settings of the whole
   * process; the kit checks that multiplying leaves them alone (rule 6.8).
   */
  protected List<Class<?>> librarySettings() {
    return List.of();
  }

  /** The state of the process before the first test of this kit used the backend. */
  Map<String, String> stateAtFirst() {
    return STATES.computeIfAbsent(getClass(), kit -> ProcessState.of(librarySettings()));
  }

  /** Chapter 1. */
  @Nested
  @DisplayName("chapter 1: identity")
  class Identity extends IdentityRules {
    Identity() {
      super(MatmulBackendTck.this);
    }
  }

  /** Chapter 2. */
  @Nested
  @DisplayName("chapter 2: availability and features")
  class AvailabilityAndFeatures extends AvailabilityRules {
    AvailabilityAndFeatures() {
      super(MatmulBackendTck.this);
    }
  }

  /** Chapter 3. */
  @Nested
  @DisplayName("chapter 3: multiplication")
  class Multiplication extends MultiplicationRules {
    Multiplication() {
      super(MatmulBackendTck.this);
    }
  }

  /** Chapter 4. */
  @Nested
  @DisplayName("chapter 4: numerics")
  class Numerics extends NumericsRules {
    Numerics() {
      super(MatmulBackendTck.this);
    }
  }

  /** Chapter 5. */
  @Nested
  @DisplayName("chapter 5: threads")
  class Threads extends ThreadRules {
    Threads() {
      super(MatmulBackendTck.this);
    }
  }

  /** Chapter 6. */
  @Nested
  @DisplayName("chapter 6: lifecycle and process")
  class Lifecycle extends LifecycleRules {
    Lifecycle() {
      super(MatmulBackendTck.this);
    }
  }
}
