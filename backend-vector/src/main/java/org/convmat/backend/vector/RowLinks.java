package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import org.convmat.spi.ConvolutionAxis;

/** For each written position of one axis the taps that reach it and where they read. */
final class RowLinks {

  private final int[][] taps;
  private final int[][] sources;

  RowLinks(ConvolutionAxis axis, boolean transposed) {
    int extent = transposed ? axis.image() : axis.grid();
    this.taps = new int[extent][];
    this.sources = new int[extent][];
    for (int i = 0; i < extent; i++) {
      List<Integer> t = new ArrayList<>();
      List<Integer> s = new ArrayList<>();
      for (int tap = 0; tap < axis.kernel(); tap++) {
        long source = source(axis, transposed, i, tap);
        if (source >= 0 && source < (transposed ? axis.grid() : axis.image())) {
          t.add(tap);
          s.add((int) source);
        }
      }
      taps[i] = t.stream().mapToInt(v -> v).toArray();
      sources[i] = s.stream().mapToInt(v -> v).toArray();
    }
  }

  private static long source(ConvolutionAxis axis, boolean transposed, int written, int tap) {
    if (!transposed) {
      return axis.imagePosition(written, tap);
    }
    long distance = written - axis.imagePosition(0, tap);
    return distance % axis.stride() == 0 ? distance / axis.stride() : -1;
  }

  /** The taps that reach written position i. */
  int[] taps(int i) {
    return taps[i];
  }

  /** Where each of them reads. */
  int[] sources(int i) {
    return sources[i];
  }

  /** The first source of positions {@code from..to-1}; the largest integer if there is none. */
  int lowest(int from, int to) {
    int lowest = Integer.MAX_VALUE;
    for (int i = from; i < to; i++) {
      for (int source : sources[i]) {
        lowest = Math.min(lowest, source);
      }
    }
    return lowest;
  }

  /** The last source of positions {@code from..to-1}; -1 if there is none. */
  int highest(int from, int to) {
    int highest = -1;
    for (int i = from; i < to; i++) {
      for (int source : sources[i]) {
        highest = Math.max(highest, source);
      }
    }
    return highest;
  }
}
