package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.convmat.core.io.ArrayFiles;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code matrix} writes, read by SciPy and NumPy and compared with their own arithmetic. */
class ScipyTest {

  @TempDir Path dir;

  @Test
  void scipyReadsTheMatrixAndAgrees() throws IOException, InterruptedException {
    assumeTrue(python("-c", "import numpy, scipy") == 0, "python3 with numpy and scipy is missing");
    Tensor kernel = Tensor.wrap(new double[] {1, 4, 1, 1, 4, 3, 3, 3, 1}, 3, 3);
    ArrayFiles.write(new NumericArray(kernel, DType.INT64), dir.resolve("k.npy"));
    List<String> cases = List.of("1 1 0:0 0:0", "2 1 1:0 0:2", "1 2 2:1 0:3", "3 2 4:1 2:5");
    for (int n = 0; n < cases.size(); n++) {
      for (String name :
          List.of("csr.npz", "csc.npz", "coo.npz", "dense.npz", "c.mtx", "c.npy", "c.csv")) {
        write(n, name, cases.get(n), "");
        write(n, name, cases.get(n), "--transpose");
      }
    }
    Path script = dir.resolve("check.py");
    try (InputStream in =
        Objects.requireNonNull(ScipyTest.class.getResourceAsStream("check_matrix.py"))) {
      Files.copy(in, script);
    }
    Files.write(dir.resolve("cases.txt"), cases);
    assertEquals(0, python(script.toString(), dir.toString()), this::log);
    assertTrue(log().contains("checked 56 files"), log());
  }

  private void write(int number, String name, String options, String transpose) {
    List<String> values = List.of(options.split(" ", -1));
    String layout = name.endsWith(".npz") ? name.replace(".npz", "") : "";
    String file = number + (transpose.isEmpty() ? "" : "t") + name;
    String line =
        String.join(
            " ",
            "matrix --input-size 9x7 --stride",
            values.get(0),
            "--dilation",
            values.get(1),
            "--padding",
            values.get(2) + "," + values.get(3),
            layout.isEmpty() ? "" : "--layout " + layout,
            transpose,
            "--kernel",
            dir.resolve("k.npy").toString(),
            "-o",
            dir.resolve(file).toString());
    Run.of(line.split(" +", -1)).done();
  }

  private int python(String... args) throws IOException, InterruptedException {
    String[] command = new String[args.length + 1];
    command[0] = "python3";
    System.arraycopy(args, 0, command, 1, args.length);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(dir.resolve("log.txt").toFile())
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (IOException e) {
      return -1; // there is no python3
    }
  }

  private String log() {
    try {
      return Files.readString(dir.resolve("log.txt"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
