package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.convmat.core.io.ArrayFiles;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ElementType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConvolveTest {

  @TempDir Path dir;

  /** Shapes of X and W, options for three axes at most, of which the first ones are used. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9          | 3           | 1 | 2 | 1 | 1 | 0:0",
        "9          | 4           | 1 | 3 | 2 | 1 | 2:1",
        "7x8        | 3x2         | 2 | 2 | 1 | 1 | 1:0",
        "7x8        | 3x2         | 2 | 1 | 3 | 1 | 3:2",
        "2x4x9      | 6x2x3       | 1 | 2 | 1 | 2 | 1:1",
        "2x4x7x8    | 6x2x3x2     | 2 | 2 | 2 | 2 | 2:1",
        "1x3x7x8    | 2x3x3x3     | 2 | 3 | 1 | 1 | 0:3",
        "2x2x4x5x6  | 4x1x2x3x2   | 3 | 2 | 1 | 2 | 1:0"
      })
  void convolutionIsWhatPlainLoopsSay(
      String x, String w, int axes, int stride, int dilation, int groups, String padding)
      throws IOException {
    NumericArray input = integers("x.npy", shape(x));
    NumericArray kernel = integers("w.npy", shape(w));
    Loops loops = new Loops(axes, stride, dilation, groups, padding);
    String[] options = {
      "--kernel", file("w.npy"),
      "--stride", Integer.toString(stride),
      "--dilation", Integer.toString(dilation),
      "--groups", Integer.toString(groups),
      "--padding", padding,
      "-o", file("y.npy")
    };
    Run.of(concat(options, "conv", file("x.npy"))).done();
    NumericArray y = ArrayFiles.read(dir.resolve("y.npy"));
    assertEquals(DType.INT64, y.dtype());
    assertEquals("", Run.of(concat(options, "conv", file("x.npy"))).done().out());
    assertArrayEquals(
        loops.forward(input.tensor(), kernel.tensor(), y.shape().toArray()), y.tensor().doubles());

    // The grid goes back to an image: the output size closes the gap that the stride leaves.
    String size = input.shape().from(input.shape().rank() - axes).toString();
    NumericArray grid = integers("v.npy", y.shape().toArray());
    options[options.length - 1] = file("u.npy");
    Run.of(concat(concat(options, "tconv", file("v.npy")), new String[0], "--output-size", size))
        .done();
    NumericArray u = ArrayFiles.read(dir.resolve("u.npy"));
    assertEquals(input.shape(), u.shape());
    assertArrayEquals(
        loops.transposed(grid.tensor(), kernel.tensor(), u.shape().toArray()),
        u.tensor().doubles());
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void theDtypeStays(DType dtype) {
    DType expected =
        dtype == DType.BOOL ? DType.UINT8 : dtype == DType.FLOAT16 ? DType.FLOAT32 : dtype;
    ElementType type = dtype.elementType();
    Tensor ones = Tensor.wrap(new double[] {1, 0, 1, 1}, 2, 2).as(type);
    ArrayFiles.write(new NumericArray(ones, dtype), dir.resolve("x.npy"));
    String[] args = {"tconv", file("x.npy"), "--kernel", file("x.npy"), "-o", file("y.npy")};
    Run.of(args).done();
    NumericArray y = ArrayFiles.read(dir.resolve("y.npy"));
    assertEquals(expected, y.dtype());
    assertEquals(2.0, y.tensor().get(1, 1) + y.tensor().get(0, 1) + y.tensor().get(2, 0) - 1);
  }

  @Test
  void floatWithDoubleIsDouble() throws IOException {
    ArrayFiles.write(Tensor.wrap(new float[] {1, 2, 3}, 3), dir.resolve("x.npy"));
    ArrayFiles.write(Tensor.wrap(new double[] {0.5}, 1), dir.resolve("w.npy"));
    Map<String, Object> json =
        Run.of("conv", file("x.npy"), "--kernel", file("w.npy"), "--json").done().json();
    assertEquals("float64", json.get("dtype"));
    assertEquals(List.of(0.5, 1.0, 1.5), json.get("data"));
    assertEquals(List.of("backend", "form", "dtype", "shape", "data"), List.copyOf(json.keySet()));
  }

  @Test
  void biasAndFlip() throws IOException {
    Files.writeString(dir.resolve("x.csv"), "1,2,3\n");
    Files.writeString(dir.resolve("w.csv"), "1,10\n");
    Files.writeString(dir.resolve("b.csv"), "1000\n");
    String[] args = {"conv", file("x.csv"), "-k", file("w.csv"), "--flip", "--bias", file("b.csv")};
    assertEquals("[[1012, 1023]]\n", Run.of(args).done().out());
  }

  @Test
  void aSingleRowOfCsvGoesWithRankOne() {
    integers("w.npy", new int[] {2});
    Run run = Run.withInput("1\n2\n3\n", "conv", "-", "--kernel", file("w.npy"), "-o", "-");
    assertEquals(1, run.done().out().lines().count());
  }

  @Test
  void standardInputToStandardOutput() throws IOException {
    Files.writeString(dir.resolve("w.csv"), "1,4,1\n1,4,3\n3,3,1\n");
    Run run = Run.withInput("2,1\n4,4\n", "tconv", "-", "--kernel", file("w.csv"), "-o", "-");
    assertEquals("2,9,6,1\n6,29,30,7\n10,29,33,13\n12,24,16,4\n", run.done().out());
  }

  @Test
  void autoPadAndEveryFormAgree() throws IOException {
    integers("x.npy", new int[] {7, 8});
    integers("w.npy", new int[] {3, 2});
    for (String rule : List.of("same_upper", "same_lower", "valid")) {
      String expected = null;
      for (String form : List.of("dense", "sparse", "lowered")) {
        Run run =
            Run.of(
                "conv",
                file("x.npy"),
                "--kernel",
                file("w.npy"),
                "--auto-pad",
                rule,
                "--form",
                form,
                "--threads",
                "2",
                "--stride",
                "2,1");
        expected = expected == null ? run.done().out() : expected;
        assertEquals(expected, run.done().out());
      }
    }
  }

  @Test
  void verboseSaysMoreOnStandardErrorOnly() {
    integers("x.npy", new int[] {3});
    Run run = Run.of("conv", file("x.npy"), "--kernel", file("x.npy"), "-v", "--backend", "ejml");
    assertEquals(0, run.code());
    assertTrue(run.err().contains("convmat: int64 1, backend ejml, form "), run.err());
    assertTrue(run.err().lines().allMatch(line -> line.startsWith("convmat: ")), run.err());
    assertEquals(1, run.out().lines().count());
    Run failed = Run.of("conv", file("none.npy"), "--kernel", file("x.npy"), "-v");
    assertTrue(failed.err().contains("\tat org.convmat."), "a stack trace where it is asked for");
  }

  private NumericArray integers(String name, int[] shape) {
    Random random = new Random(name.hashCode());
    int size = 1;
    for (int extent : shape) {
      size *= extent;
    }
    double[] values = random.ints(size, -9, 10).asDoubleStream().toArray();
    NumericArray array = new NumericArray(Tensor.wrap(values, shape), DType.INT64);
    ArrayFiles.write(array, dir.resolve(name));
    return array;
  }

  private String file(String name) {
    return dir.resolve(name).toString();
  }

  private static int[] shape(String text) {
    return java.util.Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
  }

  private static String[] concat(String[] options, String... first) {
    return concat(first, options, new String[0]);
  }

  private static String[] concat(String[] first, String[] second, String... third) {
    return java.util.stream.Stream.of(first, second, third)
        .flatMap(java.util.stream.Stream::of)
        .toArray(String[]::new);
  }
}
