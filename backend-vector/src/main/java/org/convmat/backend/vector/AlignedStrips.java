package org.convmat.backend.vector;

import org.convmat.spi.Elements;

/**
 * Strips of a source as {@link AlignedZeros} describes it, read where it lies: some channels of a
 * tap at a time are copied whatever a strip reads, even beyond the channel, and what should be zero
 * is then overwritten.
 */
final class AlignedStrips implements BandStrips {

  /**
   * Channels of a tap that are copied together: taps read the same elements, which should still be
   * in the first cache.
   */
  private static final int SOME = 32;

  private final Kernel kernel;
  private final RowLoops loops;
  private final AlignedZeros zeros;
  private final int channels;
  private final int[] starts = new int[2];
  private final int[] lanes = new int[2];

  AlignedStrips(Kernel kernel, AlignedZeros zeros, int channels) {
    this.kernel = kernel;
    this.loops = RowLoops.of(kernel.type());
    this.zeros = zeros;
    this.channels = channels;
    this.lanes[1] = kernel.lanes();
  }

  @Override
  public void pack(
      BandSource.Band read,
      int first,
      int end,
      int strips,
      int from,
      int to,
      Elements packed,
      int position,
      int panel) {
    int begin = read.firstPosition * zeros.inner() + first;
    int stop = Math.min(begin + end - first, begin + strips * kernel.width());
    for (int channel = 0; channel < channels; channel += SOME) {
      int some = Math.min(SOME, channels - channel);
      for (int tap = from / channels; tap * channels < to; tap++) {
        int k = Math.max(from, tap * channels + channel);
        int next = Math.min(to, tap * channels + channel + some);
        if (k < next) {
          int at = position + (k - from) * kernel.width();
          if (!isOutside(tap, begin, stop)) {
            copy(read, read.start + first, strips, k, next, packed, at, panel);
          }
          clear(tap, begin, stop, next - k, packed, at, panel);
        }
      }
    }
  }

  /** Copies rows {@code from..to-1} of the depth, channels of one tap. */
  private void copy(
      BandSource.Band read,
      int begin,
      int strips,
      int from,
      int to,
      Elements packed,
      int position,
      int panel) {
    int width = kernel.width();
    int lowest = begin + read.offsets[from];
    int room = read.elements.length() - read.offsets[to - 1] - begin;
    for (int strip = 0; strip < strips; ) {
      int group = Math.min(PanelProduct.GROUP, strips - strip);
      int at = position + strip * panel;
      boolean below = lowest + strip * width < 0;
      if (group == PanelProduct.GROUP && !below && (strip + group) * width <= room) {
        int origin = begin + strip * width;
        kernel.packGroup(read.elements, read.offsets, from, to, origin, packed, at, panel);
        strip += group;
        continue;
      }
      int origin = begin + strip * width;
      int low = from;
      while (low < to && origin + read.offsets[low] < 0) {
        low++;
      }
      int high = to;
      while (high > low && origin + read.offsets[high - 1] + width > read.elements.length()) {
        high--;
      }
      starts[0] = origin;
      copyInside(read, origin, from, low, packed, at, width);
      kernel.pack(
          read.elements,
          read.offsets,
          low,
          high,
          starts,
          lanes,
          1,
          packed,
          at + (low - from) * width);
      copyInside(read, origin, high, to, packed, at + (high - from) * width, width);
      strip++;
    }
  }

  @Override
  public void packPair(
      BandSource.Band read,
      int first,
      int second,
      int from,
      int to,
      Elements packed,
      int position) {
    int length = kernel.lanes();
    int begin = read.firstPosition * zeros.inner();
    for (int k = from, next; k < to; k = next) {
      int tap = k / channels;
      next = Math.min(to, (tap + 1) * channels);
      int at = position + (k - from) * kernel.width();
      starts[0] = read.start + first;
      starts[1] = read.start + second;
      boolean below = Math.min(starts[0], starts[1]) + read.offsets[k] < 0;
      int room = read.elements.length() - read.offsets[next - 1] - length;
      if (!below && Math.max(starts[0], starts[1]) <= room) {
        kernel.pack(read.elements, read.offsets, k, next, starts, lanes, 2, packed, at);
      } else {
        copyInside(read, starts[0], k, next, packed, at, length);
        copyInside(read, starts[1], k, next, packed, at + length, length);
      }
      clear(tap, begin + first, begin + first + length, next - k, packed, at, 0);
      clear(tap, begin + second, begin + second + length, next - k, packed, at + length, 0);
    }
  }

  /** Some columns of a strip that reads beyond the array for some channel, where all is zero. */
  private void copyInside(
      BandSource.Band read,
      int begin,
      int from,
      int to,
      Elements packed,
      int position,
      int columns) {
    int width = kernel.width();
    int length = read.elements.length();
    for (int k = from; k < to; k++) {
      int first = begin + read.offsets[k];
      int skipped = Math.min(columns, Math.max(0, -first));
      int end = Math.max(skipped, Math.min(columns, length - first));
      int at = position + (k - from) * width;
      kernel.padRow(read.elements, first + skipped, 1, packed, at, skipped, end, columns);
    }
  }

  /** True if a tap reads nothing for positions {@code from..to-1}, which are of one row. */
  private boolean isOutside(int tap, int from, int to) {
    int row = from / zeros.rowLength();
    return to <= (row + 1) * zeros.rowLength() && zeros.isOutside(tap, row);
  }

  /** Zeros where a tap reads outside for positions {@code from..to-1}, in {@code rows} channels. */
  private void clear(
      int tap, int from, int to, int rows, Elements packed, int position, int panel) {
    int length = zeros.rowLength();
    for (int row = from / length; row * length < to; row++) {
      int begin = row * length;
      int stop = begin + length;
      boolean outside = zeros.isOutside(tap, row);
      int first = outside ? stop : begin + zeros.firstColumn(tap);
      int end = outside ? stop : begin + zeros.endColumn(tap);
      clearColumns(
          Math.max(begin, from) - from, Math.min(first, to) - from, rows, packed, position, panel);
      clearColumns(
          Math.max(end, from) - from, Math.min(stop, to) - from, rows, packed, position, panel);
    }
  }

  /** Zeros in columns {@code from..to-1} of the strips. */
  private void clearColumns(int from, int to, int rows, Elements packed, int position, int panel) {
    int width = kernel.width();
    for (int column = from; column < to; ) {
      int lane = column % width;
      int count = Math.min(width - lane, to - column);
      int at = position + column / width * panel + lane;
      loops.clear(packed, at, width, rows, count);
      column += count;
    }
  }
}
