package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code explore} writes; ExplorerIT looks at it in a browser. */
class ExploreTest {

  @TempDir private Path folder;

  /** The layer that a page opens with, as the JSON in it. */
  private static String start(String page) {
    Matcher json = Pattern.compile("\\{\"start\":(\\{.*?}),\"dialects\"").matcher(page);
    assertTrue(json.find(), "a page");
    return json.group(1);
  }

  private static void assertHolds(String page, String... parts) {
    for (String part : parts) {
      assertTrue(start(page).contains(part), part + " in " + start(page));
    }
  }

  @Test
  void aFileIsWrittenWholeAndNothingIsSaid() throws IOException {
    Path file = folder.resolve("explorer.html");
    assertEquals("", Run.of("explore", "-o", file.toString()).done().out());
    String page = Files.readString(file);
    assertTrue(page.startsWith("<!doctype html>") && page.endsWith("</html>\n"));
    assertEquals(page, Run.of("explore").done().out());
    assertEquals(page, Run.of("explore", "-o", "-").done().out());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void itOpensWithTheTutorial() {
    assertHolds(
        Run.of("explore").done().out(),
        "\"transposed\":false",
        "\"values\":[4,5,8,7,1,8,8,8,3,6,6,4,6,5,7,8]",
        "\"values\":[1,4,1,1,4,3,3,3,1]");
    assertHolds(
        Run.of("explore", "--transposed").done().out(),
        "\"transposed\":true",
        "\"shape\":[2,2],\"values\":[2,1,4,4]");
  }

  @Test
  void itOpensWithWhatTheOptionsSay() throws IOException {
    Files.writeString(folder.resolve("w.csv"), "0.5,1\n1,-2\n");
    Files.writeString(folder.resolve("x.json"), "[1,2,3]");
    String w = folder.resolve("w.csv").toString();
    String x = folder.resolve("x.json").toString();
    assertHolds(
        Run.of("explore", "--kernel", w, "--transposed", "--stride", "2", "--output-padding", "1")
            .done()
            .out(),
        "\"stride\":[2,2]",
        "\"outputPadding\":[1,1]",
        "\"shape\":[2,2],\"values\":[0.5,1,1,-2]");
    assertHolds(
        Run.of("explore", x, "--kernel-size", "2", "--padding", "1:0", "--flip").done().out(),
        "\"flip\":true",
        "\"padding\":[[1,0]]",
        "\"shape\":[3],\"values\":[1,2,3]",
        "\"shape\":[2],\"values\":[1,4]");
    assertHolds(
        Run.of("explore", "--input-size", "6", "--dialect", "onednn", "--dilation", "1")
            .done()
            .out(),
        "\"dialect\":\"onednn\",\"strict\":true",
        "\"dilation\":[1]",
        "\"shape\":[6],\"values\":[4,5,8,7,1,8]",
        "\"shape\":[3],\"values\":[1,4,1]");
    assertHolds(
        Run.of("explore", "--input-size", "5x5", "--auto-pad", "same_lower").done().out(),
        "\"auto\":\"SAME_LOWER\",\"padding\":[[0,0],[0,0]]");
  }

  @Test
  void itHasHelp() {
    String out = Run.of("explore", "--help").done().out();
    for (String part :
        List.of("Usage: convmat explore", "--dialect", "Exit codes:", "./convmat explore -o")) {
      assertTrue(out.contains(part), part);
    }
    assertTrue(Run.of("--help").done().out().contains("\n  explore "), "it is listed");
  }
}
