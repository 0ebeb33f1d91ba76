package org.convmat.benchmarks.run;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.convmat.benchmarks.layers.Layer;
import org.convmat.benchmarks.peers.ConvmatContestant;
import org.convmat.benchmarks.peers.LayerData;
import org.convmat.benchmarks.peers.Setting;
import org.convmat.benchmarks.timing.Allocation;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ElementType;
import org.jspecify.annotations.Nullable;

/**
 * What a call takes from the heap: one that makes its result, one that is given a result, and, to
 * compare with, a tensor of the result's shape alone.
 */
final class Allocations {

  private final Setting setting;
  private final PrintStream out;

  /** Holds every result, so that none is optimised away. */
  @SuppressWarnings("UnusedVariable")
  private volatile @Nullable Tensor last;

  Allocations(Setting setting, PrintStream out) {
    this.setting = setting;
    this.out = out;
  }

  void run(List<Layer> layers) {
    out.printf(
        Locale.ROOT,
        "%s; bytes that the calling thread allocates in a call%n" + "%-18s %14s %14s %14s%n",
        setting.title(),
        "layer",
        "apply",
        "a result",
        "applyTo");
    layers.forEach(this::measure);
  }

  private void measure(Layer layer) {
    LayerData data = LayerData.of(layer);
    try (ConvmatContestant ours = setting.ours(data)) {
      int calls = (int) Math.max(10, Math.min(50_000, 1e9 / data.work().nominalFlops()));
      out.printf(
          Locale.ROOT,
          "%-18s %14.1f %14.1f %14.1f%n",
          layer,
          Allocation.bytesPerCall(() -> last = ours.runAllocating(), calls),
          Allocation.bytesPerCall(
              () -> last = Tensor.zeros(ElementType.FLOAT, data.work().output()), calls),
          Allocation.bytesPerCall(ours::run, calls));
    }
  }
}
