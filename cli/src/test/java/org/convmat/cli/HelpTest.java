package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tutorial",
        "conv",
        "tconv",
        "matrix",
        "shape",
        "plan",
        "solve",
        "translate",
        "explain",
        "verify",
        "overlap",
        "animate",
        "upsample",
        "downsample",
        "backends"
      })
  void everyCommandHasHelp(String command) {
    for (String option : List.of("--help", "-h")) {
      String out = Run.of(command, option).done().out();
      assertTrue(out.startsWith("Usage: convmat " + command), out);
      for (String part : List.of("--json", "--verbose", "Exit codes:", "70 ", "Example:\n  ")) {
        assertTrue(out.contains(part), part);
      }
      assertTrue(out.contains("./convmat " + command), "an example of the command itself");
    }
    assertTrue(Run.of("--help").done().out().contains("\n  " + command + " "), command);
  }

  @Test
  void theVersionIsTheBuilds() {
    String out = Run.of("--version").done().out();
    assertTrue(out.matches("convmat [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\n"), out);
    assertEquals(out, Run.of("conv", "--version").done().out());
  }
}
