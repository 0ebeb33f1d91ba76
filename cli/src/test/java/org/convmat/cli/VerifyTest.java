package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.convmat.core.io.ArrayFiles;
import org.convmat.core.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code verify} with the backends that are right; the wrong ones are in {@code jvm}. */
class VerifyTest {

  @TempDir Path dir;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(dir.resolve("x.csv"), "4,5,8,7\n1,8,8,8\n3,6,6,4\n6,5,7,8\n");
    Files.writeString(dir.resolve("w.csv"), "1,4,1\n1,4,3\n3,3,1\n");
    ArrayFiles.write(ramp(new float[2 * 4 * 5 * 5], 2, 4, 5, 5), dir.resolve("x4.npy"));
    ArrayFiles.write(ramp(new float[4 * 2 * 3 * 3], 4, 2, 3, 3), dir.resolve("w4.npy"));
  }

  private static Tensor ramp(float[] cells, int... shape) {
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (i % 7 - 3) / 3f;
    }
    return Tensor.wrap(cells, shape);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "D/x.csv --kernel D/w.csv",
        "D/x.csv --kernel D/w.csv --transposed --stride 3,2 --padding 0:1 --output-padding 1",
        "D/x4.npy --kernel D/w4.npy --groups 2 --padding 1 --dilation 2",
        "D/x4.npy --kernel D/w4.npy --groups 2 --transposed --stride 2",
        "--input-size 8x8 --kernel D/w.csv --stride 2 --padding 1 --flip",
        "--input-size 9x8 --kernel D/w4.npy --transposed --seed 7"
      })
  void whatIsRightPasses(String layer) throws IOException {
    String[] args = ("verify " + layer).replace("D/", dir + "/").split(" ", -1);
    String out = Run.of(args).done().out();
    assertTrue(out.endsWith("\n30 passed, 0 failed, 6 skipped\n"), out);
    assertTrue(out.contains("the backend does not take structured operands"), out);
    List<String> lines = out.lines().toList();
    assertTrue(lines.get(1).matches("ejml +dense +forward +passed .*"), out);
    args = (String.join(" ", args) + " --json --backend ojalgo").split(" ", -1);
    Map<String, Object> json = Run.of(args).done().json();
    assertEquals(true, json.get("passed"));
    assertEquals(12, ((List<?>) Objects.requireNonNull(json.get("checks"))).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"reflect", "symmetric", "replicate", "circular", "mirror"})
  void everyBoundaryPasses(String boundary) {
    String line = "verify D/x4.npy --kernel D/w4.npy --groups 2 --padding 4:3 --boundary ";
    String out = Run.of((line + boundary).replace("D/", dir + "/").split(" ", -1)).done().out();
    assertTrue(out.endsWith("\n27 passed, 0 failed, 9 skipped\n"), out);
    assertTrue(out.contains("it has no boundary "), out);
  }

  /** Whole numbers have no error at all. */
  @Test
  void wholeNumbersAreExact() {
    String out = Run.of("verify", dir + "/x.csv", "-k", dir + "/w.csv").done().out();
    assertEquals(
        30,
        out.lines().filter(line -> line.contains("  0.0 ") || line.endsWith("  0.0")).count(),
        out);
  }
}
