package org.convmat.view.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page's rules under Node against the library's, on random layers: sizes and refusals of every
 * dialect, the taps of every position, every entry of C, terms, drops, formulas.
 */
class PortTest {

  private static final int CASES = Integer.getInteger("convmat.port.cases", 5000);

  @TempDir private Path folder;

  private static List<RandomLayer> layers(int count) {
    Random random = new Random(20261122);
    return Stream.generate(() -> RandomLayer.draw(random)).limit(count).toList();
  }

  private static String input(List<RandomLayer> layers) {
    return layers.stream()
        .map(PortTest::request)
        .collect(Collectors.joining(",", "{\"book\":" + book() + ",\"cases\":[", "]}"));
  }

  static String book() {
    ExplorerStart start =
        new ExplorerStart(
            false,
            Dialects.PYTORCH,
            false,
            false,
            Parameters.DEFAULT,
            Samples.IMAGE.tensor(),
            Samples.KERNEL.tensor());
    return PageData.of(start);
  }

  static String request(RandomLayer layer) {
    Parameters p = layer.parameters();
    LibraryAnswers library = new LibraryAnswers(layer);
    boolean whole = library.whole();
    boolean auto = p.padding() instanceof Padding.Auto;
    return String.format(
        "{\"transposed\":%b,\"dialect\":\"%s\",\"strict\":%b,\"flip\":%b,\"stride\":%s,"
            + "\"dilation\":%s,\"auto\":%s,\"padding\":%s,\"outputPadding\":%s,\"outputSize\":%s,"
            + "\"input\":%s,\"kernel\":%s,\"whole\":%b,\"probes\":%s}",
        layer.transposed(),
        layer.dialect(),
        layer.strict(),
        layer.flip(),
        p.stride(),
        p.dilation(),
        auto ? "\"" + p.padding() + "\"" : "null",
        p.padding() instanceof Padding.Explicit explicit
            ? explicit.axes().stream().map(e -> List.of(e.begin(), e.end())).toList()
            : "[]",
        p.outputPadding(),
        p.outputSize(),
        array(layer.input()),
        array(layer.kernel()),
        whole,
        whole ? library.probes() : "[]");
  }

  private static String array(Tensor tensor) {
    return "{\"shape\":"
        + IntStream.of(tensor.shape().toArray()).boxed().toList()
        + ",\"values\":"
        + IntStream.range(0, tensor.elements().length()).mapToObj(tensor.elements()::get).toList()
        + "}";
  }

  @Test
  void thePageAnswersAsTheLibrary() throws Exception {
    List<RandomLayer> layers = layers(CASES);
    List<String> page = Node.lines(folder, "answers.js", input(layers));
    assertEquals(layers.size(), page.size());
    int refused = 0;
    Set<String> refusals = new TreeSet<>();
    int whole = 0;
    for (int i = 0; i < layers.size(); i++) {
      LibraryAnswers library = new LibraryAnswers(layers.get(i));
      assertEquals(library.line(), page.get(i), layers.get(i).toString());
      if (page.get(i).startsWith("{\"refusal\"")) {
        refused++;
        refusals.add(page.get(i).replaceAll("-?[0-9]+", "#"));
      }
      whole += library.whole() ? 1 : 0;
    }
    assertTrue(refused > CASES / 5, refused + " refused");
    assertTrue(refusals.size() > 60, refusals.size() + " kinds of refusal");
    assertTrue(whole > CASES / 4, whole + " looked at cell by cell");
  }

  @Test
  void aWrongRuleWouldBeSeen() throws Exception {
    List<RandomLayer> layers = layers(3000);
    List<String> right = Node.lines(folder, "answers.js", input(layers));
    String logic = PageScript.logic();
    for (String[] change :
        new String[][] {
          {"tap * axis.dilation - axis.offset", "tap * axis.dilation + axis.offset"},
          {"grid * axis.stride + tap", "grid + tap"},
          {
            "const half = Math.floor((full - image) / 2)",
            "const half = Math.trunc((full - image) / 2)"
          },
          {"Math.trunc((r.span - r.stride) / 2)", "Math.floor((r.span - r.stride) / 2)"},
        }) {
      assertTrue(logic.contains(change[0]), change[0]);
      String wrong = logic.replace(change[0], change[1]);
      assertFalse(Node.lines(folder, wrong, "answers.js", input(layers)).equals(right), change[1]);
    }
  }
}
