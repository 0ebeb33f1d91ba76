package org.convmat.view.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.kernel.AxisKernel;
import org.convmat.core.kernel.Interpolation;
import org.convmat.core.kernel.Scale;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.Execution;
import org.convmat.view.picture.PictureFiles;
import org.convmat.view.picture.PictureFiles.Compression;
import org.convmat.view.picture.PictureInfo;
import org.convmat.view.picture.PictureReader;
import org.convmat.view.picture.TestPictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Scaled pictures against the definition, written as plain loops over all pairs of cells. */
class ScalerTest {

  private static final CheckedBackend BACKEND = BackendRegistry.discover().select("ejml");

  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource(Interpolation.class)
  void everyKernelAndScaleIsTheDefinition(Interpolation interpolation) {
    String[] scales = {"1", "2", "3", "4", "1.5", "5/4", "7/5"};
    int n = 0;
    for (String scale : scales) {
      for (Resampling way : Resampling.values()) {
        int channels = 1 + n % 4;
        PictureInfo info = new PictureInfo(11 + 7 * n % 23, 5 + 13 * n % 17, channels, 8);
        check(info, way, Scale.parse(scale), interpolation, n % 3 == 0);
        n++;
      }
    }
  }

  /** Large enough for several tiles each way, so that their seams are looked at. */
  @ParameterizedTest
  @CsvSource({"UP,2,LANCZOS3", "UP,1.5,BICUBIC", "DOWN,2,BICUBIC", "DOWN,1.5,LANCZOS3"})
  void tilesHaveNoSeams(Resampling way, String scale, Interpolation interpolation) {
    check(new PictureInfo(431, 157, 1, 16), way, Scale.parse(scale), interpolation, false);
    check(new PictureInfo(300, 90, 4, 16), way, Scale.parse(scale), interpolation, true);
  }

  @Test
  void extremeShapes() {
    for (Resampling way : Resampling.values()) {
      for (int[] size : new int[][] {{1, 1}, {1, 70}, {600, 1}, {2, 3}}) {
        PictureInfo info = new PictureInfo(size[0], size[1], 3, 8);
        check(info, way, Scale.of(3), Interpolation.LANCZOS3, false);
        check(info, way, Scale.of(64), Interpolation.BILINEAR, false);
        check(info, way, Scale.parse("32/31"), Interpolation.NEAREST, false);
      }
    }
  }

  /** Compares with plain loops: at most half a level from the exact value. */
  private void check(
      PictureInfo info, Resampling way, Scale scale, Interpolation interpolation, boolean linear) {
    byte[][] rows = TestPictures.rows(info, info.width());
    Path from = TestPictures.png(dir.resolve("in.png"), info, rows);
    Path to = dir.resolve("out.png");
    scale(from, to, way, scale, PictureKernel.of(interpolation), linear, Execution.sequential());
    double[][] right = weights(way, scale, interpolation, info.width());
    double[][] down = weights(way, scale, interpolation, info.height());
    try (PictureReader reader = PictureFiles.open(to)) {
      PictureInfo result = reader.info();
      assertEquals(info.resized(right.length, down.length), result);
      byte[][] found = TestPictures.read(reader);
      String name = way + " " + scale + " " + interpolation + " " + info;
      for (int y = 0; y < down.length; y++) {
        for (int x = 0; x < right.length; x++) {
          pixel(rows, info, down[y], right[x], linear, found, x, y, name);
        }
      }
    }
  }

  /** w[j][i], the share of cell i in cell j, from the definition; rows sum to 1. */
  private static double[][] weights(
      Resampling way, Scale scale, Interpolation interpolation, int extent) {
    double ratio = (double) scale.up() / scale.down();
    int cells = (int) (way == Resampling.UP ? scale.enlarge(extent) : scale.shrink(extent));
    double[][] weights = new double[cells][extent];
    for (int j = 0; j < cells; j++) {
      double sum = 0;
      for (int i = 0; i < extent; i++) {
        double x =
            way == Resampling.UP
                ? ((2.0 * j + 1) * scale.down() - (2.0 * i + 1) * scale.up()) / (2 * scale.up())
                : ((2.0 * i + 1) * scale.down() - (2.0 * j + 1) * scale.up()) / (2 * scale.up());
        weights[j][i] = interpolation.weight(x);
        sum += weights[j][i];
      }
      for (int i = 0; i < extent; i++) {
        weights[j][i] /= sum;
      }
      assertTrue(sum > 0.1, "ratio " + ratio);
    }
    return weights;
  }

