package org.convmat.view.resample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.io.ArrayFiles;
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

/** Against SciPy's {@code ndimage.zoom} and Pillow's {@code resize}; skipped where they are not. */
class ReferenceTest {

  private static final int LARGEST = 144;

  @TempDir Path dir;

  @Test
  void wholeScalesAreScipysAndPillows() throws IOException, InterruptedException {
    PictureInfo info = new PictureInfo(LARGEST, 96, 1, 8);
    byte[][] rows = TestPictures.rows(info, 7);
    Path picture = TestPictures.png(dir.resolve("picture.png"), info, rows);
    double[] levels = new double[LARGEST * 96];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = rows[i / LARGEST][i % LARGEST] & 0xFF;
    }
    ArrayFiles.write(Tensor.wrap(levels, 96, LARGEST), dir.resolve("picture.npy"));
    int exit = run();
    assumeTrue(exit == 0, "python3 with numpy and scipy is missing: " + log());
    boolean pillow = log().contains("pillow");
    for (int scale : new int[] {2, 3, 4}) {
      // all cells, those at the edges too: SciPy repeats the edge
      compare(picture, Resampling.UP, "nearest", scale, "nearest-" + scale, 0);
      compare(picture, Resampling.UP, "bilinear", scale, "bilinear-" + scale, 0.5);
      for (String name : pillow ? List.of("bilinear", "bicubic", "lanczos3") : List.<String>of()) {
        compare(picture, Resampling.UP, name, scale, "pillow-up-" + name + "-" + scale, 0.5);
        compare(picture, Resampling.DOWN, name, scale, "pillow-down-" + name + "-" + scale, 0.5);
      }
    }
  }

  /** At most {@code most} levels from the reference, which is not rounded. */
  private void compare(
      Path picture, Resampling way, String kernel, int scale, String reference, double most) {
    Interpolation interpolation = Interpolation.valueOf(kernel.toUpperCase(Locale.ROOT));
    ScalingOptions options =
        new ScalingOptions(
            way, Scale.of(scale), PictureKernel.of(interpolation), false, Compression.DEFAULT);
    Path to = dir.resolve("scaled.png");
    new PictureScaler(
            options,
            BackendRegistry.discover().select("ejml"),
            Optional.empty(),
            Execution.sequential())
        .scale(picture, to, Progress.NONE);
    Tensor expected = ArrayFiles.read(dir.resolve(reference + ".npy")).tensor();
    try (PictureReader reader = PictureFiles.open(to)) {
      byte[][] rows = TestPictures.read(reader);
      assertEquals(expected.shape().extent(0), rows.length);
      assertEquals(expected.shape().extent(1), rows[0].length);
      for (int y = 0; y < rows.length; y++) {
        for (int x = 0; x < rows[0].length; x++) {
          double difference = Math.abs((rows[y][x] & 0xFF) - expected.get(y, x));
          assertTrue(difference <= most + 1e-3, reference + " at " + x + "," + y);
        }
      }
    }
  }

  private int run() throws IOException, InterruptedException {
    Path script = dir.resolve("reference.py");
    try (InputStream in =
        Objects.requireNonNull(ReferenceTest.class.getResourceAsStream("reference.py"))) {
      Files.copy(in, script);
    }
    for (String python : List.of("python3", "/usr/bin/python3")) {
      try {
        Process process =
            new ProcessBuilder(python, script.toString(), dir.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log.txt").toFile())
                .start();
        if (process.waitFor(60, TimeUnit.SECONDS)
            && process.exitValue() == 0
            && log().contains("pillow")) {
          return 0;
        }
      } catch (IOException e) {
        // there is no such python
      }
    }
    return Files.exists(dir.resolve("bilinear-4.npy")) ? 0 : 1;
  }

  private String log() throws IOException {
    Path log = dir.resolve("log.txt");
    return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "no python3";
  }
}
