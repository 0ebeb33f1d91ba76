package org.convmat.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import org.convmat.spi.Availability;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.MatmulBackend;
import org.junit.jupiter.api.Test;

/** Chapter 2: whether the backend can work here, and what it says it can do. */
abstract class AvailabilityRules extends Chapter {

  AvailabilityRules(MatmulBackendTck kit) {
    super(kit);
  }

  @Test
  @IfThisFails(
      check =
          "that availability() catches what probing throws, LinkageError included, and returns"
              + " Availability.unavailable(reason, remedy)")
  void required_spec201_availabilityAnswersAndNeverThrows() {
    Availability first;
    try {
      first = notNull(backend().availability(), "availability() is null");
    } catch (RuntimeException | LinkageError e) {
      throw new AssertionError("availability() threw " + e, e);
    }
    assertEquals(first, backend().availability(), "two calls give two answers");
  }

  @Test
  @IfThisFails(check = "both arguments of Availability.unavailable")
  void claimed_spec202_unavailableSaysWhyAndWhatHelps() {
    if (!(backend().availability() instanceof Availability.Unavailable no)) {
      abort("the backend is available here");
      return;
    }
    for (String text : new String[] {no.reason(), no.remedy()}) {
      assertFalse(text.isBlank(), () -> "reason or remedy is blank: " + no);
      assertFalse(
          text.chars().anyMatch(Character::isISOControl), () -> "more than one line: " + no);
    }
  }

  @Test
  @IfThisFails(check = "that features() holds DENSE_DOUBLE; it is what everything is built on")
  void required_spec203_denseDoubleIsDeclared() {
    assumeAvailable();
    Set<Feature> features = notNull(backend().features(), "features() is null");
    assertTrue(
        features.contains(Feature.DENSE_DOUBLE),
        () -> "features() is " + features + ", must hold DENSE_DOUBLE");
  }

  @Test
  @IfThisFails(check = "that features() returns an unmodifiable set, or a new one on every call")
  void required_spec204_featuresAreTheSameOnEveryCall() {
    assumeAvailable();
    MatmulBackend backend = backend();
    Set<Feature> first = Set.copyOf(backend.features());
    Set<Feature> handedOut = backend.features();
    try {
      handedOut.clear();
    } catch (UnsupportedOperationException unmodifiable) {
      // That is fine too.
    }
    assertEquals(first, Set.copyOf(backend.features()), "features() changed");
    assertEquals(first, Set.copyOf(backend().features()), "features() differ by instance");
  }

  @EachKind
  @IfThisFails(check = "that prepare() takes every kind of operand that features() names")
  void required_spec205_whatIsDeclaredIsPrepared(Feature kind) {
    assumeAvailable();
    assumeDeclared(kind);
    Sample sample = samples(kind, Numbers.INTEGERS).one();
    prepare(sample).close();
  }

  @EachKind
  @IfThisFails(check = "that prepare() throws IllegalArgumentException for what it cannot take")
  void optional_spec206_whatIsNotDeclaredIsRefused(Feature kind) {
    assumeAvailable();
    assumeTrue(!backend().features().contains(kind), () -> kind + " is declared");
    Sample sample = samples(kind, Numbers.INTEGERS).one();
    assertThrows(
        IllegalArgumentException.class,
        () -> backend().prepare(sample.operand(), Execution.sequential()),
        () -> "prepare(" + sample.description() + "), which is not declared");
  }
}