  private static void pixel(
      byte[][] rows,
      PictureInfo info,
      double[] down,
      double[] right,
      boolean linear,
      byte[][] found,
      int x,
      int y,
      String name) {
    int channels = info.channels();
    PictureInfo result = info.resized(found[0].length / info.pixelBytes(), found.length);
    double[] sums = new double[channels];
    for (int v = first(down); v <= last(down); v++) {
      for (int u = first(right); u <= last(right); u++) {
        double share = down[v] * right[u];
        double alpha =
            info.hasAlpha()
                ? (double) TestPictures.level(rows, info, u, v, channels - 1) / info.most()
                : 1;
        for (int c = 0; c < channels; c++) {
          boolean isAlpha = info.hasAlpha() && c == channels - 1;
          double value = (double) TestPictures.level(rows, info, u, v, c) / info.most();
          sums[c] += share * (isAlpha ? value : alpha * (linear ? light(value) : value));
        }
      }
    }
    double alpha = info.hasAlpha() ? sums[channels - 1] : 1;
    for (int c = 0; c < channels; c++) {
      boolean isAlpha = info.hasAlpha() && c == channels - 1;
      double value = isAlpha ? alpha : sums[c] / alpha;
      if (linear && !isAlpha) {
        value = sample(value);
      }
      double expected = Math.max(0, Math.min(1, value)) * info.most();
      int level = TestPictures.level(found, result, x, y, c);
      boolean transparent = !isAlpha && alpha * info.most() < 0.51;
      if (transparent
          ? level != 0 && alpha * info.most() < 0.49
          : Math.abs(level - expected) > 0.5 + 1e-4) {
        throw new AssertionError(
            name + " at " + x + "," + y + " channel " + c + ": " + level + ", not " + expected);
      }
    }
  }

  private static int first(double[] weights) {
    int i = 0;
    while (weights[i] == 0) {
      i++;
    }
    return i;
  }

  private static int last(double[] weights) {
    int i = weights.length - 1;
    while (weights[i] == 0) {
      i--;
    }
    return i;
  }

  private static double light(double v) {
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }

  private static double sample(double v) {
    return v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
  }

  /** Whole scales: nearest copies, bilinear at the edge is what it is with the edge repeated. */
  @Test
  void theEdgeRuleOfBilinearIsReplication() {
    for (int scale = 2; scale <= 5; scale++) {
      double[][] w = weights(Resampling.UP, Scale.of(scale), Interpolation.BILINEAR, 6);
      for (int j = 0; j < w.length; j++) {
        double[] expected = new double[6];
        double at = (j + 0.5) / scale - 0.5;
        int low = (int) Math.floor(at);
        expected[Math.max(0, low)] += 1 - (at - low);
        expected[Math.min(5, low + 1)] += at - low;
        assertArrayEquals(expected, w[j], 1e-12);
      }
    }
  }

  @Test
  void aConstantStaysAConstantEdgesIncluded() {
    PictureInfo info = new PictureInfo(70, 40, 4, 8);
    byte[][] rows = new byte[40][280];
    for (byte[] row : rows) {
      Arrays.fill(row, (byte) 201);
    }
    Path from = TestPictures.png(dir.resolve("c.png"), info, rows);
    for (Interpolation interpolation : Interpolation.values()) {
      for (Resampling way : Resampling.values()) {
        for (String scale : new String[] {"2", "3", "1.5"}) {
          Path to = dir.resolve("d.png");
          PictureKernel kernel = PictureKernel.of(interpolation);
          scale(from, to, way, Scale.parse(scale), kernel, true, Execution.sequential());
          try (PictureReader reader = PictureFiles.open(to)) {
            for (byte[] row : TestPictures.read(reader)) {
              for (byte sample : row) {
                assertEquals((byte) 201, sample, interpolation + " " + way + " " + scale);
              }
            }
          }
        }
      }
    }
  }

