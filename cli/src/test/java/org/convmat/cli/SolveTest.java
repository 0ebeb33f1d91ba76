package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private static final String DOWN = "conv --kernel-size 3 --stride 2 --padding 1";
  private static final String UP =
      "tconv --kernel-size 3 --stride 2 --padding 1 --output-padding 1";

  /** 12 comes from 23 and from 24. */
  @Test
  void inputsThatCollapseToOneOutput() throws IOException {
    Run run = Run.of("solve", "--layer", DOWN, "--output-size", "12").done();
    assertEquals("axis 0: inputs up to 512 that give 12: 23, 24\n", run.out());
    Run json = Run.of("solve", "--layer", DOWN, "--output-size", "12", "--json").done();
    assertEquals("[{most=512, inputs=[23, 24]}]", String.valueOf(json.json().get("axes")));
    Run dilated =
        Run.of(
            "solve",
            "--layer",
            "conv --kernel-size 3x1 --stride 2,3 --dilation 0 --dialect onednn",
            "--output-size",
            "4x4",
            "--most",
            "11");
    assertEquals(
        "axis 0: inputs up to 11 that give 4: 9, 10\naxis 1: inputs up to 11 that give 4: 10, 11\n",
        dilated.done().out());
  }

  /** Three times down, three times up: every skip fits for multiples of 8 and for nothing else. */
  @Test
  void whichInputsAUnetTakes() {
    List<String> args = new ArrayList<>(List.of("solve", "--most", "64"));
    for (String layer : List.of(DOWN, DOWN, DOWN, UP, UP, UP)) {
      args.add("--layer");
      args.add(layer);
    }
    for (String skip : List.of("2:4", "1:5", "0:6")) {
      args.add("--skip");
      args.add(skip);
    }
    assertEquals(
        "axis 0: inputs up to 64 that fit every skip connection: 8 to 64 in steps of 8\n",
        Run.of(args.toArray(String[]::new)).done().out());
    args.add("--input-size");
    args.add("20");
    assertEquals(
        "axis 0: 20, 10, 5, 3, 6, 12, 24\n  skip 2:4: 5 and 6 do not fit\n  skip 1:5: 10 and 12 do"
            + " not fit\n  skip 0:6: 20 and 24 do not fit\n",
        Run.of(args.toArray(String[]::new)).done().out());
  }

  /** Every way back that is printed gives the size that the layer came from. */
  @Test
  @SuppressWarnings("unchecked")
  void waysBackUp() throws IOException {
    String line = "solve;--layer;" + DOWN + ";--layer;" + DOWN + ";--input-size;113;--json";
    Run run = Run.of(Splitter.on(';').splitToList(line).toArray(String[]::new)).done();
    Map<String, Object> axis =
        ((List<Map<String, Object>>) Objects.requireNonNull(run.json().get("axes"))).get(0);
    assertEquals("[113, 57, 29]", String.valueOf(axis.get("sizes")));
    int tried = 0;
    for (Map<String, Object> back :
        (List<Map<String, Object>>) Objects.requireNonNull(axis.get("way_back"))) {
      for (String choice : (List<String>) Objects.requireNonNull(back.get("choices"))) {
        String shape =
            "shape --transposed --dialect pytorch --kernel-size 3 --stride 2 --input-size "
                + back.get("input")
                + " "
                + choice;
        assertTrue(run(shape).startsWith(back.get("wanted") + "\n"), shape);
        tried++;
      }
    }
    assertTrue(tried >= 2, tried + " choices");
  }

  /** What no command line of words without spaces can say. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conv --kernel-size 3                      | --skip;0:2          | the skip connection 0:2",
        "conv --kernel-size 3                      | --skip;0            | must be two places of the stack",
        "conv --kernel-size 3x3                    | --output-size;4     | they must be as many",
        "conv --kernel-size 3                      | --most;0            | --most is 0",
        "conv --kernel-size 3 --output-padding 1   | --output-size;4     | --output-padding",
        "conv --kernel-size 3 --strde 2            | --output-size;4     | --layer 'conv",
        "conv --kernel-size 3 --strict=false       | --output-size;4     | are strict",
        "conv --kernel-size 3 --stride 1,2         | --output-size;4     | 2 values for 1 axes",
        "conv --kernel-size 5                      | --input-size;4      | layer 1 cannot take 4",
        "conv --kernel-size 3                      | --input-size;4;--output-size;4 | not both",
        "conv --kernel-size 3                      | --layer;conv --kernel-size 3x3 | layer 2 has 2"
      })
  void badStacks(String layer, String more, String part) {
    List<String> args = new ArrayList<>(List.of("solve", "--layer", layer));
    args.addAll(Splitter.on(';').splitToList(more));
    Run run = Run.of(args.toArray(String[]::new));
    assertEquals(2, run.code(), run.out());
    assertTrue(run.err().contains(part), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void numbersInFewWords() {
    assertEquals("none", NumberRuns.text(List.of()));
    assertEquals("3", NumberRuns.text(List.of(3)));
    assertEquals("3, 4, 5", NumberRuns.text(List.of(3, 4, 5)));
    assertEquals("3 to 6", NumberRuns.text(List.of(3, 4, 5, 6)));
    assertEquals(
        "1, 2, 4 to 16 in steps of 4, 17", NumberRuns.text(List.of(1, 2, 4, 8, 12, 16, 17)));
    assertEquals("1, 2, 4, 5, 7, 8", NumberRuns.text(List.of(1, 2, 4, 5, 7, 8)));
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
