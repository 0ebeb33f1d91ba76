package org.convmat.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.convmat.spi.MatmulBackend;
import org.convmat.tck.wrong.WrongAccuracies;
import org.convmat.tck.wrong.WrongEntries;
import org.convmat.tck.wrong.WrongIdentities;
import org.convmat.tck.wrong.WrongLives;
import org.convmat.tck.wrong.WrongNumbers;
import org.convmat.tck.wrong.WrongThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who checks the kit: a right backend passes it, each wrong one fails the right rule. */
class KitTest {

  private static final Map<String, KitRun> RUNS = new HashMap<>();

  @Test
  void aRightBackendPassesEveryRule() {
    KitRun run = KitRun.of(ReferenceBackend::new);
    assertEquals("{}", run.failures().toString());
    Set<String> unchecked = new TreeSet<>(run.skips().keySet());
    unchecked.removeAll(run.passes().keySet());
    // It is available, and there is nothing it does not declare.
    assertEquals(Set.of("2.2", "2.6"), unchecked);
  }

  @ParameterizedTest(name = "{0} is caught by rule {2}")
  @MethodSource
  void aWrongBackendFailsTheRightRule(
      String name, Supplier<MatmulBackend> backend, String rule, String others, String message) {
    KitRun run = RUNS.computeIfAbsent(name, n -> KitRun.of(backend));
    assertTrue(run.failures().containsKey(rule), () -> "only " + run.failures().keySet());
    String text = run.failures().get(rule).get(0);
    assertTrue(text.contains(message), text);
    assertTrue(text.contains("rule " + rule + " of docs/backend-contract.md"), text);
    assertTrue(text.contains("If this fails, check "), text);
    assertTrue(text.contains("-Dconvmat.tck.seed="), text);
    Set<String> also = new TreeSet<>(run.failures().keySet());
    also.remove(rule);
    also.removeIf(failed -> failed.matches(others));
    assertEquals(Set.of(), also, "rules that should not have failed");
  }

