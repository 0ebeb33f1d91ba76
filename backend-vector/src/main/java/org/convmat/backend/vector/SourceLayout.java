package org.convmat.backend.vector;

import java.util.Arrays;
import org.convmat.spi.Elements;

/**
 * Where a job finds its source: either the source itself, if no position reads outside it, or a
 * padded copy of a band of it. In the copy the last axis is split by residue of the read step, so
 * that neighbouring positions are neighbours in memory for every tap.
 *
 * <p>Element (tap, channel) of position q then lies at {@code start + base(q) + offset(tap,
 * channel)}: no bounds, no steps.
 */
final class SourceLayout {

  /** In place of where a row of the copy comes from: no position reads it. */
  private static final int UNREAD = -2;

  /**
   * Elements of a channel, of the source and copied, up to which short rows are copied by a list.
   */
  private static final int SMALL = 2048;

  private final Kernel kernel;
  private final RowLoops loops;
  private final AxisWork[] axes;
  private final boolean inPlace;
  private final boolean byLine;
  private final int[] extents;
  private final int[] strides;
  private final int channels;
  private final int channelStride;
  private final int size;
  private final int[] rowBases;
  private final Segment[] segments;
  private final int[] copiedFirst;
  private final int[] copiedRest;
  private final long plane;
  private final int[] channelMap;

  /**
   * The positions of the last axis that have one residue. Element j of it is source index {@code
   * (lowest + j) * step + residue}, for the first position 0.
   */
  private static final class Segment {
    final int residue;
    final int lowest;
    final int length;
    final int start;

    /** Source positions of the residue. */
    final int extent;

    /** The elements that lie inside the source, from begin to end. */
    final int begin;

    final int end;

    Segment(AxisWork axis, int residue, int lowest, int length, int start) {
      this.residue = residue;
      this.lowest = lowest;
      this.length = length;
      this.start = start;
      this.extent = Math.floorDiv(axis.sourceExtent() - 1 - residue, axis.readStep()) + 1;
      this.begin = Math.min(length, Math.max(0, -lowest));
      this.end = Math.max(begin, Math.min(length, extent - lowest));
    }
  }

  private SourceLayout(
      Kernel kernel,
      AxisWork[] axes,
      int channels,
      boolean inPlace,
      boolean byLine,
      Segment[] segments,
      int[] extents) {
    this.kernel = kernel;
    this.loops = RowLoops.of(kernel.type());
    this.axes = axes;
    this.inPlace = inPlace;
    this.byLine = byLine;
    this.channels = channels;
    this.segments = segments;
    this.extents = extents;
    this.strides = new int[axes.length];
    int size = 1;
    int channel = 1;
    for (int a = axes.length - 1; a >= 0; a--) {
      if (byLine && a == 0) {
        channel = size;
        size = Math.multiplyExact(size, channels);
      }
      strides[a] = size;
      size = Math.multiplyExact(size, extents[a]);
    }
    this.channelStride = byLine ? channel : size;
    this.size = byLine ? size : Math.multiplyExact(size, channels);
    this.rowBases = rowBases();
    int rows = 1;
    for (int a = 0; a < axes.length - 1; a++) {
      rows = inPlace ? 0 : rows * extents[a];
    }
    this.copiedFirst = new int[rows];
    this.copiedRest = new int[rows];
    for (int row = 0; row < rows; row++) {
      locate(row);
    }
    this.plane = Arrays.stream(axes).mapToLong(AxisWork::sourceExtent).reduce(1, (a, b) -> a * b);
    this.channelMap = channelMap();
  }

  /** The source itself, channels x positions. */
  static SourceLayout inPlace(Kernel kernel, AxisWork[] axes, int channels) {
    int[] extents = Arrays.stream(axes).mapToInt(AxisWork::sourceExtent).toArray();
    int last = axes.length - 1;
    Segment[] whole = {new Segment(axes[last], 0, axes[last].lowestShift(), extents[last], 0)};
    return new SourceLayout(kernel, axes, channels, true, false, whole, extents);
  }

  /** True if the source can be read where it lies. */
  static boolean canBeInPlace(AxisWork[] axes) {
    return axes[axes.length - 1].readStep() == 1
        && Arrays.stream(axes).allMatch(AxisWork::staysInside);
  }

  /**
   * A padded copy.
   *
   * @param axes the axes, the first one with the positions of a band only
   * @param byLine whether all channels of an index of the first axis lie together, before those of
   *     the next; else each channel by itself. Not for a single axis
   * @throws ArithmeticException if it would need more than 2^31-1 elements
   */
  static SourceLayout padded(Kernel kernel, AxisWork[] axes, int channels, boolean byLine) {
    int[] extents = new int[axes.length];
    for (int a = 0; a < axes.length - 1; a++) {
      AxisWork axis = axes[a];
      extents[a] =
          Math.toIntExact(
              (axis.positions() - 1L) * axis.readStep()
                  + axis.highestShift()
                  - axis.lowestShift()
                  + 1);
    }
    Segment[] segments = segments(axes[axes.length - 1]);
    Segment end = segments[segments.length - 1];
    extents[axes.length - 1] = Math.addExact(end.start, end.length);
    return new SourceLayout(kernel, axes, channels, false, byLine, segments, extents);
  }

