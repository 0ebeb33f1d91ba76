package org.convmat.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** docs/backend-contract.md and the kit say the same, in both directions. */
class ContractDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/backend-contract.md");
  private static final Pattern RULE = Pattern.compile("(?ms)^### (\\d\\.\\d+) (.*?)(?=^##|\\z)");
  private static final Pattern TEST = Pattern.compile("(?m)^- \\*Test:\\* `(\\w+)`$");

  /** Each rule's text, by number. */
  private static Map<String, String> rules() throws IOException {
    Map<String, String> rules = new TreeMap<>();
    Matcher matcher = RULE.matcher(Files.readString(DOCUMENT));
    while (matcher.find()) {
      String before = rules.put(matcher.group(1), matcher.group(2));
      assertEquals(null, before, "two rules are numbered " + matcher.group(1));
    }
    return rules;
  }

  /** The test methods of all chapters of the kit. */
  private static List<Method> tests() {
    return Arrays.stream(MatmulBackendTck.class.getDeclaredClasses())
        .filter(type -> type.isAnnotationPresent(Nested.class))
        .flatMap(type -> Arrays.stream(type.getSuperclass().getDeclaredMethods()))
        .filter(m -> m.isAnnotationPresent(Test.class) || m.isAnnotationPresent(EachKind.class))
        .toList();
  }

  @Test
  void noRuleLacksATestAndNoTestLacksARule() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    rules()
        .forEach(
            (number, text) -> {
              Matcher test = TEST.matcher(text);
              assertTrue(test.find(), "rule " + number + " names no test");
              documented.put(number, test.group(1));
            });
    Map<String, String> tested =
        tests().stream().collect(Collectors.toMap(t -> KitRun.rule(t.getName()), Method::getName));
    assertEquals(documented, new TreeMap<>(tested));
  }

  @Test
  void everyRuleHasAnIntentAndAWordThatBinds() throws IOException {
    rules()
        .forEach(
            (number, text) -> {
              assertTrue(text.contains("\n- *Intent:* "), number + " has no intent");
              String test = text.substring(text.indexOf("*Test:* `") + 9);
              String word = test.startsWith("optional") ? "SHOULD" : "M(UST|AY)";
              assertTrue(
                  Pattern.compile("\\b" + word + "\\b").matcher(text).find(),
                  number + " has no " + word);
            });
  }

  @Test
  void everyTestSaysWhatToCheck() {
    for (Method test : tests()) {
      assertTrue(test.isAnnotationPresent(IfThisFails.class), test.getName());
    }
  }

  /** A rule that nobody can break is not known to be checked. */
  @Test
  void everyBindingRuleCatchesAWrongBackend() {
    Set<String> binding =
        tests().stream()
            .map(Method::getName)
            .filter(name -> !name.startsWith("optional"))
            .map(KitRun::rule)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> caught =
        KitTest.aWrongBackendFailsTheRightRule()
            .map(arguments -> (String) arguments.get()[2])
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(binding, caught);
  }
}
