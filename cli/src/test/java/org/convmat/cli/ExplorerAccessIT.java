package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * axe-core finds nothing wrong with the explorer's page, in both themes, on a desktop and a phone.
 * With {@code -Dconvmat.screenshots=FOLDER} each page is left there as a picture, too.
 */
class ExplorerAccessIT {

  private static final List<String> LAYERS =
      List.of(
          "input-size=4x4&kernel-size=3x3&at=0,1",
          "transposed&input-size=3x3&kernel-size=3x3&stride=2&padding=1&output-padding=1&at=2,3",
          "input-size=12&kernel-size=4&stride=2&padding=2:1&from=5&show=colours",
          "input-size=14x14&kernel-size=5x5&dialect=onnx&auto-pad=same_upper&at=0,7",
          "input-size=4x4&kernel-size=3x3&dialect=keras&padding=1");

  @TempDir private static Path folder;
  private static @Nullable Chromium browser;
  private static String axe;
  private static String url;

  @BeforeAll
  static void start() throws IOException {
    browser = Chromium.start(folder);
    Path file = folder.resolve("explorer.html");
    Run.of("explore", "-o", file.toString()).done();
    url = file.toUri().toString();
    try (InputStream script = ExplorerAccessIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void require() {
    Chromium.require(browser);
  }

  @ParameterizedTest
  @CsvSource({"1280,false,01234", "1280,true,134", "390,false,134", "390,true,0234"})
  void axeFindsNothing(int width, boolean dark, String layers) throws IOException {
    browser.resize(width, 844);
    browser.prefer(dark, true); // nothing is caught in the middle of a change of colour
    ExplorerView page = new ExplorerView(browser.driver());
    for (int number : layers.chars().map(Character::getNumericValue).toArray()) {
      String layer = LAYERS.get(number);
      page.open(url + "#" + layer);
      page.script("document.querySelectorAll('details').forEach((node) => (node.open = true))");
      Map<String, Object> seen = page.seen();
      assertEquals(dark ? "dark" : "light", seen.get("theme"));
      assertEquals(List.of(), seen.get("spilling"), layer);
      assertTrue(
          ((Number) seen.get("width")).intValue() <= width, layer + ": " + seen.get("width"));
      assertEquals(List.of(), violations(page), layer);
      picture(width + (dark ? "-dark-" : "-light-") + number);
    }
  }

  /** What axe-core calls wrong, whatever its impact. */
  private static List<?> violations(ExplorerView page) {
    page.script(axe);
    return (List<?>)
        browser
            .driver()
            .executeAsyncScript(
                "const done = arguments[arguments.length - 1];"
                    + "axe.run().then((r) => done(r.violations.map((v) => v.impact + ' ' + v.id + ': '"
                    + " + v.nodes.map((n) => n.html.slice(0, 160) + ' ' + n.failureSummary).slice(0, 3))))");
  }

  @Test
  void axeWouldSeeAFault() {
    ExplorerView page = new ExplorerView(browser.driver());
    page.open(url);
    page.script(
        "document.getElementById('speed').parentElement.replaceWith(document.getElementById('speed'))");
    page.script("document.getElementById('line').style.color = '#bbbbbb'");
    String found = violations(page).toString();
    assertTrue(found.contains("select-name") && found.contains("color-contrast"), found);
  }

  @Test
  void nothingMovesForWhoeverWantsNoMotion() {
    ExplorerView page = new ExplorerView(browser.driver());
    String duration =
        "return getComputedStyle(document.querySelector('.board td[data-index]')).transitionDuration";
    browser.resize(1280, 900);
    browser.prefer(false, false);
    page.open(url);
    assertTrue(page.script(duration).toString().contains("0.12s"));
    browser.prefer(false, true);
    assertEquals("0s", page.script(duration));
  }

  /** The tables have names, the cells too, and one of each board is a stop of the Tab key. */
  @Test
  void aScreenReaderIsToldWhatThereIs() {
    ExplorerView page = new ExplorerView(browser.driver());
    browser.resize(1280, 900);
    page.open(url);
    assertEquals(
        List.of("Input, the image", "Kernel", "Output, the grid"),
        page.script(
            "return [...document.querySelectorAll('.board')].map((b) => b.getAttribute('aria-label'))"));
    assertEquals(
        List.of(1L, 0L, 1L),
        page.script(
            "return [...document.querySelectorAll('.board')].map((b) =>"
                + " b.querySelectorAll(\"td[tabindex='0']\").length)"));
    assertEquals("Y[0,1] = 148", page.cell("output", 1).getDomAttribute("aria-label"));
    page.cell("output", 1).click();
    assertEquals("true", page.cell("output", 1).getDomAttribute("aria-selected"));
    Map<String, Object> seen = page.seen();
    for (int i = 0; i < 20 && !seen.get("live").toString().startsWith("Y[0,1]"); i++) {
      browser.driver().executeAsyncScript("setTimeout(arguments[0], 50)");
      seen = page.seen();
    }
    assertEquals(
        "Y[0,1] = 148: 5 times 1 plus 8 times 4 plus 7 times 1 plus 8 times 1 plus 8 times 4 plus 8"
            + " times 3 plus 6 times 3 plus 6 times 3 plus 4 times 1. Row 1 of C, which is 4\u00d716: 1 in"
            + " column 1, 4 in column 2, 1 in column 3, 1 in column 5, 4 in column 6, 3 in column 7, 3"
            + " in column 9, 3 in column 10, 1 in column 11.",
        seen.get("live"));
  }

  private static void picture(String name) throws IOException {
    String wanted = System.getProperty("convmat.screenshots");
    if (wanted != null) {
      Files.createDirectories(Path.of(wanted));
      browser.screenshot(Path.of(wanted, name + ".png"));
    }
  }
}
