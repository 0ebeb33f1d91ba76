package org.convmat.backend.vector;

import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/**
 * The innermost loops of {@link ChannelProduct}, written once for floats and once for doubles.
 * Stateless and thread-safe. A <i>strip</i> is two vectors of neighbouring written channels; the
 * source has an array of channels for each position.
 */
abstract class ChannelLoops {

  /**
   * Pairs of positions that are computed together: eight chains of fused multiply-adds. A fifth is
   * in some processes twice as slow, whatever the compiler does then.
   */
  static final int PAIRS = 4;

  /** The loops of an element type. */
  static ChannelLoops of(ElementType type) {
    return type == ElementType.FLOAT ? FloatChannels.INSTANCE : DoubleChannels.INSTANCE;
  }

  /** {@code to[p][k] = from[start + k*positions + p]}. */
  abstract void transpose(Elements from, int start, int channels, int positions, Elements[] to);

  /**
   * Adds products to sums: for every pair n and lane j {@code sums[written[n] + j] += sum over k of
   * x[read[n]][k] * w[k*strip + j]}, where k goes from {@code from} up to, but not including,
   * {@code to}; each sum over k is one chain of fused multiply-adds.
   */
  abstract void add(Elements[] x, int from, int to, ChannelPairs pairs, Elements w, Elements sums);

  /**
   * Writes the channels of a strip: {@code y[start + channel*plane + p] = sums[p*strip + channel]}.
   */
  abstract void write(Elements sums, int positions, int channels, Elements y, int start, int plane);
}
