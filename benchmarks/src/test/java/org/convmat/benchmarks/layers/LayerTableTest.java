package org.convmat.benchmarks.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ElementType;
import org.junit.jupiter.api.Test;

class LayerTableTest {

  @Test
  void fixedTableHasTheFifteenLayersInOrder() {
    assertEquals(
        List.of(
            "tiny",
            "bilinear-512",
            "dcgan1",
            "dcgan2",
            "dcgan3",
            "dcgan4",
            "unet-28",
            "unet-112",
            "fsrcnn",
            "fcn8s",
            "t3x3-s1",
            "t3x3-s2",
            "conv3x3",
            "conv7x7-s2",
            "conv-1ch"),
        LayerTable.FIXED.layers().stream().map(Layer::name).toList());
  }

  @Test
  void namesAreUniqueAndTheTablesShareNoLayer() {
    List<Layer> all = LayerTable.ALL.layers();
    assertEquals(all.size(), new HashSet<>(all.stream().map(Layer::name).toList()).size());
    assertEquals(
        all.size(),
        new HashSet<>(
                all.stream()
                    .map(
                        l ->
                            new Layer(
                                "",
                                l.direction(),
                                l.batch(),
                                l.inChannels(),
                                l.outChannels(),
                                l.groups(),
                                l.axes()))
                    .toList())
            .size());
    assertTrue(LayerTable.MORE.layers().size() >= 20, "a second table of at least 20");
    assertEquals(
        all,
        Stream.of(LayerTable.FIXED, LayerTable.MORE).flatMap(t -> t.layers().stream()).toList());
  }

  /** By the formulas of PyTorch's documentation, written out here once more. */
  @Test
  void outputsHaveTheShapesOfTheFormulas() {
    for (Layer layer : LayerTable.ALL.layers()) {
      int[] output = work(layer).output().toArray();
      assertEquals(layer.batch(), output[0], layer.name());
      assertEquals(layer.outChannels(), output[1], layer.name());
      for (int a = 0; a < layer.axes().size(); a++) {
        Axis x = layer.axes().get(a);
        int span = x.dilation() * (x.kernel() - 1) + 1;
        int expected =
            layer.transposed()
                ? (x.size() - 1) * x.stride() - 2 * x.padding() + span + x.outputPadding()
                : (x.size() + 2 * x.padding() - span) / x.stride() + 1;
        assertEquals(expected, output[2 + a], layer.name());
      }
    }
  }

  /** MFLOP as the table of the peers has them. */
  @Test
  void nominalOperationsAreThoseOfTheTable() {
    assertEquals(8.39, millions("bilinear-512"), 0.01);
    assertEquals(268.44, millions("dcgan1"), 0.01);
    assertEquals(12.58, millions("dcgan4"), 0.01);
    assertEquals(822.08, millions("unet-28"), 0.01);
    assertEquals(148.64, millions("fsrcnn"), 0.01);
    assertEquals(44.04, millions("fcn8s"), 0.01);
    assertEquals(231.21, millions("conv3x3"), 0.01);
    assertEquals(236.03, millions("conv7x7-s2"), 0.01);
  }

  /** 4 to 8 with k4 s2 p1: of 16 taps an axis 14 fall inside. */
  @Test
  void onlyTapsInsideHaveToBeComputed() {
    LayerWork dcgan1 = work(layer("dcgan1"));
    assertEquals(dcgan1.nominalFlops() * 14 * 14 / (16 * 16), dcgan1.flops());
    assertEquals(
        4.0 * (1024 * 16 + 512 * 64 + 1024 * 512 * 16), dcgan1.bytes(), "input, output, weights");
    LayerWork patches = work(layer("unet-28"));
    assertEquals(patches.nominalFlops(), patches.flops(), "no padding, nothing outside");
  }

  private static double millions(String name) {
    return work(layer(name)).nominalFlops() / 1e6;
  }

  private static Layer layer(String name) {
    return LayerTable.ALL.layers().stream()
        .filter(l -> l.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static LayerWork work(Layer layer) {
    return LayerWork.of(
        layer, layer.convolution(Tensor.zeros(ElementType.FLOAT, layer.weightShape())));
  }
}
