package org.convmat.core.matrix;

import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/** The innermost loop of filling a matrix with weights. */
final class WeightGather {

  private WeightGather() {}

  /** {@code to[toPos + e] = from[base + taps[begin + e]]} for e in 0..count-1. */
  static void gather(
      Elements from, int base, int[] taps, int begin, Elements to, int toPos, int count) {
    if (from.type() == ElementType.FLOAT) {
      float[] source = from.floats();
      float[] target = to.floats();
      for (int e = 0; e < count; e++) {
        target[toPos + e] = source[base + taps[begin + e]];
      }
    } else {
      double[] source = from.doubles();
      double[] target = to.doubles();
      for (int e = 0; e < count; e++) {
        target[toPos + e] = source[base + taps[begin + e]];
      }
    }
  }
}
