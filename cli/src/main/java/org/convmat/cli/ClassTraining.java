package org.convmat.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs one command of each kind in one process. The launcher does this once after a build and has
 * Java archive the classes that were loaded, from which every later run starts faster.
 */
public final class ClassTraining {

  private static final String NUMBERS = "1,2\n3,4\n";

  private ClassTraining() {}

  /** Runs them all; nothing is printed and nothing is left behind. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("convmat-training");
    try {
      Files.writeString(folder.resolve("w.csv"), NUMBERS);
      for (String line : lines()) {
        run(folder, line);
      }
    } finally {
      for (String name : List.of("w.csv", "y.npy", "y.json", "c.npz", "")) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
  }

  private static List<String> lines() {
    return List.of(
        "tutorial",
        "tutorial --json",
        "tconv - --kernel D/w.csv -o D/y.npy",
        "conv D/y.npy --kernel D/w.csv -o D/y.json",
        "conv D/y.json --kernel D/w.csv",
        "matrix --kernel D/w.csv --input-size 4x4 -o D/c.npz",
        "matrix --kernel D/w.csv --input-size 4x4 --transpose",
        "shape --input-size 4x4 --kernel-size 3x3",
        "plan --input-size 4x4 --kernel-size 3x3",
        "explain D/w.csv --kernel D/w.csv --at 0,0",
        "verify --input-size 4x4 --kernel D/w.csv",
        "backends",
        "conv D/none.npy --kernel D/w.csv",
        "--help");
  }

  private static void run(Path folder, String line) {
    String[] args = line.replace("D/", folder + "/").split(" ", -1);
    Main.run(
        args,
        new ByteArrayInputStream(NUMBERS.getBytes(StandardCharsets.UTF_8)),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream());
  }
}
