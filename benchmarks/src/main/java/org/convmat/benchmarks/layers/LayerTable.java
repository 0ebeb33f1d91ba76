package org.convmat.benchmarks.layers;

import static org.convmat.benchmarks.layers.Layer.conv;
import static org.convmat.benchmarks.layers.Layer.tconv;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which layers to time. */
public enum LayerTable {
  /** The fixed table, which results are compared on from version to version. */
  FIXED,
  /** Other layers of the same kinds, so that nothing is tuned to the fixed ones alone. */
  MORE,
  /** Both. */
  ALL;

  /** The layers, in order. */
  public List<Layer> layers() {
    List<Layer> all = new ArrayList<>();
    if (this != MORE) {
      all.addAll(fixed());
    }
    if (this != FIXED) {
      all.addAll(MoreLayers.all());
    }
    return all;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static List<Layer> fixed() {
    return List.of(
        tconv("tiny", 1, 1, Axis.of(2, 3).square()),
        tconv("bilinear-512", 1, 1, Axis.of(512, 4).stride(2).padding(1).square()),
        tconv("dcgan1", 1024, 512, Axis.of(4, 4).stride(2).padding(1).square()),
        tconv("dcgan2", 512, 256, Axis.of(8, 4).stride(2).padding(1).square()),
        tconv("dcgan3", 256, 128, Axis.of(16, 4).stride(2).padding(1).square()),
        tconv("dcgan4", 128, 3, Axis.of(32, 4).stride(2).padding(1).square()),
        tconv("unet-28", 512, 256, Axis.of(28, 2).stride(2).square()),
        tconv("unet-112", 128, 64, Axis.of(112, 2).stride(2).square()),
        tconv("fsrcnn", 56, 1, Axis.of(128, 9).stride(3).padding(4).outputPadding(2).square()),
        tconv("fcn8s", 21, 21, Axis.of(64, 16).stride(8).padding(4).square()).groups(21),
        tconv("t3x3-s1", 64, 64, Axis.of(56, 3).padding(1).square()),
        tconv("t3x3-s2", 64, 32, Axis.of(64, 3).stride(2).padding(1).outputPadding(1).square()),
        conv("conv3x3", 64, 64, Axis.of(56, 3).padding(1).square()),
        conv("conv7x7-s2", 3, 64, Axis.of(224, 7).stride(2).padding(3).square()),
        conv("conv-1ch", 1, 1, Axis.of(1024, 3).padding(1).square()));
  }
}
