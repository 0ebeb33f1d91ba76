package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.Elements;

/**
 * The last axis of a {@link RowProduct}: the row that is read is padded so that written position i
 * is a sum over places j of {@code pattern[j][i mod period] * row[i + shifts[j]]} with vectors of
 * neighbouring i. For C<sup>T</sup> each element is repeated as often as the write stride; for C
 * with a stride the row is split by residue. Long rows are cut into windows. Immutable.
 */
final class RowAxis {

  private final int repeat;
  private final int phase;
  private final int step;
  private final int extent;
  private final List<Place> places;
  private final List<Segment> segments;
  private final int length;

  /**
   * One summand of a position.
   *
   * @param shift where position 0 reads in the padded row; not negative
   * @param taps the kernel's tap for each residue of the written position
   */
  private record Place(int shift, List<Integer> taps) {}

  /**
   * A part of the padded row: the elements {@code residue + n*step} of the source.
   *
   * @param start where it begins in the padded row
   * @param lead its elements before the source's first one; may be negative
   */
  private record Segment(int residue, int start, int lead, int length) {}

  private RowAxis(
      int repeat,
      int phase,
      int step,
      int extent,
      List<Place> places,
      List<Segment> segments,
      int length) {
    this.repeat = repeat;
    this.phase = phase;
    this.step = step;
    this.extent = extent;
    this.places = places;
    this.segments = segments;
    this.length = length;
  }

  /**
   * The axis if it is of this kind: every residue has its taps at the same places.
   *
   * @param window written positions that a padded row serves
   */
  static Optional<RowAxis> of(ConvolutionAxis axis, boolean transposed, int lanes, int window) {
    if (!transposed) {
      return Optional.of(gather(axis, window));
    }
    int s = axis.stride();
    boolean fits = lanes % s == 0 || s % lanes == 0;
    return fits ? scatter(axis, window) : Optional.empty();
  }

  /** Position o reads at o*s + t*d - p, which is element o + q of the segment of its residue. */
  private static RowAxis gather(ConvolutionAxis axis, int window) {
    int s = axis.stride();
    int kernel = axis.kernel();
    List<Segment> segments = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    int start = 0;
    for (int residue = 0; residue < s; residue++) {
      int lowest = Integer.MAX_VALUE;
      int highest = Integer.MIN_VALUE;
      for (int t = 0; t < kernel; t++) {
        long shift = axis.imagePosition(0, t);
        if (Math.floorMod(shift, s) == residue) {
          int quotient = Math.toIntExact(Math.floorDiv(shift, s));
          lowest = Math.min(lowest, quotient);
          highest = Math.max(highest, quotient);
        }
      }
      if (lowest <= highest) {
        for (int t = 0; t < kernel; t++) {
          long shift = axis.imagePosition(0, t);
          if (Math.floorMod(shift, s) == residue) {
            int quotient = (int) Math.floorDiv(shift, s);
            places.add(new Place(start + quotient - lowest, List.of(t)));
          }
        }
        int length = Math.addExact(window, highest - lowest);
        segments.add(new Segment(residue, start, -lowest, length));
        start = Math.addExact(start, length);
      }
    }
    return new RowAxis(1, 0, s, axis.image(), places, segments, start);
  }

  /** Image position i = s*u + r - p reads the grid at u - lag; the row is the grid, repeated. */
  private static Optional<RowAxis> scatter(ConvolutionAxis axis, int window) {
    int s = axis.stride();
    List<List<Integer>> tapsByResidue = new ArrayList<>();
    List<List<Integer>> lagsByResidue = new ArrayList<>();
    for (int r = 0; r < s; r++) {
      tapsByResidue.add(new ArrayList<>());
      lagsByResidue.add(new ArrayList<>());
    }
    for (int t = 0; t < axis.kernel(); t++) {
      long reach = (long) t * axis.dilation();
      tapsByResidue.get((int) (reach % s)).add(t);
      lagsByResidue.get((int) (reach % s)).add(Math.toIntExact(reach / s));
    }
    List<Integer> lags = lagsByResidue.get(0);
    if (lags.isEmpty() || !lagsByResidue.stream().allMatch(lags::equals)) {
      return Optional.empty();
    }
    int longest = lags.get(lags.size() - 1);
    List<Place> places = new ArrayList<>();
    for (int j = lags.size() - 1; j >= 0; j--) {
      int place = j;
      int shift = Math.multiplyExact(longest - lags.get(j), s);
      places.add(new Place(shift, tapsByResidue.stream().map(list -> list.get(place)).toList()));
    }
    // Row element x stands for image position x - longest*s, thus for the grid at
    // floor((x - longest*s + p) / s).
    int reach = Math.multiplyExact(longest, s);
    int lead = Math.subtractExact(reach, axis.offset());
    int length = Math.addExact(window, reach);
    List<Segment> whole = List.of(new Segment(0, 0, lead, length));
    int phase = Math.floorMod(axis.offset(), s);
    return Optional.of(new RowAxis(s, phase, 1, axis.grid(), places, whole, length));
  }

  /** How often an element is repeated. */
  int repeat() {
    return repeat;
  }

  /** Number of summands of a position. */
  int places() {
    return places.size();
  }

