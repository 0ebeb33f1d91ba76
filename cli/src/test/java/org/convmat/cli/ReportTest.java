package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code shape}, {@code plan} and {@code backends}. */
class ReportTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--input-size 113x113 --kernel-size 3x3 --stride 2 --padding 1"
            + " | 57x57 | floor((113 + 1 + 1 - 1*(3 - 1) - 1) / 2) + 1 = 57",
        "--input-size 9 --kernel-size 3 --dilation 2 --padding=-1:2"
            + " | 6 | floor((9 + (-1) + 2 - 2*(3 - 1) - 1) / 1) + 1 = 6",
        "--input-size 9 --kernel-size 4 --stride 2 --auto-pad same_lower"
            + " | 5 | floor((9 + 2 + 1 - 1*(4 - 1) - 1) / 2) + 1 = 5",
        "--input-size 9 --kernel-size 4 --stride 2 --auto-pad valid"
            + " | 3 | floor((9 + 0 + 0 - 1*(4 - 1) - 1) / 2) + 1 = 3",
        "--transposed --input-size 4x4 --kernel-size 3x3 --stride 2 --padding 1 --output-padding 1"
            + " | 8x8 | (4 - 1)*2 - 1 - 1 + 1*(3 - 1) + 1 + 1 = 8",
        "--transposed --input-size 4 --kernel-size 3 --stride 3 --output-size 14"
            + " | 14 | (4 - 1)*3 - 0 - 0 + 1*(3 - 1) + 1 + 2 = 14",
        "--transposed --input-size 4 --kernel-size 5 --stride 2 --auto-pad same_upper"
            + " | 8 | (4 - 1)*2 - 1 - 2 + 1*(5 - 1) + 1 + 0 = 8",
        "--transposed --input-size 4 --kernel-size 1 --stride 3 --auto-pad same_upper"
            + " | 12 | (4 - 1)*3 - 0 - 0 + 1*(1 - 1) + 1 + 2 = 12"
      })
  void shapeShowsSizeAndFormula(String options, String size, String formula) throws IOException {
    String[] args = ("shape " + options).split(" ", -1);
    List<String> lines = Run.of(args).done().out().lines().toList();
    assertEquals(size, lines.get(0));
    assertEquals("axis 0: " + formula, lines.get(2));
    Map<String, Object> json = Run.of(("shape --json " + options).split(" ", -1)).done().json();
    assertEquals(
        List.of(size.split("x", -1)),
        ((List<?>) Objects.requireNonNull(json.get("output")))
            .stream().map(String::valueOf).toList());
    assertTrue(json.toString().contains(formula), json.toString());
  }

  @Test
  void planOfWhatNoMachineHolds() throws IOException {
    String[] args = {"plan", "--input-size", "1000000x1000000", "--kernel-size", "3x3", "--json"};
    Map<String, Object> json = Run.of(args).done().json();
    assertEquals("null", json.get("form"));
    assertEquals(999998L * 999998L, json.get("rows"));
    String text = Run.of("plan", "--input-size", "1000000x1000000", "--kernel-size", "3x3").out();
    assertTrue(text.contains("auto picks none"), text);
  }

  @Test
  void planPicksWhatConvWouldUse() throws IOException {
    String[] args = {
      "plan",
      "--input-size",
      "64x64",
      "--kernel-size",
      "3x3",
      "--channels",
      "64,32",
      "--stride",
      "2",
      "--padding",
      "1",
      "--output-padding",
      "1",
      "--transposed",
      "--batch",
      "4",
      "--dtype",
      "float32",
      "--json",
      "--backend",
      "ejml"
    };
    Map<String, Object> json = Run.of(args).done().json();
    assertEquals("lowered", json.get("form"));
    assertEquals(64L * 64 * 64, json.get("rows"));
    assertEquals(32L * 128 * 128, json.get("columns"));
    assertEquals(4, ((List<?>) Objects.requireNonNull(json.get("forms"))).size());
    args[args.length - 3] = "-v";
    String text = Run.of(args).out();
    assertTrue(text.contains("\nauto picks lowered: "), text);
    assertTrue(text.contains("lowered *"), text);
  }

  @Test
  void aFormThatIsAskedForIsTheOneInThePlan() {
    String[] args = {"plan", "--input-size", "4x4", "--kernel-size", "3x3", "--form", "dense"};
    String out = Run.of(args).done().out();
    assertTrue(out.endsWith("dense is used, as asked for\n"), out);
  }

  @Test
  void backendsAreListed() throws IOException {
    Map<String, Object> json = Run.of("backends", "--json").done().json();
    assertEquals("vector", json.get("auto"));
    assertTrue(json.toString().contains("id=ejml, library=EJML"), json.toString());
    List<String> lines = Run.of("backends").done().out().lines().toList();
    assertTrue(lines.get(0).startsWith("id "), lines.get(0));
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("vector *")), lines.toString());
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("ejml  ")), lines.toString());
  }
}
