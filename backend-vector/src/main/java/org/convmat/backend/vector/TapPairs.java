package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.convmat.spi.ConvolutionAxis;

/**
 * The pairs of positions that a tap brings together: the position that is read and the one that is
 * written to, each within a channel, both ascending. What lies outside is in no pair. Immutable.
 */
final class TapPairs {

  private final int tap;
  private final int[] read;
  private final int[] written;

  private TapPairs(int tap, int[] read, int[] written) {
    this.tap = tap;
    this.read = read;
    this.written = written;
  }

  /** The pairs of every tap that has any, taps ascending. */
  static List<TapPairs> of(ConvolutionSide side) {
    List<TapPairs> all = new ArrayList<>();
    all.add(new TapPairs(0, new int[1], new int[1]));
    for (int a = 0; a < side.axes().size(); a++) {
      List<TapPairs> longer = new ArrayList<>();
      for (TapPairs before : all) {
        for (int t = 0; t < side.axes().get(a).kernel(); t++) {
          TapPairs pairs = before.along(side, a, t);
          if (pairs.count() > 0) {
            longer.add(pairs);
          }
        }
      }
      all = longer;
    }
    return all;
  }

  /** How many tiles of {@code size} pairs there are, those that are not full included. */
  static long tiles(ConvolutionSide side, int size) {
    long[] counts = {1};
    for (ConvolutionAxis axis : side.axes()) {
      long[] more = new long[Math.multiplyExact(counts.length, axis.kernel())];
      for (int i = 0; i < more.length; i++) {
        int t = i % axis.kernel();
        more[i] = counts[i / axis.kernel()] * Math.max(0, end(axis, t) - first(axis, t));
      }
      counts = more;
    }
    return Arrays.stream(counts).map(count -> (count + size - 1) / size).sum();
  }

  /** The first grid position from which a tap falls inside the image. */
  private static long first(ConvolutionAxis axis, int tap) {
    return Math.max(0, -Math.floorDiv(axis.imagePosition(0, tap), (long) axis.stride()));
  }

  /** The end of these positions. */
  private static long end(ConvolutionAxis axis, int tap) {
    long last = axis.image() - 1 - axis.imagePosition(0, tap);
    return Math.min(axis.grid(), Math.floorDiv(last, (long) axis.stride()) + 1);
  }

  /** These pairs, multiplied with those of a tap of one more axis. */
  private TapPairs along(ConvolutionSide side, int a, int t) {
    ConvolutionAxis axis = side.axes().get(a);
    int first = (int) first(axis, t);
    int length = (int) Math.max(0, end(axis, t) - first);
    int[] moreRead = new int[Math.multiplyExact(read.length, length)];
    int[] moreWritten = new int[moreRead.length];
    for (int i = 0; i < moreRead.length; i++) {
      int g = first + i % length;
      int image = (int) axis.imagePosition(g, t);
      int before = i / length;
      moreRead[i] = read[before] * side.readExtent(a) + (side.transposed() ? g : image);
      moreWritten[i] = written[before] * side.writtenExtent(a) + (side.transposed() ? image : g);
    }
    return new TapPairs(tap * axis.kernel() + t, moreRead, moreWritten);
  }

  /** The tap, row-major over the axes of the kernel. */
  int tap() {
    return tap;
  }

  /** Number of pairs. */
  int count() {
    return read.length;
  }

  /** The position that pair i reads. */
  int read(int i) {
    return read[i];
  }

  /** The position that pair i writes to. */
  int written(int i) {
    return written[i];
  }
}
