package org.convmat.benchmarks.layers;

import static org.convmat.benchmarks.layers.Layer.conv;
import static org.convmat.benchmarks.layers.Layer.tconv;

import java.util.ArrayList;
import java.util.List;

/** Layers of the kinds of the fixed table, and around them, in sizes that nobody tuned for. */
final class MoreLayers {

  private MoreLayers() {}

  static List<Layer> all() {
    List<Layer> all = new ArrayList<>();
    all.addAll(sound());
    all.addAll(volumes());
    all.addAll(upSampling());
    all.addAll(fewChannels());
    all.addAll(depthwise());
    all.addAll(convolutions());
    return all;
  }

  /** 1-D: the up-sampling of vocoders, and a filter over one channel. */
  private static List<Layer> sound() {
    return List.of(
        tconv("vocoder1-64", 512, 256, Axis.of(64, 16).stride(8).padding(4)),
        tconv("vocoder1-401", 512, 256, Axis.of(401, 16).stride(8).padding(4)),
        tconv("vocoder2-512", 256, 128, Axis.of(512, 16).stride(8).padding(4)),
        tconv("vocoder3-4096", 128, 64, Axis.of(4096, 4).stride(2).padding(1)),
        tconv("sound-1ch-up", 1, 1, Axis.of(1 << 18, 8).stride(4).padding(2)),
        conv("sound-1ch", 1, 1, Axis.of(1 << 20, 25).padding(12)));
  }

  private static List<Layer> volumes() {
    return List.of(
        tconv("volume-k2s2", 64, 32, Axis.of(16, 2).stride(2).cube()),
        tconv("volume-k4s2", 32, 16, Axis.of(12, 4).stride(2).padding(1).cube()),
        conv("volume-k3", 32, 32, Axis.of(20, 3).padding(1).cube()));
  }

  /** Transposed, several channels. */
  private static List<Layer> upSampling() {
    return List.of(
        tconv("t-k2s2-16ch", 16, 16, Axis.of(160, 2).stride(2).square()),
        tconv("t-k4s2-17ch", 17, 20, Axis.of(48, 4).stride(2).padding(1).square()),
        tconv("t-k3s1-33ch", 33, 33, Axis.of(45, 3).padding(1).square()),
        tconv("t-k4s2-batch8", 64, 32, Axis.of(16, 4).stride(2).padding(1).square()).batch(8),
        tconv("t-k5s1", 32, 32, Axis.of(40, 5).padding(2).square()),
        tconv("t-k4s4", 64, 32, Axis.of(32, 4).stride(4).square()),
        tconv("t-k8s4", 32, 16, Axis.of(48, 8).stride(4).padding(2).square()),
        tconv("t-k3s2-37x53", 48, 24, asymmetric(37), asymmetric(53)),
        tconv(
            "t-stride-2x1",
            32,
            32,
            Axis.of(40, 4).stride(2).padding(1),
            Axis.of(64, 3).padding(1)));
  }

  private static Axis asymmetric(int size) {
    return Axis.of(size, 3).stride(2).padding(1).outputPadding(1);
  }

  private static List<Layer> fewChannels() {
    return List.of(
        tconv("t-k3s1-1ch", 1, 1, Axis.of(1024, 3).padding(1).square()),
        tconv("t-k4s2-2ch", 2, 2, Axis.of(512, 4).stride(2).padding(1).square()),
        conv("conv-2ch", 2, 2, Axis.of(1024, 3).padding(1).square()),
        conv("conv5x5-1ch", 1, 1, Axis.of(1000, 5).padding(2).square()),
        conv("conv4x4-s2-1ch", 1, 1, Axis.of(1024, 4).stride(2).padding(1).square()));
  }

  private static List<Layer> depthwise() {
    return List.of(
        conv("depthwise3x3", 32, 32, Axis.of(112, 3).padding(1).square()).groups(32),
        conv("depthwise3x3-s2", 64, 64, Axis.of(112, 3).stride(2).padding(1).square()).groups(64),
        conv("depthwise3x3-14", 256, 256, Axis.of(14, 3).padding(1).square()).groups(256),
        conv("depthwise5x5-s2", 64, 64, Axis.of(56, 5).stride(2).padding(2).square()).groups(64),
        tconv("t-depthwise-k4s2", 64, 64, Axis.of(56, 4).stride(2).padding(1).square()).groups(64),
        conv("groups4", 64, 64, Axis.of(28, 3).padding(1).square()).groups(4));
  }

  private static List<Layer> convolutions() {
    return List.of(
        conv("conv7x7-s2-512", 3, 32, Axis.of(512, 7).stride(2).padding(3).square()),
        conv("conv3x3-20ch", 20, 17, Axis.of(61, 3).padding(1).square()),
        conv("conv3x3-s2-batch8", 32, 64, Axis.of(28, 3).stride(2).padding(1).square()).batch(8),
        conv("conv3x3-7", 256, 256, Axis.of(7, 3).padding(1).square()),
        conv("conv-dilated2", 64, 64, Axis.of(40, 3).padding(2).dilation(2).square()),
        conv("conv-dilated4", 32, 48, Axis.of(64, 3).padding(4).dilation(4).square()),
        conv("conv1x1", 256, 64, Axis.of(56, 1).square()),
        conv("conv1x1-s2", 64, 128, Axis.of(56, 1).stride(2).square()),
        conv("conv5x5", 32, 32, Axis.of(40, 5).padding(2).square()),
        conv("conv3x1", 48, 48, Axis.of(50, 3).padding(1), Axis.of(50, 1)));
  }
}
