package org.convmat.benchmarks.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.convmat.benchmarks.layers.Axis;
import org.convmat.benchmarks.layers.Layer;
import org.convmat.benchmarks.limit.Limits.Limit;
import org.convmat.core.plan.Form;
import org.junit.jupiter.api.Test;

class RowsTest {

  private static Row row(String name, double ours, double ort, double torch) {
    Layer layer = Layer.conv(name, 1, 1, Axis.of(4, 3).square());
    return new Row(
        layer, 2, "ejml", Form.SPARSE, ours, ort, torch, 1e-6, 4e6, new Limit(1e-6, 5e-6));
  }

  @Test
  void ratioIsToTheFasterPeer() {
    assertEquals(2, row("a", 10, 20, 40).ratio().orElseThrow());
    assertEquals(0.5, row("a", 10, 20, 5).ratio().orElseThrow());
    assertEquals(4, row("a", 10, Double.NaN, 40).ratio().orElseThrow());
    assertEquals(2, row("a", 10, 20, Double.NaN).ratio().orElseThrow());
    assertTrue(row("a", 10, Double.NaN, Double.NaN).ratio().isEmpty());
  }

  @Test
  void limitIsTheLargerOfArithmeticAndTraffic() {
    Row row = row("a", 10, 20, 40);
    assertEquals(0.5, row.limitFraction(), 1e-12);
    assertEquals("memory", row.limit().by());
    assertEquals(400, row.gigaflops(), 1e-9);
  }

  @Test
  void mediansAreTakenOfEachColumn() {
    Row median = Row.median(List.of(row("a", 1, 9, 2), row("a", 3, 7, 4), row("a", 2, 8, 6)));
    assertEquals(2, median.oursMicros());
    assertEquals(8, median.ortMicros());
    assertEquals(4, median.torchMicros());
  }

  @Test
  void jsonHasTheAgreedKeysFirst() {
    String json = RowsJson.text(List.of(row("a", 10, 20, Double.NaN)), "normwise");
    assertEquals(
        "{\"rows\":[{\"layer\":\"a\",\"threads\":2,\"ours_us\":10.0,\"ort_us\":20.0,"
            + "\"torch_us\":null,\"max_diff\":1.0E-6,\"limit_fraction\":0.5,\"backend\":\"ejml\","
            + "\"form\":\"sparse\",\"limited_by\":\"memory\",\"arithmetic_us\":1.0,\"traffic_us\":5.0,\"gflops\":400.0}],"
            + "\"accuracy\":\"normwise\"}",
        json);
    assertEquals(
        "{\"rows\":[],\"accuracy\":\"componentwise\"}", RowsJson.text(List.of(), "componentwise"));
  }

  @Test
  void summaryNamesMeanAndSlowest() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new RowsText(new PrintStream(bytes, true, StandardCharsets.UTF_8))
        .summary(List.of(row("a", 10, 80, 90), row("b", 10, 20, 90), row("c", 10, 5, 4)));
    assertEquals(
        "better peer / ours: geometric mean 1.86, slowest 0.40 (c), 2 of 3 rows at least 1",
        bytes.toString(StandardCharsets.UTF_8).trim());
  }
}
