package org.convmat.cli;

import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** The explorer's page as a person has it: what can be done, and what is seen. */
final class ExplorerView {

  /** Everything that is seen, read from the document. */
  private static final String SEEN =
      """
      const number = (text) => Number(text.replace("\\u2212", "-"));
      const all = (selector) => [...document.querySelectorAll(selector)];
      const byId = (id) => document.getElementById(id);
      const shown = (id) => !byId(id).hidden && byId(id).offsetParent !== null;
      const lit = (id) => all(`#${id} td.lit[data-index]`).map((td) =>
        [Number(td.dataset.index), td.style.getPropertyValue("--tap")]);
      const data = (tr, key) => Number(tr.dataset[key]);
      return {
        refusal: shown("refusal") ? byId("refusal").firstChild.textContent : "",
        picture: shown("picture"),
        heading: byId("h-sum").textContent,
        value: Number(byId("equation").dataset.value),
        equation: byId("equation").textContent,
        line: byId("line").textContent,
        terms: all("#terms tbody tr").map((tr) =>
          ["row", "column", "weight", "value", "product", "sum"].map((key) => data(tr, key))),
        outputs: all("#output td[data-index]").map((td) => number(td.getAttribute("aria-label").split(" = ")[1])),
        output: all("#output td[data-index]").map((td) => td.getAttribute("aria-label").split(" = ")[0]),
        digits: all("#output td[data-index] b").map((b) => getComputedStyle(b).display),
        inputs: all("#input td[data-index]").map((td) => number(td.getAttribute("aria-label").split(" = ")[1])),
        chosen: all("td.chosen").map((td) => td.getAttribute("aria-label").split(" = ")[0]),
        litInput: lit("input"),
        litOutput: lit("output"),
        used: all("#kernel td.used").length,
        sizes: all("#sizes li").map((li) => li.textContent.replace(/^axis .: /, "")),
        dropped: all("#dropped li").map((li) => li.textContent),
        matrix: byId("h-matrix").textContent,
        slider: byId("matrix").getAttribute("aria-valuetext"),
        position: byId("position").textContent,
        commands: byId("commands").textContent,
        hash: location.hash.slice(1),
        theme: document.documentElement.dataset.theme,
        live: byId("live").textContent,
        width: document.documentElement.scrollWidth,
        spilling: all(".card, form, fieldset").filter((node) => node.scrollWidth > node.clientWidth + 1)
          .map((node) => `${node.id} ${node.className}: ${node.scrollWidth} in ${node.clientWidth}`),
      };
      """;

  private final ChromeDriver driver;

  ExplorerView(ChromeDriver driver) {
    this.driver = driver;
  }

  /** What is seen now. */
  @SuppressWarnings("unchecked")
  Map<String, Object> seen() {
    return (Map<String, Object>) script(SEEN);
  }

  Object script(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  void open(String url) {
    driver.get("about:blank");
    driver.get(url);
  }

  WebElement cell(String board, int index) {
    return driver.findElement(By.cssSelector("#" + board + " td[data-index='" + index + "']"));
  }

  void hover(WebElement element) {
    new Actions(driver).moveToElement(element).perform();
  }

  /** Points at, or with {@code click} clicks, an entry of the matrix that is drawn. */
  void matrix(int row, int column, boolean click) {
    WebElement canvas = driver.findElement(By.id("matrix-over"));
    script("arguments[0].scrollIntoView({block: 'center'})", canvas);
    @SuppressWarnings("unchecked")
    List<Number> place =
        (List<Number>)
            script(
                "const heading = document.getElementById('h-matrix').textContent.match(/(\\d+)\\D(\\d+)$/);"
                    + "const [w, h] = [arguments[0].clientWidth, arguments[0].clientHeight];"
                    + "const left = Math.max(26, `${heading[1] - 1}`.length * 6.5 + 8);"
                    + "return [(w - left - 14) / heading[2], (h - 28) / heading[1], left, w, h]",
                canvas);
    double x = place.get(2).doubleValue() + (column + 0.5) * place.get(0).doubleValue();
    double y = 26 + (row + 0.5) * place.get(1).doubleValue();
    Actions actions =
        new Actions(driver)
            .moveToElement(
                canvas,
                (int) Math.round(x - place.get(3).doubleValue() / 2),
                (int) Math.round(y - place.get(4).doubleValue() / 2));
    (click ? actions.click() : actions).perform();
  }

  /** Points at nothing. */
  void leave() {
    hover(driver.findElement(By.tagName("h1")));
  }

  void click(String id) {
    clickOn("#" + id);
  }

  void clickOn(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  void choose(String name, String value) {
    driver.findElement(By.cssSelector("input[name='" + name + "'][value='" + value + "']")).click();
  }

  void select(String id, String value) {
    driver.findElement(By.cssSelector("#" + id + " option[value='" + value + "']")).click();
  }

  /** Types over what a field holds. */
  void type(String id, String text) {
    WebElement field = driver.findElement(By.id(id));
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
  }

  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  void openNumbers() {
    driver.findElement(By.cssSelector(".numbers summary")).click();
  }
}