  static Stream<Arguments> aWrongBackendFailsTheRightRule() {
    return Stream.of(
        wrong(WrongIdentities.BadId::new, "1.1", "", "id() is \"My Backend!\", must match"),
        wrong(WrongIdentities.OtherIdEveryTime::new, "1.2", "", "differ from one call"),
        wrong(WrongIdentities.OtherLevel::new, "1.3", "", "expected: <1> but was: <7>"),
        wrong(WrongIdentities.LongLibrary::new, "1.4", "", "holds control characters"),
        wrong(WrongIdentities.NotRegistered::new, "1.5", "", "ServiceLoader does not know"),
        wrong(WrongIdentities.ThrowsInAvailability::new, "2.1", "2\\.2", "threw java.lang.Unsat"),
        wrong(WrongIdentities.UnavailableWithoutReason::new, "2.2", "", "is blank"),
        wrong(WrongIdentities.NoDenseDouble::new, "2.3", "", "must hold DENSE_DOUBLE"),
        wrong(WrongIdentities.LendsItsFeatures::new, "2.4", "", "features() changed"),
        wrong(
            WrongIdentities.LiesAboutFeature::new,
            "2.5",
            "[3456]\\.\\d+",
            "sparse floats are not done"),
        wrong(WrongEntries.DropsLastColumn::new, "3.1", "[34]\\..*", "entry (0, "),
        wrong(WrongEntries.TransposesWrong::new, "3.2", "[34]\\..*", "y = A^T x"),
        wrong(WrongEntries.FailsOnEmpty::new, "3.3", "", "dimensions must be positive"),
        wrong(WrongEntries.IgnoresRowStrideOfX::new, "3.4", "3\\.(3|6|12)", "must be"),
        wrong(WrongEntries.IgnoresOffset::new, "3.5", "3\\.12", "view at offset 3"),
        wrong(
            WrongEntries.WritesIntoGaps::new,
            "3.6",
            "3\\.3|4\\.8",
            "is no entry of y and held -77.0"),
        wrong(WrongEntries.AccumulatesIntoOutput::new, "3.7", "3\\.3|4\\.8|5\\..*", "must be"),
        wrong(
            WrongEntries.MutatesInput::new,
            "3.8",
            "3\\.11|4\\.8|[56]\\..*",
            "was modified at array position"),
        wrong(WrongEntries.SkipsEmptyRows::new, "3.9", "3\\.[37]|4\\.8|5\\..*", "CSR, "),
        wrong(WrongEntries.StructuredIgnoresDilation::new, "3.10", "", "convolution, 1 to 1"),
        wrong(WrongEntries.TransposesWrong::new, "3.11", "[34]\\..*", "but <x, A^T v> is"),
        wrong(WrongEntries.WorksInsideA::new, "3.12", "5\\..*", "must be"),
        wrong(WrongNumbers.SinglePrecisionInside::new, "4.1", "4\\.[268]", "the bound gamma(k)"),
        wrong(WrongNumbers.ScalesInside::new, "4.2", "4\\.[146]", "a whole number that"),
        wrong(WrongNumbers.SkipsZeros::new, "4.3", "4\\.8", "must be NaN"),
        wrong(WrongNumbers.FillsInZeros::new, "4.4", "4\\.3", "is NaN, must be"),
        wrong(WrongNumbers.AlmostZero::new, "4.5", "4\\.[48]", "is 4.9E-324, must be 0.0"),
        wrong(WrongNumbers.OverflowsEarly::new, "4.6", "", "Infinity, must be"),
        wrong(WrongNumbers.NonDeterministicButClaims::new, "4.7", "4\\.8", "other bits with"),
        wrong(WrongAccuracies.LosesNaN::new, "4.8", "", "must not be finite"),
        wrong(WrongAccuracies.BeyondTheNorm::new, "4.8", "", "64 k (u max|A| max|x| + lambda)"),
        wrong(WrongAccuracies.MixesColumns::new, "4.8", "", "NORMWISE: entry (0, "),
        wrong(WrongThreads.NotReentrant::new, "5.1", "", "must be"),
        wrong(WrongLives.LeaksBetweenMultipliers::new, "5.2", "6\\.[127]", "must be"),
        wrong(WrongThreads.StartsThreads::new, "5.3", "", "started new threads"),
        wrong(WrongThreads.StripsWait::new, "5.4", "", "the other strip never came"),
        wrong(WrongThreads.ClearsInterrupt::new, "5.5", "", "was interrupted before"),
        wrong(WrongLives.LeaksBetweenMultipliers::new, "6.1", "5\\.2|6\\.[27]", "must be"),
        wrong(WrongLives.LeaksBetweenMultipliers::new, "6.2", "5\\.2|6\\.[17]", "must be"),
        wrong(WrongLives.RemembersX::new, "6.3", "", "must be"),
        wrong(WrongLives.ClosesOnce::new, "6.4", "", "double free"),
        wrong(WrongLives.ClosesOthers::new, "6.5", "5\\..*|6\\.7", "use after free"),
        wrong(WrongLives.KeepsNothingAfterClose::new, "6.6", "", "must be"),
        wrong(WrongLives.KeepsOperands::new, "6.7", "", "still reachable"),
        wrong(WrongLives.ChangesSystemProperty::new, "6.8", "", "fastlib.threads was not set"),
        wrong(WrongLives.ChangesLibrarySetting::new, "6.8", "", "blockWidth was 64"),
        wrong(WrongLives.Prints::new, "6.9", "", "fastlib 1.0 uses 8 threads"));
  }

  private static Arguments wrong(
      Supplier<MatmulBackend> backend, String rule, String others, String message) {
    return arguments(backend.get().getClass().getSimpleName(), backend, rule, others, message);
  }

  @AfterEach
  void restore() {
    System.clearProperty(WrongLives.ChangesSystemProperty.PROPERTY);
    WrongLives.ChangesLibrarySetting.Library.blockWidth = 64;
  }
}