  private static Segment[] segments(AxisWork axis) {
    int[] residues =
        Arrays.stream(axis.shifts()).map(s -> Math.floorMod(s, axis.readStep())).toArray();
    int[] distinct = Arrays.stream(residues).sorted().distinct().toArray();
    Segment[] segments = new Segment[distinct.length];
    int start = 0;
    for (int i = 0; i < distinct.length; i++) {
      int residue = distinct[i];
      int[] quotients =
          Arrays.stream(axis.shifts())
              .filter(s -> Math.floorMod(s, axis.readStep()) == residue)
              .map(s -> Math.floorDiv(s, axis.readStep()))
              .toArray();
      int lowest = Arrays.stream(quotients).min().orElseThrow();
      int highest = Arrays.stream(quotients).max().orElseThrow();
      int length = Math.addExact(axis.positions(), highest - lowest);
      segments[i] = new Segment(axis, residue, lowest, length, start);
      start = Math.addExact(start, length);
    }
    return segments;
  }

  /** Elements of the copy; 0 in place. */
  int length() {
    return inPlace ? 0 : size;
  }

  /** Distance between neighbouring rows of the layout. */
  int rowStride() {
    return axes.length == 1 ? 0 : strides[axes.length - 2];
  }

  /** True if nothing is copied. */
  boolean isInPlace() {
    return inPlace;
  }

  /** For each row of positions (all axes but the last, first slowest), where position 0 begins. */
  int rowBase(int row) {
    return rowBases[row];
  }

  /** Elements after the start that the last position may touch. */
  int reach(int[] offsets) {
    int highest = Arrays.stream(offsets).max().orElse(0);
    return rowBases[rowBases.length - 1] + axes[axes.length - 1].positions() - 1 + highest;
  }

  private int[] rowBases() {
    int rows = 1;
    for (int a = 0; a < axes.length - 1; a++) {
      rows = Math.multiplyExact(rows, axes[a].positions());
    }
    int[] bases = new int[rows];
    for (int row = 0; row < rows; row++) {
      int rest = row;
      int base = 0;
      for (int a = axes.length - 2; a >= 0; a--) {
        base += rest % axes[a].positions() * axes[a].readStep() * strides[a];
        rest /= axes[a].positions();
      }
      bases[row] = base;
    }
    return bases;
  }

  /**
   * The offsets of every (tap, channel), taps in row-major order over the axes, channels fastest.
   */
  int[] offsets() {
    int[] offsets = {0};
    for (int a = 0; a < axes.length; a++) {
      int[] shifts = axes[a].shifts();
      int[] more = new int[offsets.length * shifts.length];
      for (int i = 0; i < more.length; i++) {
        more[i] = offsets[i / shifts.length] + offset(a, shifts[i % shifts.length]);
      }
      offsets = more;
    }
    int[] all = new int[Math.multiplyExact(offsets.length, channels)];
    for (int i = 0; i < all.length; i++) {
      all[i] = offsets[i / channels] + i % channels * channelStride;
    }
    return all;
  }

  private int offset(int axis, int shift) {
    AxisWork work = axes[axis];
    if (inPlace) {
      return shift * strides[axis];
    }
    if (axis < axes.length - 1) {
      return (shift - work.lowestShift()) * strides[axis];
    }
    int residue = Math.floorMod(shift, work.readStep());
    for (Segment segment : segments) {
      if (segment.residue == residue) {
        return segment.start + Math.floorDiv(shift, work.readStep()) - segment.lowest;
      }
    }
    throw new IllegalStateException("no segment for shift " + shift);
  }

  /**
   * Makes the padded copy.
   *
   * @param source its channels begin at {@code start}, contiguous
   * @param firstPosition the position of the first axis that the band begins with
   * @param positions of the first axis that the band has; what others would read is left as it is
   * @param target zeros at first, and written by nobody else: in each row of several axes, what
   *     lies outside the source is not written again
   */
  void copy(Elements source, int start, int firstPosition, int positions, Elements target) {
    if (channelMap.length > 0 && firstPosition == 0 && positions == axes[0].positions()) {
      for (int channel = 0; channel < channels; channel++) {
        int from = start + channel * (int) plane;
        kernel.gather(source, from, channelMap, target, channel * channelStride);
      }
    } else {
      copyChannels(source, start, firstPosition, positions, channels, target);
    }
  }

