package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.convmat.core.io.ArrayFiles;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One layer in the words, and the layouts, of several frameworks. */
class DialectTest {

  @TempDir Path dir;

  @BeforeEach
  void vectors() throws Exception {
    Files.writeString(dir.resolve("x.json"), "[1,2,3]");
    Files.writeString(dir.resolve("k.json"), "[1,10,100]");
  }

  private Run tconv(String... more) {
    String[] args = {"tconv", path("x.json"), "--kernel", path("k.json"), "--stride", "2"};
    String[] all = new String[args.length + more.length];
    System.arraycopy(args, 0, all, 0, args.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Run.of(all);
  }

  private String path(String name) {
    return dir.resolve(name).toString();
  }

  /** The pixel by which frameworks silently differ: the same shape, other numbers. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pytorch    | --padding 1 --output-padding 1 | 10,102,20,203,30,300",
        "keras      | --auto-pad same_upper          | 1,10,102,20,203,30",
        "tensorflow | --auto-pad same_upper          | 1,10,102,20,203,30",
        "onnx       | --auto-pad same_upper          | 1,10,102,20,203,30",
        "matlab     | --auto-pad same_upper          | 1,10,102,20,203,30",
        "onednn     | --padding 0:1                  | 1,10,102,20,203,30",
        "jax        | --auto-pad same_upper          | 100,10,201,20,302,30"
      })
  void sameLayerInSevenWords(String dialect, String options, String expected) {
    String[] words = ("--dialect " + dialect + " " + options + " -o -").split(" ", -1);
    assertEquals(expected, tconv(words).done().out().strip());
  }

  @Test
  void whatAFrameworkRefusesIsRefusedUnlessAskedNotTo() {
    Run strict = tconv("--dialect", "pytorch", "--padding", "1:0");
    assertEquals(2, strict.code());
    assertTrue(strict.err().contains("pytorch refuses"), strict.err());
    tconv("--dialect", "pytorch", "--strict=false", "--padding", "1:0").done();
    tconv("--padding", "1:0").done();
  }

  /**
   * Keras: data (N, H, W, C), kernel (kH, kW, I, O), against the same numbers as PyTorch has them.
   */
  @Test
  void arraysLieAsInTheFramework() {
    Random random = new Random(4);
    Tensor x = integers(random, 2, 5, 6, 3);
    Tensor w = integers(random, 3, 2, 3, 4);
    Tensor ownX = Tensor.zeros(x.elementType(), Shape.of(2, 3, 5, 6));
    Tensor ownW = Tensor.zeros(w.elementType(), Shape.of(4, 3, 3, 2));
    for (int i = 0; i < 2 * 5 * 6 * 3; i++) {
      int c = i % 3;
      int position = i / 3 % 30;
      ownX.elements().set((i / 90 * 3 + c) * 30 + position, x.elements().get(i));
    }
    for (int i = 0; i < 3 * 2 * 3 * 4; i++) {
      int o = i % 4;
      int c = i / 4 % 3;
      ownW.elements().set((o * 3 + c) * 6 + i / 12, w.elements().get(i));
    }
    ArrayFiles.write(x, dir.resolve("keras-x.npy"));
    ArrayFiles.write(w, dir.resolve("keras-w.npy"));
    ArrayFiles.write(ownX, dir.resolve("own-x.npy"));
    ArrayFiles.write(ownW, dir.resolve("own-w.npy"));
    Run.of(
            "conv",
            path("keras-x.npy"),
            "--kernel",
            path("keras-w.npy"),
            "--dialect",
            "keras",
            "-o",
            path("keras-y.npy"))
        .done();
    Run.of("conv", path("own-x.npy"), "--kernel", path("own-w.npy"), "-o", path("own-y.npy"))
        .done();
    Tensor kerasY = ArrayFiles.read(dir.resolve("keras-y.npy")).tensor();
    Tensor ownY = ArrayFiles.read(dir.resolve("own-y.npy")).tensor();
    assertEquals(Shape.of(2, 3, 5, 4), kerasY.shape());
    assertEquals(Shape.of(2, 4, 3, 5), ownY.shape());
    double[] moved = new double[ownY.shape().size()];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = ownY.elements().get((i / 60 * 4 + i % 4) * 15 + i / 4 % 15);
    }
    assertArrayEquals(moved, kerasY.doubles());
  }

  private static Tensor integers(Random random, int... shape) {
    int size = Shape.of(shape).size();
    return Tensor.wrap(random.ints(size, -5, 6).asDoubleStream().toArray(), shape);
  }
}
