package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.explain.Side;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.Tensor;
import org.convmat.view.explorer.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The explorer's page in a real browser: what a person does to it, and whether everything that it
 * then shows is what the library says. Every step runs the commands that the page offers, too.
 */
class ExplorerIT {

  @TempDir private static Path folder;
  private static @Nullable Chromium browser;
  private static String url;

  private final ExpectedLayer layer = new ExpectedLayer();
  private ExplorerView page;

  @BeforeAll
  static void start() {
    browser = Chromium.start(folder);
    Path file = folder.resolve("explorer.html");
    Run.of("explore", "-o", file.toString()).done();
    url = file.toUri().toString();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    Chromium.require(browser);
    browser.resize(1280, 900);
    browser.prefer(false, false);
    page = new ExplorerView(browser.driver());
    page.open(url);
  }

  @AfterEach
  void theConsoleIsQuietAndNothingWasAskedFor() {
    if (browser == null) {
      return;
    }
    assertEquals(List.of(), browser.console());
    List<String> requests = browser.requests();
    assertTrue(
        !requests.isEmpty() && requests.stream().allMatch(r -> r.startsWith(url)),
        requests.toString());
  }

  /** Holds what is seen against the library and against the command line. */
  private Map<String, Object> check() throws IOException {
    Map<String, Object> seen = page.seen();
    layer.check(seen);
    layer.checkCommands(seen, folder);
    return seen;
  }

  /** The same while the pointer looks at a cell that is not the chosen one. */
  private void checkLook(Side side, int... cell) {
    Side before = layer.side;
    int[] chosen = layer.cell;
    layer.at(side, cell).check(page.seen());
    layer.at(before, chosen);
  }

  private void refused(String message) {
    Map<String, Object> seen = page.seen();
    assertEquals(message, seen.get("refusal"));
    assertEquals(false, seen.get("picture"));
  }

  private String refusal() {
    return Assertions.assertThrows(InvalidInputException.class, layer::explainer).getMessage();
  }

  @Test
  void cellsAreLookedAt() throws IOException {
    check();
    assertEquals("C, 4\u00d716", page.seen().get("matrix"));
    page.hover(page.cell("output", 3));
    checkLook(Side.GRID, 1, 1);
    page.hover(page.cell("input", 6));
    checkLook(Side.IMAGE, 1, 2);
    page.leave();
    check();
    page.cell("output", 1).click();
    layer.at(Side.GRID, 0, 1);
    check();
    page.matrix(2, 9, false);
    checkLook(Side.GRID, 1, 0);
    page.matrix(3, 0, true);
    page.leave();
    layer.at(Side.GRID, 1, 1);
    check();
    page.cell("input", 5).click();
    layer.at(Side.IMAGE, 1, 1);
    check();
  }

  @Test
  void theKeyboardReachesEverything() throws IOException {
    page.cell("output", 0).click();
    page.press(Keys.ARROW_RIGHT);
    layer.at(Side.GRID, 0, 1);
    check();
    page.press(Keys.ARROW_DOWN);
    layer.at(Side.GRID, 1, 1);
    check();
    page.press(Keys.HOME);
    layer.at(Side.GRID, 1, 0);
    check();
    page.press(Keys.chord(Keys.SHIFT, Keys.TAB));
    layer.at(Side.IMAGE, 0, 0);
    check();
    page.press(Keys.chord(Keys.CONTROL, Keys.END));
    layer.at(Side.IMAGE, 3, 3);
    Map<String, Object> seen = check();
    assertEquals("cell 16 of 16", seen.get("position"));
    page.script("document.getElementById('matrix').focus()");
    page.press(Keys.END);
    layer.at(Side.GRID, 1, 1);
    check();
    page.press(Keys.ARROW_UP);
    layer.at(Side.GRID, 1, 0);
    check();
  }

