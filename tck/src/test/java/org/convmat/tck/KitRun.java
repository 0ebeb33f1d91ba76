package org.convmat.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convmat.spi.MatmulBackend;
import org.convmat.tck.wrong.WrongLives.ChangesLibrarySetting;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** One run of the whole kit, as a build tool would run it, and what came out rule by rule. */
final class KitRun {

  private static final Pattern RULE =
      Pattern.compile("(required|claimed|optional)_spec(\\d)(\\d\\d)");

  /** Set for the duration of a run: JUnit makes the test's instances. */
  private static Supplier<MatmulBackend> subject = ReferenceBackend::new;

  /** The class an author writes. */
  static class Subject extends MatmulBackendTck {
    @Override
    protected MatmulBackend backend() {
      return subject.get();
    }

    @Override
    protected List<Class<?>> librarySettings() {
      return List.of(ChangesLibrarySetting.Library.class);
    }
  }

  private final Map<String, List<String>> failures = new TreeMap<>();
  private final Map<String, List<String>> skips = new TreeMap<>();
  private final Map<String, List<String>> passes = new TreeMap<>();

  private KitRun() {}

  static KitRun of(Supplier<MatmulBackend> backend) {
    subject = backend;
    KitRun run = new KitRun();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Subject.class))
        .execute()
        .testEvents()
        .stream()
        .forEach(run::record);
    return run;
  }

  private void record(Event event) {
    String rule = rule(event.getTestDescriptor().getUniqueId().toString());
    event
        .getPayload(TestExecutionResult.class)
        .ifPresent(
            result -> {
              String message = result.getThrowable().map(Throwable::getMessage).orElse("");
              switch (result.getStatus()) {
                case SUCCESSFUL -> add(passes, rule, message);
                case ABORTED -> add(skips, rule, message);
                case FAILED -> add(failures, rule, message);
              }
            });
  }

  private static void add(Map<String, List<String>> results, String rule, String message) {
    results.computeIfAbsent(rule, r -> new ArrayList<>()).add(message);
  }

  /** "3.4" of a name with {@code _spec304_} in it. */
  static String rule(String name) {
    Matcher matcher = RULE.matcher(name);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no rule in " + name);
    }
    return matcher.group(2) + "." + Integer.parseInt(matcher.group(3));
  }

  /** Messages of the tests that failed, by rule. */
  Map<String, List<String>> failures() {
    return failures;
  }

  /** Reasons of the tests that were skipped, by rule. */
  Map<String, List<String>> skips() {
    return skips;
  }

  /** Rules with a test that passed. */
  Map<String, List<String>> passes() {
    return passes;
  }
}
