package org.convmat.benchmarks.run;

import static org.convmat.benchmarks.layers.Layer.conv;
import static org.convmat.benchmarks.layers.Layer.tconv;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.convmat.benchmarks.layers.Axis;
import org.convmat.benchmarks.layers.Layer;
import org.convmat.benchmarks.peers.ConvmatContestant;
import org.convmat.benchmarks.peers.LayerData;
import org.convmat.benchmarks.peers.Setting;
import org.convmat.benchmarks.timing.Allocation;
import org.convmat.benchmarks.timing.InTurn;
import org.convmat.benchmarks.timing.Samples;

/**
 * Whether the cost grows with the image and no faster: layers on images of growing sides, each in
 * turn with the same layer on the smallest one. Beside the time stands what a call allocates.
 */
final class Scaling {

  private static final int SMALLEST = 256;

  private final Setting setting;
  private final double seconds;
  private final int largest;
  private final PrintStream out;

  Scaling(Setting setting, double seconds, int largest, PrintStream out) {
    this.setting = setting;
    this.seconds = seconds;
    this.largest = largest;
    this.out = out;
  }

  /** A layer by the side of its image, which for a transposed layer is the result. */
  private static final List<IntFunction<Layer>> LAYERS =
      List.of(
          side -> tconv("k4s2-1ch", 1, 1, Axis.of(side / 2, 4).stride(2).padding(1).square()),
          side -> conv("conv3x3-1ch", 1, 1, Axis.of(side, 3).padding(1).square()),
          side -> conv("conv3x3-64ch", 64, 64, Axis.of(side, 3).padding(1).square()),
          side -> tconv("k2s2-64ch", 64, 64, Axis.of(side / 2, 2).stride(2).square()));

  /** The names of the layers. */
  static List<String> names() {
    return LAYERS.stream().map(Scaling::name).toList();
  }

  private static String name(IntFunction<Layer> layer) {
    return layer.apply(SMALLEST).name();
  }

  /**
   * Prints a line for each side of each layer.
   *
   * @param names of the layers, some of {@link #names}
   */
  void run(List<String> names) {
    out.printf(
        Locale.ROOT,
        "%s; ns per pixel of the image, relative to side %d in turn;%n"
            + "bytes that the calling thread allocates in the first call (with preparation) and in a later one%n"
            + "%-22s %6s %12s %10s %9s %14s %14s%n",
        setting.title(),
        SMALLEST,
        "layer",
        "side",
        "us",
        "ns/pixel",
        "relative",
        "first call",
        "later call");
    LAYERS.stream().filter(layer -> names.contains(name(layer))).forEach(this::grow);
  }

  private void grow(IntFunction<Layer> layer) {
    try (ConvmatContestant smallest = setting.ours(LayerData.of(layer.apply(SMALLEST)))) {
      for (int side = SMALLEST; side <= largest; side *= 2) {
        double bytes = bytes(layer.apply(side));
        if (bytes > 0.8 * Runtime.getRuntime().maxMemory()) {
          out.printf(
              Locale.ROOT,
              "%-22s %6d left out: input and output take %.1f GB, the heap may have %.1f GB%n",
              layer.apply(side),
              side,
              bytes / 1e9,
              Runtime.getRuntime().maxMemory() / 1e9);
          return;
        }
        compare(smallest, layer.apply(side), side);
      }
    }
  }

  private void compare(ConvmatContestant smallest, Layer layer, int side) {
    try (ConvmatContestant larger = setting.ours(LayerData.of(layer))) {
      long first = Allocation.bytes(larger::run);
      List<Samples> samples =
          new InTurn(seconds, 0.01, 0, 3).run(List.of(larger::run, smallest::run));
      double nanos = samples.get(0).median();
      double pixels = (double) side * side;
      double relative =
          samples.get(0).medianRatio(samples.get(1)) / (pixels / ((double) SMALLEST * SMALLEST));
      out.printf(
          Locale.ROOT,
          "%-22s %6d %12.1f %10.4f %9.3f %14d %14d%n",
          layer,
          side,
          nanos / 1e3,
          nanos / pixels,
          relative,
          first,
          Allocation.bytes(larger::run));
    }
  }

  private static double bytes(Layer layer) {
    double large = 1;
    double small = 1;
    for (Axis axis : layer.axes()) {
      large *= (double) axis.size() * (layer.transposed() ? axis.stride() : 1);
      small *= axis.size();
    }
    return Float.BYTES * (layer.outChannels() * large + layer.inChannels() * small);
  }
}