  /** Where position 0 reads in the padded row. */
  int shift(int place) {
    return places.get(place).shift();
  }

  /** The kernel's tap of a place for written position i. */
  int tap(int place, int i) {
    return places.get(place).taps().get((i + phase) % repeat);
  }

  /**
   * Whether written neighbours read neighbours of the source, so that no copy is needed for that.
   */
  boolean readsNeighbours() {
    return repeat == 1 && step == 1 && segments.size() == 1;
  }

  /** Zeros before the source in the padded row of one that {@link #readsNeighbours}. */
  int lead() {
    return segments.get(0).lead;
  }

  /** The largest of all shifts. */
  int highestShift() {
    return places.stream().mapToInt(Place::shift).max().orElse(0);
  }

  /** Elements of a padded row. */
  int length() {
    return length;
  }

  /** Elements of a row of the source. */
  int extent() {
    return extent;
  }

  /**
   * Copies neighbouring rows of the source into padded rows.
   *
   * @param window the first written position that the padded rows serve, a multiple of the period
   * @param clean whether the padding is zero already
   */
  void pad(
      RowLoops loops,
      Elements source,
      int from,
      int window,
      Elements padded,
      int position,
      int rows,
      boolean clean) {
    int some = Math.max(1, RowSums.PIECE / length);
    for (int row = 0; row < rows; row += some) {
      int at = position + row * length;
      int count = Math.min(some, rows - row);
      piece(loops, source, from + row * extent, window, padded, at, count, clean);
    }
  }

  private void piece(
      RowLoops loops,
      Elements source,
      int from,
      int window,
      Elements padded,
      int position,
      int rows,
      boolean clean) {
    if (!clean) {
      clear(window, padded, position, rows);
    }
    if (step == 2 && segments.size() == 2 && loops.splits(segments.get(0).length)) {
      halves(loops, source, from, window, padded, position, rows);
      return;
    }
    for (Segment segment : segments) {
      int first = first(segment, window);
      int end = end(segment, window);
      if (repeat == 1) {
        copy(loops, source, from, window, padded, position, rows, segment, first, end);
      } else if (first < end) {
        int at = position + segment.start + segment.lead - window + first;
        loops.repeatRows(
            source, from, extent, first, repeat, padded, at, length, rows, end - first);
      }
    }
  }

  /** Zeros at the ends of the segments. */
  private void clear(int window, Elements padded, int position, int rows) {
    for (Segment segment : segments) {
      int at = position + segment.start;
      int begin = segment.lead - window + first(segment, window);
      int end = segment.lead - window + end(segment, window);
      for (int row = 0; row < rows; row++) {
        padded.fill(at + row * length, at + row * length + begin, 0);
        padded.fill(at + row * length + end, at + row * length + segment.length, 0);
      }
    }
  }

  /** Both halves of rows that are split by two: where both are in the source, in one pass. */
  private void halves(
      RowLoops loops,
      Elements source,
      int from,
      int window,
      Elements padded,
      int position,
      int rows) {
    Segment even = segments.get(0);
    Segment odd = segments.get(1);
    int first = Math.max(first(even, window), first(odd, window));
    int end = Math.max(first, Math.min(end(even, window), end(odd, window)));
    if (!loops.splits(end - first)) {
      end = first;
    }
    boolean more = first < end && end < end(even, window);
    if (first < end) {
      int evenAt = position + even.start + even.lead - window + first;
      int oddAt = position + odd.start + odd.lead - window + first;
      loops.splitRows(
          source, from + 2 * first, extent, padded, evenAt, oddAt, length, rows, end - first, more);
    }
    for (Segment half : segments) {
      int begin = first(half, window);
      int stop = end(half, window);
      int after = Math.max(begin, more && half.residue == 0 ? end + 1 : end);
      copy(loops, source, from, window, padded, position, rows, half, begin, Math.min(first, stop));
      copy(loops, source, from, window, padded, position, rows, half, after, stop);
    }
  }

  /** Copies the elements {@code first..end-1} of a segment, if any. */
  private void copy(
      RowLoops loops,
      Elements source,
      int from,
      int window,
      Elements padded,
      int position,
      int rows,
      Segment segment,
      int first,
      int end) {
    if (first < end) {
      int start = from + first * step + segment.residue;
      int at = position + segment.start + segment.lead - window + first;
      if (step == 1 && segments.size() == 1) {
        loops.copyShortRows(source, start, extent, padded, at, length, rows, end - first);
      } else {
        loops.copyRows(source, start, extent, step, padded, at, length, rows, end - first);
      }
    }
  }

  /** The first of a segment's elements, as often as they are repeated, that a window has. */
  private int first(Segment segment, int window) {
    int lead = segment.lead - window;
    return Math.min(segment.length, Math.max(0, lead)) - lead;
  }

  /** Where those elements end. */
  private int end(Segment segment, int window) {
    int lead = segment.lead - window;
    long elements = ((long) extent - segment.residue + step - 1) / step * repeat;
    int begin = Math.min(segment.length, Math.max(0, lead));
    return (int) Math.max(begin, Math.min(segment.length, lead + elements)) - lead;
  }
}
