package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.Ints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.convmat.core.Convolution;
import org.convmat.core.ConvolutionBuilder;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Explainer;
import org.convmat.core.explain.Link;
import org.convmat.core.explain.Side;
import org.convmat.core.explain.Term;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.Elements;
import org.convmat.view.Palette;
import org.convmat.view.explorer.Samples;

/**
 * What the page must show, by the library: a layer that the test changes as it changes the page.
 */
final class ExpectedLayer {

  boolean transposed;
  Dialect dialect = Dialects.PYTORCH;
  boolean strict;
  boolean flip;
  Parameters parameters = Parameters.DEFAULT;
  Tensor x = Samples.IMAGE.tensor();
  Tensor w = Samples.KERNEL.tensor();
  Side side = Side.GRID;
  int[] cell = {0, 0};

  /** Looks at a cell. */
  ExpectedLayer at(Side newSide, int... position) {
    side = newSide;
    cell = position;
    return this;
  }

  Explainer explainer() {
    boolean mirrored =
        dialect.weights(transposed ? Direction.TRANSPOSED : Direction.CONVOLUTION).mirrored();
    ConvolutionBuilder builder =
        Convolution.of(mirrored ? reversed(w) : w).parameters(parameters).dialect(dialect, strict);
    builder = flip ? builder.flip() : builder;
    int[] extents = x.shape().toArray();
    Convolution convolution = transposed ? builder.forGrid(extents) : builder.forImage(extents);
    return new Explainer(convolution.matrix(), transposed);
  }