  /**
   * For a small channel whose rows are shorter than a vector, from which place of the source each
   * element of the copy comes, negative if it is zero: found by copying the places themselves.
   */
  private int[] channelMap() {
    boolean vectors = Arrays.stream(segments).allMatch(s -> s.end - s.begin >= kernel.lanes());
    if (inPlace || byLine || vectors || channelStride > SMALL || plane > SMALL) {
      return new int[0];
    }
    Elements places = kernel.scratch((int) plane);
    for (int i = 0; i < plane; i++) {
      places.set(i, i + 1.0);
    }
    Elements copied = kernel.scratch(channelStride);
    copyChannels(places, 0, 0, axes[0].positions(), 1, copied);
    int[] map = new int[channelStride];
    for (int i = 0; i < channelStride; i++) {
      map[i] = (int) copied.get(i) - 1;
    }
    return map;
  }

  private void copyChannels(
      Elements source, int start, int firstPosition, int positions, int count, Elements target) {
    if (axes.length == 1) {
      for (int channel = 0; channel < count; channel++) {
        int from = start + channel * (int) plane;
        copyRow(source, from, firstPosition, positions, target, channel * channelStride);
      }
      return;
    }
    int stride = 1;
    for (int a = 1; a < axes.length; a++) {
      stride *= axes[a].sourceExtent();
    }
    int rowLength = extents[axes.length - 1];
    int step = axes[axes.length - 1].readStep();
    CopiedRows runs = runs(firstPosition, positions, stride);
    for (int channel = 0; channel < count; channel++) {
      int position = channel * channelStride;
      int from = start + channel * (int) plane;
      runs.fill(target, position, rowLength);
      for (Segment segment : segments) {
        int first = from + (segment.lowest + segment.begin) * step + segment.residue;
        int at = position + segment.start + segment.begin;
        int length = segment.end - segment.begin;
        runs.copy(loops, source, first, step, target, at, length);
      }
    }
  }

  /** The rows of a band that are read, {@code stride} being that of the first axis. */
  private CopiedRows runs(int firstPosition, int positions, int stride) {
    int shift = firstPosition * axes[0].readStep();
    long last = axes[0].highestShift() + (positions - 1L) * axes[0].readStep();
    CopiedRows runs = new CopiedRows(copiedFirst.length);
    for (int row = 0; row < copiedFirst.length; row++) {
      if (copiedRest[row] != UNREAD && copiedFirst[row] <= last) {
        int index = copiedFirst[row] + shift;
        boolean inside = index >= 0 && index < axes[0].sourceExtent() && copiedRest[row] >= 0;
        runs.add(place(row), inside ? index * stride + copiedRest[row] : CopiedRows.OUTSIDE);
      }
    }
    return runs;
  }

  /** Where a row of the copy begins in the first channel. */
  private int place(int row) {
    int inner = row * extents[axes.length - 1];
    return byLine ? inner / channelStride * strides[0] + inner % channelStride : inner;
  }

  /**
   * Works out where a row of the copy comes from: its index on the first axis, for a band that
   * begins at position 0, and the offset within that index, negative if outside.
   */
  private void locate(int row) {
    int rest = row;
    long offset = 0;
    long stride = axes[axes.length - 1].sourceExtent();
    boolean outside = false;
    boolean read = true;
    for (int a = axes.length - 2; a >= 1; a--) {
      read &= reads(axes[a], rest % extents[a]);
      int index = axes[a].lowestShift() + rest % extents[a];
      outside |= index < 0 || index >= axes[a].sourceExtent();
      offset += index * stride;
      stride *= axes[a].sourceExtent();
      rest /= extents[a];
    }
    copiedFirst[row] = axes.length > 1 ? axes[0].lowestShift() + rest : 0;
    copiedRest[row] = outside ? -1 : (int) offset;
    if (!read || (axes.length > 1 && !reads(axes[0], rest))) {
      copiedRest[row] = UNREAD;
    }
  }

  /** True if some tap reads this row after the lowest, for some position; strides skip rows. */
  private static boolean reads(AxisWork axis, int row) {
    for (int shift : axis.shifts()) {
      if (Math.floorMod(row - (shift - axis.lowestShift()), axis.readStep()) == 0) {
        return true;
      }
    }
    return false;
  }

  /** The row of a single axis. */
  private void copyRow(
      Elements source, int from, int firstPosition, int positions, Elements target, int position) {
    int step = axes[0].readStep();
    for (Segment segment : segments) {
      int lowest = segment.lowest + firstPosition;
      int length = segment.length - (axes[0].positions() - positions);
      int begin = Math.min(length, Math.max(0, -lowest));
      int end = Math.max(begin, Math.min(length, segment.extent - lowest));
      int at = position + segment.start;
      int first = from + (lowest + begin) * step + segment.residue;
      kernel.padRow(source, first, step, target, at, begin, end, length);
    }
  }
}
