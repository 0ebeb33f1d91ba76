package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolveTest {

  @TempDir Path dir;

  /** "Which padding gives me 113 x 113?" */
  @Test
  @SuppressWarnings("unchecked")
  void everyPrintedChoiceGivesTheWantedSize() throws IOException {
    Run solved =
        Run.of(
                "solve",
                "--transposed",
                "--input-size",
                "57",
                "--kernel-size",
                "3",
                "--stride",
                "2",
                "--output-size",
                "113",
                "--json")
            .done();
    int tried = 0;
    for (Map<String, Object> solution :
        (List<Map<String, Object>>) solved.json().get("solutions")) {
      for (String choice : (List<String>) solution.get("choices")) {
        String line =
            "shape --transposed --input-size 57 --kernel-size 3 --stride 2 --dialect "
                + solution.get("dialect")
                + " "
                + choice;
        Run shape = Run.of(line.split(" ", -1));
        assertEquals(0, shape.code(), line + ": " + shape.err());
        assertTrue(shape.out().startsWith("113\n"), line + ": " + shape.out());
        tried++;
      }
    }
    assertTrue(tried >= 20, tried + " choices");
  }

  @Test
  void whereNothingGivesTheSizeTheNearestAreNamed() {
    Run run =
        Run.of(
                "solve",
                "--input-size",
                "7",
                "--kernel-size",
                "3",
                "--output-size",
                "30",
                "--dialect",
                "pytorch")
            .done();
    assertTrue(run.out().contains("nearest: 29 and 31"), run.out());
  }

  /** The pixel of keras#22876, the crop that repairs it, and that the repair gives equal values. */
  @Test
  void translationFindsTheShiftAndItsRepairIsRight() throws IOException {
    Run run =
        Run.of(
                "translate",
                "--from",
                "keras",
                "--to",
                "pytorch",
                "--transposed",
                "--input-size",
                "3",
                "--kernel-size",
                "3",
                "--stride",
                "2",
                "--auto-pad",
                "same_upper")
            .done();
    assertTrue(run.out().contains("shifted by [1]"), run.out());
    assertTrue(run.out().contains("[0:-1]"), run.out());
    assertTrue(run.out().contains("F.conv_transpose1d"), run.out());
    Files.writeString(dir.resolve("x.json"), "[1,2,3]");
    Files.writeString(dir.resolve("k.json"), "[1,10,100]");
    String common = "tconv D/x.json --kernel D/k.json --stride 2 -o - ";
    String keras = run(common + "--dialect keras --auto-pad same_upper");
    String pytorch = run(common + "--dialect pytorch");
    assertEquals(keras, pytorch.substring(0, pytorch.lastIndexOf(',')));
  }

  private String run(String line) {
    return Run.of(line.strip().replace("D/", dir + "/").split(" ", -1)).done().out().strip();
  }

  @Test
  void identicalLayersSaySo() {
    Run run =
        Run.of(
                "translate",
                "--from",
                "pytorch",
                "--to",
                "onnx",
                "--input-size",
                "8x8",
                "--kernel-size",
                "3x3",
                "--padding",
                "1",
                "--stride",
                "2")
            .done();
    assertTrue(run.out().startsWith("pytorch to onnx: identical\n"), run.out());
  }
}
