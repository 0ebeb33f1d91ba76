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

/** {@code explain} as a person and as a script sees it. */
class ExplainTest {

  @TempDir Path dir;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(dir.resolve("x.csv"), "2,1\n4,4\n");
    Files.writeString(dir.resolve("w.csv"), "1,4,1\n1,4,3\n3,3,1\n");
    ArrayFiles.write(tensor(2, 3, 4, 4), dir.resolve("x4.npy"));
    ArrayFiles.write(tensor(2, 3, 2, 2), dir.resolve("w4.npy"));
  }

  /** Different numbers everywhere. */
  private static Tensor tensor(int... shape) {
    Tensor tensor =
        Tensor.zeros(org.convmat.spi.ElementType.DOUBLE, org.convmat.core.tensor.Shape.of(shape));
    for (int i = 0; i < tensor.shape().size(); i++) {
      tensor.elements().set(i, i - 2.5);
    }
    return tensor;
  }

  private Run run(String line) {
    return Run.of(line.replace("D/", dir + "/").split(" ", -1)).done();
  }

  @Test
  void theTutorialsCell() {
    assertEquals(
        """
        U[1,2] = 2*3 (x[0,0] w[1,2]) + 1*4 (x[0,1] w[1,1]) + 4*1 (x[1,0] w[0,2])\
         + 4*4 (x[1,1] w[0,1]) = 30
        column 6 of C, which is 4x16: 3 in row 0, 4 in row 1, 1 in row 2, 4 in row 3
        5 of 9 taps have no part in it; -v says why
        output = (input - 1)*stride - begin - end + dilation*(kernel - 1) + 1 + output_padding
        axis 0: (2 - 1)*1 - 0 - 0 + 1*(3 - 1) + 1 + 0 = 4
        axis 1: (2 - 1)*1 - 0 - 0 + 1*(3 - 1) + 1 + 0 = 4
        """,
        run("explain D/x.csv --kernel D/w.csv --transposed --at 1,2").out());
  }

  @Test
  void symbolsWhereNothingButTheSizeIsKnown() {
    String out = run("explain --input-size 2x2 --kernel D/w.csv --transposed --at 1,2").out();
    assertTrue(
        out.startsWith("U[1,2] = w[1,2]*x[0,0] + w[1,1]*x[0,1] + w[0,2]*x[1,0] + w[0,1]*x[1,1]\n"),
        out);
  }

  @Test
  void whatAnInputCellTouches() {
    String out = run("explain D/x.csv --kernel D/w.csv --transposed --from 0,1").out();
    assertTrue(out.startsWith("x[0,1] = 1 touches 9 of 16 outputs\n"), out);
    assertTrue(out.contains("\n  U[1,2] += 1*4 (w[1,1])\n"), out);
    assertTrue(out.contains("\nrow 1 of C, which is 4x16: 9 entries\n"), out);
    String symbols = run("explain --input-size 4x4 --kernel D/w.csv --from 0,1").out();
    assertTrue(symbols.contains("\n  Y[0,0] += w[0,1]*x[0,1]\n"), symbols);
  }

  @Test
  void whatIsDroppedSaysWhy() {
    String line = "explain D/x.csv --kernel D/w.csv --padding 1 --at 0,1";
    assertTrue(run(line).out().contains("\n5 of 9 taps have no part in it; -v says why\n"));
    String out = run(line + " -v").out();
    assertTrue(out.contains("\n  tap [0,0]: on axis 0 it touches -1, outside 0..1\n"), out);
  }

  /** x is 2 1 / 4 4; reflect shows row 1 at row -1, and column 1 at column -1. */
  @Test
  void whereATapFellAndWhatTheBoundaryShowsThere() throws IOException {
    String line = "explain D/x.csv --kernel D/w.csv --padding 1 --boundary reflect --at 0,0";
    String out = run(line).out();
    assertTrue(
        out.startsWith(
            "Y[0,0] = 2*4 (x[0,0] w[1,1]) + 1*1 (x[0,1] w[1,0] at [0,-1]) + 1*3 (x[0,1] w[1,2])"
                + " + 4*4 (x[1,0] w[0,1] at [-1,0]) + 4*3 (x[1,0] w[2,1])"
                + " + 4*1 (x[1,1] w[0,0] at [-1,-1]) + 4*1 (x[1,1] w[0,2] at [-1,1])"
                + " + 4*3 (x[1,1] w[2,0] at [1,-1]) + 4*1 (x[1,1] w[2,2]) = 64\n"),
        out);
    assertTrue(
        out.contains(
            "\nrow 0 of C, which is 4x4: 4 in column 0, 4 in column 1, 7 in column 2, 6 in column"
                + " 3\n5 of these taps fell outside the image, at [..], and see what the boundary"
                + " reflect shows there: c b|a b c|b a\n"),
        out);
    String from = run(line.replace("--at", "--from")).out();
    assertTrue(from.startsWith("x[0,0] = 2 touches 4 of 4 outputs\n"), from);
    assertTrue(from.contains("\n  Y[1,1] += 2*3 (w[2,0] at [2,0])\n"), from);
    List<?> terms = (List<?>) Objects.requireNonNull(run(line + " --json").json().get("terms"));
    assertTrue(String.valueOf(terms.get(1)).contains("fell=[0, -1]"), terms::toString);
    String product = run("conv" + line.substring(7, line.length() - 9) + " -o -").out();
    assertTrue(product.startsWith("64,"), product);
  }

  /** A mirrored kernel's weights are called by their place in the file. */
  @Test
  void flippedWeightsKeepTheirNames() {
    String out = run("explain --input-size 4x4 --kernel D/w.csv --flip --at 0,0").out();
    assertTrue(out.startsWith("Y[0,0] = w[2,2]*x[0,0] + "), out);
  }

  /** Every cell's sum is what conv and tconv print. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sumsAreTheResults(boolean transposed) throws IOException {
    String input = transposed ? "x2.npy" : "x4.npy";
    ArrayFiles.write(tensor(2, 2, 3, 3), dir.resolve("x2.npy"));
    String options = "D/" + input + " --kernel D/w4.npy --stride 2 --json";
    Map<String, Object> result = run((transposed ? "tconv " : "conv ") + options).json();
    List<?> image = (List<?>) ((List<?>) Objects.requireNonNull(result.get("data"))).get(1);
    List<?> plane = (List<?>) image.get(1);
    for (int i = 0; i < plane.size(); i++) {
      List<?> row = (List<?>) plane.get(i);
      for (int j = 0; j < row.size(); j++) {
        String at = " --at " + i + "," + j + " --channel 1 --batch 1";
        String line = "explain " + options + at + (transposed ? " --transposed" : "");
        assertEquals(row.get(j), run(line).json().get("sum"), line);
      }
    }
  }

  @Test
  void jsonHasTheTerms() throws IOException {
    Map<String, Object> json =
        run("explain D/x.csv --kernel D/w.csv --transposed --at 1,2 --json").json();
    assertEquals(30L, json.get("sum"));
    assertEquals("column", json.get("line"));
    assertEquals(6L, json.get("index"));
    List<?> terms = (List<?>) Objects.requireNonNull(json.get("terms"));
    assertEquals(
        "{channel=0, position=[0, 0], row=0, w=[1, 2], weight=3, value=2, product=6, sum=6}",
        terms.get(0).toString());
    assertEquals(5, ((List<?>) Objects.requireNonNull(json.get("dropped"))).size());
    assertEquals(2, ((List<?>) Objects.requireNonNull(json.get("axes"))).size());
  }

  @Test
  void manyTermsAreATable() {
    String out = run("explain D/x4.npy --kernel D/w4.npy --at 0,1 --channel 1 --batch 1").out();
    assertTrue(out.startsWith("Y[1,1,0,1] = 12239\n"), out);
    assertTrue(out.contains("\n46.5*9.5   x[1,0,0,1]  w[1,0,0,0]  1       441.75\n"), out);
    String symbols = run("explain --input-size 4x4 --kernel D/w4.npy --at 0,1").out();
    assertTrue(symbols.startsWith("Y[0,0,0,1] = the sum of\n"), symbols);
  }
}