  private static Tensor reversed(Tensor tensor) {
    double[] values = tensor.elements().doubles().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.elements().get(values.length - 1 - i);
    }
    return Tensor.wrap(values, tensor.shape().toArray());
  }

  /** Holds all that is seen against the library. */
  void check(Map<String, Object> seen) {
    Explainer explainer = explainer();
    assertEquals("", seen.get("refusal"));
    assertEquals(true, seen.get("picture"));
    assertEquals(numbers(x.elements()), doubles(seen.get("inputs")));
    assertEquals(outputs(explainer), doubles(seen.get("outputs")));
    List<List<Double>> terms = terms(explainer);
    assertEquals(terms, lists(seen.get("terms")));
    assertEquals(List.of(name(explainer)), seen.get("chosen"));
    Elements values =
        side == explainer.inputSide() ? x.elements() : Elements.of(toArray(outputs(explainer)));
    int index = (int) side.index(explainer.geometry(), new Cell(0, Ints.asList(cell)));
    assertEquals(values.get(index), ((Number) seen.get("value")).doubleValue());
    checkLights(explainer, seen);
    String line =
        (side == Side.GRID ? "Row " : "Column ")
            + index
            + " of C, which is "
            + explainer.geometry().rows()
            + "\u00d7"
            + explainer.geometry().columns()
            + ": ";
    assertTrue(seen.get("line").toString().startsWith(line), seen.get("line") + ", not " + line);
    assertEquals(seen.get("line"), seen.get("slider"));
    assertEquals(
        explainer.dropped(side, new Cell(0, Ints.asList(cell))).size(),
        ((List<?>) seen.get("dropped")).size());
  }

  /** The cells of the other side that are lit, in the colours of their taps. */
  private void checkLights(Explainer explainer, Map<String, Object> seen) {
    Map<Long, String> lights = new TreeMap<>();
    Side other = side == Side.GRID ? Side.IMAGE : Side.GRID;
    for (Link link : links(explainer)) {
      int tap = index(link.tap(), w.shape().toArray());
      lights.put(link.index(other), String.format(Locale.ROOT, "#%06x", Palette.tap(tap)));
    }
    List<Object> expected = new ArrayList<>();
    lights.forEach((index, colour) -> expected.add(List.of(index, colour)));
    boolean input = other == explainer.inputSide();
    assertEquals(expected, seen.get(input ? "litInput" : "litOutput"));
    assertEquals(List.of(), seen.get(input ? "litOutput" : "litInput"));
    assertEquals((long) links(explainer).size(), seen.get("used"));
  }

  private static int index(List<Integer> position, int[] extents) {
    int index = 0;
    for (int a = 0; a < extents.length; a++) {
      index = index * extents[a] + position.get(a);
    }
    return index;
  }

  private String name(Explainer explainer) {
    String letter = side == explainer.inputSide() ? "x" : transposed ? "U" : "Y";
    return letter + Arrays.toString(cell).replace(" ", "");
  }

  private List<Link> links(Explainer explainer) {
    Cell one = new Cell(0, Ints.asList(cell));
    return side == explainer.outputSide() ? explainer.line(one) : explainer.scatter(one);
  }

  private List<List<Double>> terms(Explainer explainer) {
    List<List<Double>> terms = new ArrayList<>();
    double sum = 0;
    for (Link link : links(explainer)) {
      double weight = explainer.weight(link);
      double value = x.elements().get((int) link.index(explainer.inputSide()));
      sum += weight * value;
      terms.add(
          List.of((double) link.row(), (double) link.column(), weight, value, weight * value, sum));
    }
    return terms;
  }

  private List<Double> outputs(Explainer explainer) {
    Side output = explainer.outputSide();
    return IntStream.range(0, (int) output.cells(explainer.geometry()))
        .mapToObj(i -> explainer.terms(output.cell(explainer.geometry(), i), x.elements()))
        .map(terms -> terms.isEmpty() ? 0.0 : last(terms).sum())
        .toList();
  }

  private static Term last(List<Term> terms) {
    return terms.get(terms.size() - 1);
  }

  /** Runs the commands that the page gives, and holds what they print against what it shows. */
  void checkCommands(Map<String, Object> seen, Path folder) throws IOException {
    String[] lines = seen.get("commands").toString().split("\n", -1);
    for (int i = 0; i < 2; i++) {
      String[] parts = lines[i].split("'", -1);
      Files.writeString(folder.resolve(parts[2].replace(" > ", "")), parts[1]);
    }
    Map<String, Object> product = run(lines[2], folder);
    List<Double> data = new ArrayList<>();
    flatten(product.get("data"), data);
    assertEquals(data, doubles(seen.get("outputs")), lines[2]);
    Map<String, Object> explained = run(lines[3], folder);
    assertEquals(side == explainer().outputSide() ? "gather" : "scatter", explained.get("view"));
    assertEquals((long) index(Ints.asList(cell), extents()), explained.get("index"));
    List<List<Double>> page = lists(seen.get("terms"));
    List<?> links = (List<?>) explained.get("terms");
    assertEquals(
        page.stream().map(term -> term.get(2)).toList(), column(links, "weight"), lines[3]);
    if (explained.get("view").equals("gather")) {
      assertEquals(page.stream().map(term -> term.get(5)).toList(), column(links, "sum"), lines[3]);
    }
    List<?> axes = (List<?>) explained.get("axes");
    assertEquals(
        axes.stream().map(axis -> ((Map<?, ?>) axis).get("formula")).toList(), seen.get("sizes"));
  }

  private int[] extents() {
    return explainer().geometry().axes().stream().mapToInt(side::extent).toArray();
  }

  private static List<Double> column(List<?> objects, String key) {
    return objects.stream()
        .map(item -> ((Number) ((Map<?, ?>) item).get(key)).doubleValue())
        .toList();
  }

  private static Map<String, Object> run(String command, Path folder) throws IOException {
    String words =
        command.replace("./convmat ", "").replace(" x.json", " " + folder.resolve("x.json"));
    String all = words.replace(" w.json", " " + folder.resolve("w.json")) + " --json";
    return Run.of(all.split(" ", -1)).done().json();
  }

  private static void flatten(Object array, List<Double> into) {
    if (array instanceof List<?> list) {
      list.forEach(item -> flatten(item, into));
    } else {
      into.add(((Number) array).doubleValue());
    }
  }

  private static List<Double> numbers(Elements elements) {
    return IntStream.range(0, elements.length()).mapToObj(elements::get).toList();
  }

  private static double[] toArray(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> doubles(Object list) {
    return ((List<?>) list).stream().map(item -> ((Number) item).doubleValue()).toList();
  }

  private static List<List<Double>> lists(Object list) {
    return ((List<?>) list).stream().map(ExpectedLayer::doubles).toList();
  }
}
