package org.convmat.tck;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.convmat.spi.Availability;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.MatmulBackend;
import org.convmat.spi.Multiplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the chapters share: the backend, the random numbers, and when a rule is skipped. */
@ExtendWith(FailureReport.class)
abstract class Chapter {

  static final boolean[] BOTH_WAYS = {false, true};

  private final MatmulBackendTck kit;
  private Random random = new Random(0);

  Chapter(MatmulBackendTck kit) {
    this.kit = kit;
  }

  @BeforeEach
  void seed(TestInfo test) {
    kit.stateAtFirst();
    random = Seed.random(test.getTestMethod().orElseThrow().getName() + test.getDisplayName());
  }

  MatmulBackendTck kit() {
    return kit;
  }

  MatmulBackend backend() {
    return kit.backend();
  }

  Random random() {
    return random;
  }

  Samples samples(Feature kind, Numbers numbers) {
    return new Samples(kind, numbers, random);
  }

  /** Skips the test if the backend cannot work here. */
  void assumeAvailable() {
    Availability availability;
    try {
      availability = backend().availability();
    } catch (RuntimeException | LinkageError e) {
      abort("availability() threw " + e + "; see rule 2.1");
      return;
    }
    if (availability instanceof Availability.Unavailable no) {
      abort("the backend is unavailable here: " + no.reason() + "; " + no.remedy());
    }
  }

  /** Skips the test if the backend cannot work here, or says that it cannot multiply at all. */
  void assumeUsable() {
    assumeAvailable();
    assumeTrue(
        backend().features().contains(Feature.DENSE_DOUBLE),
        "DENSE_DOUBLE is not declared; see rule 2.3");
  }

  /** Skips the test if the backend does not declare the feature. */
  void assumeDeclared(Feature feature) {
    assumeTrue(
        backend().features().contains(feature),
        () -> "not declared: " + feature + "; convmat does without (rule 2.5)");
  }

  /** A multiplier by {@code sample} in the calling thread. */
  Multiplier prepare(Sample sample) {
    return prepare(sample, Execution.sequential());
  }

  Multiplier prepare(Sample sample, Execution execution) {
    MatmulBackend backend = backend();
    try {
      return notNull(
          backend.prepare(sample.operand(), execution),
          "prepare(" + sample.description() + ") returned null");
    } catch (RuntimeException | LinkageError e) {
      throw new AssertionError("prepare(" + sample.description() + ") threw " + e, e);
    }
  }

  /** {@code value}, which a backend may have returned as null against its contract. */
  static <T> T notNull(@Nullable T value, String message) {
    if (value == null) {
      return fail(message);
    }
    return value;
  }
}