  @Test
  void stepsGoRoundAndPlayGoesOn() throws Exception {
    page.click("next");
    layer.at(Side.GRID, 0, 1);
    check();
    page.click("last");
    layer.at(Side.GRID, 1, 1);
    check();
    page.click("next");
    layer.at(Side.GRID, 0, 0);
    check();
    page.choose("view", "scatter");
    layer.at(Side.IMAGE, 0, 0);
    check();
    page.click("back");
    layer.at(Side.IMAGE, 3, 3);
    check();
    page.select("speed", "300");
    page.click("play");
    Thread.sleep(1000);
    page.click("play");
    Map<String, Object> seen = page.seen();
    int steps = Integer.parseInt(seen.get("position").toString().split(" ", -1)[1]);
    assertTrue(steps >= 2 && steps <= 5, "after a second of 0.3: " + steps);
    layer.at(Side.IMAGE, 0, steps - 1);
    check();
    Thread.sleep(400);
    assertEquals(seen.get("position"), page.seen().get("position"), "it has stopped");
    assertTrue(page.seen().get("live").toString().startsWith("x[0," + (steps - 1) + "] = "));
  }

  @Test
  void theLayerIsChanged() throws IOException {
    page.choose("direction", "transposed");
    layer.transposed = true;
    layer.x = Samples.GRID.tensor();
    layer.at(Side.IMAGE, 0, 0);
    assertEquals("CT, 16\u00d74", check().get("matrix"));
    page.type("stride-0", "2");
    layer.parameters = layer.parameters.withStride(2, 2);
    check();
    page.type("kernel-1", "4");
    layer.w = Samples.KERNEL.tensor(4, 4);
    check();
    page.click("alike");
    page.type("begin-0", "1");
    page.type("end-1", "-2");
    layer.parameters =
        layer.parameters.withPadding(
            new Padding.Explicit(List.of(new Ends(1, 0), new Ends(0, -2))));
    check();
    page.type("outputPadding-0", "1");
    layer.parameters = layer.parameters.withOutputPadding(1, 0);
    check();
    page.type("dilation-1", "2");
    layer.parameters = layer.parameters.withDilation(1, 2);
    check();
    page.type("input-0", "3");
    layer.x = Samples.GRID.tensor(3, 2);
    check();
    page.choose("matrix", "C");
    assertEquals("C, 6\u00d7" + (8 * 11), check().get("matrix"));
    page.openNumbers();
    page.click("flip");
    layer.flip = true;
    check();
    page.type("w-text", "1 0.5" + Keys.ENTER + "0 -2");
    layer.w = Tensor.wrap(new double[] {1, .5, 0, -2}, 2, 2);
    check();
    page.type("x-text", "1 2 3");
    layer.x = Tensor.wrap(new double[] {1, 2, 3}, 1, 3);
    check();
    page.choose("show", "colours");
    assertTrue(((List<?>) check().get("digits")).stream().allMatch("none"::equals));
    page.choose("axes", "1");
    page.click("reset");
    layer.flip = false;
  }

  @Test
  void dialectsMeanWhatTheyMean() throws IOException {
    page.choose("direction", "transposed");
    layer.transposed = true;
    layer.x = Samples.GRID.tensor();
    layer.at(Side.IMAGE, 0, 0);
    page.type("stride-0", "2");
    page.type("outputPadding-0", "1");
    layer.parameters = layer.parameters.withStride(2, 2).withOutputPadding(1, 1);
    layer.strict = true;
    for (var dialect : Dialects.all()) {
      page.select("dialect", dialect.id());
      layer.dialect = dialect;
      int none = dialect.stated(1);
      layer.parameters = layer.parameters.withDilation(none, none);
      if (List.of("pytorch", "onnx", "keras").contains(dialect.id())) {
        check();
      } else {
        refused(refusal());
      }
    }
    page.select("dialect", "jax");
    page.type("outputPadding-0", "" + Keys.BACK_SPACE);
    page.select("auto", "SAME_UPPER");
    layer.dialect = Dialects.JAX;
    layer.parameters = Parameters.DEFAULT.withStride(2, 2).withPadding(Padding.Auto.SAME_UPPER);
    check();
    page.select("auto", "SAME_LOWER");
    layer.parameters = layer.parameters.withPadding(Padding.Auto.SAME_LOWER);
    refused(refusal());
    page.click("strict");
    layer.strict = false;
    check();
  }

