package org.convmat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import com.google.common.collect.Iterables;
import com.google.common.collect.Iterators;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.convmat.core.io.ArrayFiles;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX's published node cases, all of them, through {@code --dialect onnx} on every backend. */
class OnnxNodeCasesTest {

  @TempDir Path dir;

  /** One case: a command line and its three arrays. */
  record NodeCase(String name, String command, Map<String, Tensor> arrays) {
    Tensor array(String array) {
      return Objects.requireNonNull(arrays.get(array));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesThePublishedOutput(NodeCase node) {
    ArrayFiles.write(node.array("x"), dir.resolve("x.npy"));
    ArrayFiles.write(node.array("w"), dir.resolve("w.npy"));
    for (String backend : backends()) {
      String line =
          node.command().replaceFirst(" |$", " D/x.npy --kernel D/w.npy ")
              + " --dialect onnx -o D/y.npy --backend "
              + backend;
      List<String> words = Splitter.on(' ').omitEmptyStrings().splitToList(line);
      Run.of(words.stream().map(word -> word.replace("D/", dir + "/")).toArray(String[]::new))
          .done();
      Tensor y = ArrayFiles.read(dir.resolve("y.npy")).tensor();
      assertEquals(node.array("y").shape(), y.shape(), line);
      assertArrayEquals(node.array("y").doubles(), y.doubles(), line);
    }
  }

  /** The two files of ONNX have 6 and 11. */
  @Test
  void noneIsMissing() throws IOException {
    assertEquals(17, cases().count());
    assertEquals(List.of("ejml", "ojalgo", "vector"), backends());
  }

  @SuppressWarnings("unchecked")
  private static List<String> backends() {
    try {
      Map<String, Object> json = Run.of("backends", "--json").done().json();
      return ((List<Map<String, Object>>) Objects.requireNonNull(json.get("backends")))
          .stream().map(backend -> String.valueOf(backend.get("id"))).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<NodeCase> cases() throws IOException {
    List<NodeCase> cases = new ArrayList<>();
    for (String block : Splitter.on("\ntest_").split(text())) {
      if (!block.startsWith("#")) {
        cases.add(nodeCase(block));
      }
    }
    return cases.stream();
  }

  private static String text() throws IOException {
    try (InputStream in = OnnxNodeCasesTest.class.getResourceAsStream("onnx-node-cases.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    }
  }

  private static NodeCase nodeCase(String block) {
    List<String> head = Splitter.on(" | ").splitToList(block.lines().findFirst().orElseThrow());
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (String array : Iterables.skip(Splitter.on("\n  ").split(joined(block)), 1)) {
      List<String> parts = Splitter.on(" : ").splitToList(array);
      int[] extents =
          Splitter.on('x')
              .splitToStream(parts.get(0).substring(2))
              .mapToInt(Integer::parseInt)
              .toArray();
      arrays.put(array.substring(0, 1), filled(parts.get(1).strip(), Shape.of(extents)));
    }
    assertEquals(List.of("x", "w", "y"), List.copyOf(arrays.keySet()), block);
    return new NodeCase("test_" + head.get(0), head.get(1), arrays);
  }

  /** Each array on one line. */
  private static String joined(String block) {
    return block.replace("\n    ", " ");
  }

  private static Tensor filled(String numbers, Shape shape) {
    double[] given =
        Splitter.on(' ')
            .omitEmptyStrings()
            .splitToStream(numbers)
            .flatMap(OnnxNodeCasesTest::counted)
            .mapToDouble(Integer::doubleValue)
            .toArray();
    assertEquals(0, shape.size() % given.length, numbers);
    return Tensor.wrap(
        IntStream.range(0, shape.size()).mapToDouble(i -> given[i % given.length]).toArray(),
        shape.toArray());
  }

  private static Stream<Integer> counted(String word) {
    Iterator<String> ends = Splitter.on("..").split(word).iterator();
    int first = Integer.parseInt(ends.next());
    return IntStream.rangeClosed(first, Integer.parseInt(Iterators.getNext(ends, "" + first)))
        .boxed();
  }
}