  /** The number of threads changes nothing, not a byte. */
  @Test
  void threadsMakeNoDifference() throws IOException {
    PictureInfo info = new PictureInfo(333, 400, 3, 8);
    Path from = TestPictures.png(dir.resolve("t.png"), info, TestPictures.rows(info, 9));
    PictureKernel kernel = PictureKernel.of(Interpolation.BICUBIC);
    Path one = dir.resolve("one.png");
    Path three = dir.resolve("three.png");
    scale(from, one, Resampling.UP, Scale.of(2), kernel, false, Execution.sequential());
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      scale(from, three, Resampling.UP, Scale.of(2), kernel, false, Execution.on(pool, 3));
    } finally {
      pool.shutdownNow();
    }
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(three));
  }

  /** Two axes at once give what one after the other gives, where the kernel is a product. */
  @Test
  void givenTapsOfTwoAxes() throws IOException {
    // without alpha, whose division rounds differently; all else here is exact
    PictureInfo info = new PictureInfo(90, 70, 3, 8);
    Path from = TestPictures.png(dir.resolve("k.png"), info, TestPictures.rows(info, 2));
    double[] line = {1, 3, 3, 1};
    double[] square = new double[16];
    Arrays.setAll(square, i -> line[i / 4] * line[i % 4]);
    PictureKernel[] kernels = {
      PictureKernel.of(Interpolation.BILINEAR),
      PictureKernel.of(Tensor.wrap(line, 4)),
      PictureKernel.of(Tensor.wrap(square, 4, 4))
    };
    for (Resampling way : Resampling.values()) {
      byte[][] files = new byte[3][];
      for (int n = 0; n < 3; n++) {
        Path to = dir.resolve("k" + n + ".png");
        scale(from, to, way, Scale.of(2), kernels[n], false, Execution.sequential());
        files[n] = Files.readAllBytes(to);
      }
      assertArrayEquals(files[0], files[1]);
      assertArrayEquals(files[0], files[2]);
    }
  }

  @Test
  void refusesKernelsThatDoNotFit() {
    PictureInfo info = new PictureInfo(9, 9, 1, 8);
    Path from = TestPictures.png(dir.resolve("s.png"), info, TestPictures.rows(info, 2));
    for (double[] taps : new double[][] {{1}, {1, 1, 1, 1}, {1, -1, 0}, {0, 0, 0}}) {
      PictureKernel kernel = PictureKernel.of(Tensor.wrap(taps, taps.length));
      assertThrows(
          InvalidInputException.class,
          () ->
              scale(
                  from,
                  dir.resolve("no.png"),
                  Resampling.UP,
                  Scale.of(3),
                  kernel,
                  false,
                  Execution.sequential()));
      assertTrue(Files.notExists(dir.resolve("no.png")));
    }
    assertThrows(
        InvalidInputException.class, () -> PictureKernel.of(Tensor.wrap(new double[8], 2, 2, 2)));
  }

  /** {@code <C^T v, w> = <v, C w>}: down is the adjoint of up, tile by tile put together. */
  @ParameterizedTest
  @CsvSource({"2,BICUBIC,517", "3,LANCZOS3,200", "3/2,BILINEAR,300", "5/4,GAUSSIAN,333"})
  void downIsTheAdjointOfUp(String text, Interpolation interpolation, int coarse) {
    Scale scale = Scale.parse(text);
    AxisKernel kernel = AxisKernel.sampled(interpolation, scale);
    AxisTiles up = new AxisTiles(Resampling.UP, kernel, scale, coarse, 64);
    AxisTiles down = new AxisTiles(Resampling.DOWN, kernel, scale, up.result(), 100);
    Random random = new Random(4);
    double[] v = random.doubles(coarse).toArray();
    double[] w = random.doubles(up.result()).toArray();
    double[] larger = along(up, v);
    double[] smaller = along(down, w);
    double left = 0;
    for (int j = 0; j < w.length; j++) {
      left += larger[j] * w[j];
    }
    double rightSide = 0;
    for (int i = 0; i < Math.min(v.length, smaller.length); i++) {
      rightSide += v[i] * smaller[i];
    }
    assertEquals(coarse, smaller.length);
    assertEquals(left, rightSide, 1e-9 * Math.abs(left));
  }

  private static double[] along(AxisTiles axis, double[] cells) {
    Bind bind = new Bind(BACKEND, Optional.empty());
    try (TileSteps steps = TileSteps.single(bind, axis.count(), axis)) {
      Tensor[] buffers = steps.buffers();
      for (int n = 0; n < axis.count(); n++) {
        for (int i = 0; i < axis.inputCells(); i++) {
          int at = axis.inputStart(n) + i;
          if (at >= 0 && at < cells.length) {
            buffers[0].doubles()[n * axis.inputCells() + i] = cells[at];
          }
        }
      }
      return Arrays.copyOf(steps.run(buffers).doubles(), axis.result());
    }
  }

  private static void scale(
      Path from,
      Path to,
      Resampling way,
      Scale scale,
      PictureKernel kernel,
      boolean linear,
      Execution execution) {
    ScalingOptions options = new ScalingOptions(way, scale, kernel, linear, Compression.DEFAULT);
    new PictureScaler(options, BACKEND, Optional.empty(), execution).scale(from, to, Progress.NONE);
  }
}