  @Test
  void examplesAreThere() throws IOException {
    page.select("example", "input-size=4&kernel-size=3&transposed&stride=2&x=1,1,1,1&w=1,1,1&at=2");
    layer.transposed = true;
    layer.x = Tensor.wrap(new double[] {1, 1, 1, 1}, 4);
    layer.w = Tensor.wrap(new double[] {1, 1, 1}, 3);
    layer.parameters = layer.parameters.withStride(2);
    layer.at(Side.IMAGE, 2);
    assertEquals(List.of(1L, 1L, 2L, 1L, 2L, 1L, 2L, 1L, 1L), check().get("outputs"));
    page.type("kernel-0", "4");
    layer.w = Tensor.wrap(new double[] {1, 1, 1, 1}, 4);
    page.openNumbers();
    page.clickOn("[data-kernel='ones']");
    assertEquals(List.of(1L, 1L, 2L, 2L, 2L, 2L, 2L, 2L, 1L, 1L), check().get("outputs"));
    page.clickOn("[data-kernel='bilinear']");
    layer.w = Tensor.wrap(new double[] {.25, .75, .75, .25}, 4);
    check();
  }

  @Test
  void aLinkRestoresEverything() throws IOException {
    page.choose("axes", "1");
    layer.x = Tensor.wrap(new double[] {4, 5, 8, 7}, 4);
    layer.w = Tensor.wrap(new double[] {1, 4, 1}, 3);
    layer.at(Side.GRID, 0);
    check();
    page.type("input-0", "9");
    layer.x = Samples.IMAGE.tensor(9);
    check();
    page.type("begin-0", "2");
    page.type("stride-0", "3");
    layer.parameters =
        layer.parameters.withStride(3).withPadding(new Padding.Explicit(List.of(new Ends(2, 0))));
    page.cell("input", 8).click();
    layer.at(Side.IMAGE, 8);
    page.click("theme");
    Map<String, Object> seen = check();
    assertEquals("dark", seen.get("theme"));
    assertEquals(
        "input-size=9&kernel-size=3&stride=3&padding=2:0&from=8&theme=dark", seen.get("hash"));
    page.open(url + "#" + seen.get("hash"));
    Map<String, Object> again = check();
    again.put("live", seen.get("live"));
    assertEquals(seen, again);
    page.open(url + "#input-size=4x4&stride=x");
    assertTrue(page.seen().get("refusal").toString().contains("\"x\" in stride"));
    layer.x = Samples.IMAGE.tensor();
    page.click("reset");
    assertEquals("", page.seen().get("refusal"));
  }

  @Test
  void aFieldThatIsWrongSaysWhatWouldBeRight() throws IOException {
    page.type("input-0", "80");
    assertEquals(
        "the input is 80x80, 6400 cells; the page shows at most 64 along an axis and 1024 in all",
        page.seen().get("refusal"));
    page.type("input-0", "2");
    layer.x = Tensor.wrap(new double[] {4, 5, 1, 8}, 2, 2);
    refused(refusal());
    page.type("begin-0", "1");
    page.type("end-0", "1");
    layer.parameters = layer.parameters.withPadding(new Padding.Explicit(List.of(new Ends(1, 1))));
    check();
    assertNotEquals("", page.script("return document.getElementById('note').textContent"));
  }

  @Test
  void aPhoneHasItAll() throws IOException {
    browser.resize(390, 844);
    page.open(url);
    assertEquals(390L, check().get("width"), "no sideways scrolling");
    page.cell("output", 2).click();
    layer.at(Side.GRID, 1, 0);
    check();
    page.script("document.getElementById('panel').open = true");
    page.type("kernel-0", "2");
    layer.w = Tensor.wrap(new double[] {1, 4, 1, 4}, 2, 2);
    assertEquals(390L, check().get("width"), "no sideways scrolling");
  }
}
