package org.convmat.backend.vector;

/**
 * Pairs of positions as {@link ChannelLoops} takes them, as many as make whole tiles: what is too
 * much reads position 0 and is written after all others. Immutable; the arrays are shared and not
 * to be written.
 */
final class ChannelPairs {

  /** The position that is read. */
  final int[] read;

  /** Where the sums of the position begin that is written to. */
  final int[] written;

  private ChannelPairs(int count) {
    int tiles = (count + ChannelLoops.PAIRS - 1) / ChannelLoops.PAIRS;
    this.read = new int[tiles * ChannelLoops.PAIRS];
    this.written = new int[read.length];
  }

  /**
   * The pairs of a tap that write to positions {@code from..to-1}.
   *
   * @param width distance of the sums of neighbouring positions, of which {@code from} is the first
   */
  static ChannelPairs of(TapPairs pairs, int from, int to, int width) {
    int low = 0;
    while (low < pairs.count() && pairs.written(low) < from) {
      low++;
    }
    int high = low;
    while (high < pairs.count() && pairs.written(high) < to) {
      high++;
    }
    ChannelPairs some = new ChannelPairs(high - low);
    for (int i = 0; i < some.read.length; i++) {
      boolean present = i < high - low;
      some.read[i] = present ? pairs.read(low + i) : 0;
      some.written[i] = ((present ? pairs.written(low + i) : to) - from) * width;
    }
    return some;
  }
}
