package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.Elements;
import org.convmat.spi.support.Strided;

/**
 * Few channels and few taps: every written row is computed straight into the target, vector after
 * vector of neighbouring positions, from padded copies of the rows that reach it. For C<sup>T</sup>
 * the elements of those rows are repeated as often as the stride and the weights are periodic
 * vectors, so the phases need no interleaving. Thread-safe.
 */
final class RowProduct implements BandProduct {

  /** Elements of the padded rows of a band: 256 KiB of floats. */
  private static final int BAND = 64 * 1024;

  /** Most products of a written element; beyond, packing pays. */
  private static final int MOST_TERMS = 64;

  /** Most written channels of a group. */
  private static final int MOST_CHANNELS = 3;

  private final Kernel kernel;
  private final ConvolutionSide side;
  private final RowAxis rowAxis;
  private final List<RowLinks> outer = new ArrayList<>();
  private final int period;
  private final Elements[] patterns;
  private final int rowLength;
  private final int rowsOfPosition;
  private final int bandPositions;
  private final int mostRows;
  private final Workspaces<Workspace> workspaces;

  /** What one thread needs. */
  private static final class Workspace {
    final Elements rows;
    final int[] patternStarts;
    final int[] rowStarts;

    Workspace(Elements rows, int terms) {
      this.rows = rows;
      this.patternStarts = new int[terms];
      this.rowStarts = new int[terms];
    }
  }

  private RowProduct(Kernel kernel, ConvolutionSide side, RowAxis rowAxis, int threads) {
    this.kernel = kernel;
    this.side = side;
    this.rowAxis = rowAxis;
    this.period = Math.max(kernel.lanes(), rowAxis.repeat());
    for (ConvolutionAxis axis : side.axes().subList(0, side.axes().size() - 1)) {
      outer.add(new RowLinks(axis, side.transposed()));
    }
    this.rowLength = side.writtenExtent(side.axes().size() - 1);
    int rows = 1;
    for (int a = 1; a < outer.size(); a++) {
      rows *= side.readExtent(a);
    }
    this.rowsOfPosition = rows;
    this.patterns = new Elements[side.groups()];
    for (int group = 0; group < patterns.length; group++) {
      patterns[group] = patterns(group);
    }
    this.bandPositions = bandPositions(threads);
    this.mostRows = mostRows();
    this.workspaces =
        new Workspaces<>(
            () ->
                new Workspace(
                    kernel.scratch(
                        Math.multiplyExact(
                            Math.multiplyExact(mostRows, side.readChannels()), rowAxis.length())),
                    side.readChannels() * side.taps()));
  }

  /** The product of a direction, if it is of this kind. */
  static Optional<RowProduct> of(Kernel kernel, ConvolutionSide side, int threads) {
    ConvolutionAxis last = side.axes().get(side.axes().size() - 1);
    if (side.writtenChannels() > MOST_CHANNELS
        || side.readChannels() * side.taps() > MOST_TERMS * last.stride() * last.stride()) {
      return Optional.empty();
    }
    return RowAxis.of(last, side.transposed(), kernel.lanes())
        .filter(axis -> terms(side, axis) <= MOST_TERMS)
        .map(axis -> new RowProduct(kernel, side, axis, threads));
  }

  /** Most products of one written element. */
  private static int terms(ConvolutionSide side, RowAxis axis) {
    int terms = side.readChannels() * axis.shifts().size();
    for (ConvolutionAxis a : side.axes().subList(0, side.axes().size() - 1)) {
      int stride = side.transposed() ? a.stride() : 1;
      terms *= (a.kernel() + stride - 1) / stride;
    }
    return terms;
  }

  /** Vectors of weights, one for each (written channel, read channel, outer tap, place). */
  private Elements patterns(int group) {
    int outerTaps = side.taps() / lastKernel();
    int places = rowAxis.shifts().size();
    int channels = side.readChannels();
    Elements weights = side.convolution().weights();
    Elements patterns =
        Elements.allocate(
            kernel.type(), side.writtenChannels() * channels * outerTaps * places * period);
    int at = 0;
    for (int written = 0; written < side.writtenChannels(); written++) {
      for (int read = 0; read < channels; read++) {
        for (int tap = 0; tap < outerTaps; tap++) {
          for (List<Integer> byResidue : rowAxis.taps()) {
            for (int i = 0; i < period; i++) {
              int residue = (i + rowAxis.phase()) % rowAxis.repeat();
              int t = tap * lastKernel() + byResidue.get(residue);
              patterns.set(at++, weights.get(side.weight(group, written, read, t)));
            }
          }
        }
      }
    }
    return patterns;
  }

  private int lastKernel() {
    return side.axes().get(side.axes().size() - 1).kernel();
  }

  /** Written positions of the first axis that make a band. */
  private int bandPositions(int threads) {
    if (outer.isEmpty()) {
      return 1;
    }
    int extent = side.writtenExtent(0);
    long perPosition = (long) rowsOfPosition * side.readChannels() * rowAxis.length();
    ConvolutionAxis axis = side.axes().get(0);
    double sourcesOfOne = side.transposed() ? 1.0 / axis.stride() : axis.stride();
    long fit = (long) (BAND / (perPosition * sourcesOfOne));
    int share = threads == 1 ? extent : (extent + 4 * threads - 1) / (4 * threads);
    return (int) Math.max(1, Math.min(Math.min(fit, share), extent));
  }

  /** The most padded rows of one channel that a band needs. */
  private int mostRows() {
    if (outer.isEmpty()) {
      return 1;
    }
    int most = 0;
    int extent = side.writtenExtent(0);
    for (int from = 0; from < extent; from += bandPositions) {
      int to = Math.min(extent, from + bandPositions);
      int lowest = outer.get(0).lowest(from, to);
      most = Math.max(most, outer.get(0).highest(from, to) - lowest + 1);
    }
    return Math.multiplyExact(Math.max(0, most), rowsOfPosition);
  }

  @Override
  public int bands() {
    int extent = outer.isEmpty() ? 1 : side.writtenExtent(0);
    return (extent + bandPositions - 1) / bandPositions;
  }

  @Override
  public long written() {
    return (long) side.writtenPositions() * side.writtenChannels();
  }

  @Override
  public long copyLength() {
    return (long) mostRows * side.readChannels() * rowAxis.length();
  }

  @Override
  public void run(int group, int band, Elements x, int xStart, Elements y, int yStart) {
    Workspace space = workspaces.take();
    int from = band * bandPositions;
    int to = outer.isEmpty() ? 1 : Math.min(side.writtenExtent(0), from + bandPositions);
    int lowest = outer.isEmpty() ? 0 : outer.get(0).lowest(from, to);
    int highest = outer.isEmpty() ? 0 : outer.get(0).highest(from, to);
    int rows = highest < lowest ? 0 : (highest - lowest + 1) * rowsOfPosition;
    for (int channel = 0; channel < side.readChannels(); channel++) {
      for (int row = 0; row < rows; row++) {
        int source =
            xStart
                + channel * side.readPositions()
                + (lowest * rowsOfPosition + row) * rowAxis.extent();
        padRow(x, source, space.rows, (channel * mostRows + row) * rowAxis.length());
      }
    }
    int perPosition =
        side.writtenPositions() / rowLength / (outer.isEmpty() ? 1 : side.writtenExtent(0));
    for (int row = from * perPosition; row < to * perPosition; row++) {
      writeRow(group, row, highest < lowest ? 0 : lowest, space, y, yStart);
    }
    workspaces.give(space);
  }

  /** One padded row: zeros, the source with each element repeated, zeros. */
  private void padRow(Elements x, int source, Elements rows, int at) {
    int repeat = rowAxis.repeat();
    int lead = rowAxis.lead();
    int begin = Math.min(rowAxis.length(), Math.max(0, lead));
    long last = Math.min(rowAxis.length(), lead + (long) rowAxis.extent() * repeat);
    int end = (int) Math.max(begin, last);
    rows.fill(at, at + begin, 0);
    if (begin < end) {
      int skipped = begin - lead;
      if (repeat == 1) {
        Strided.copy(x, source + skipped, 1, rows, at + begin, 1, end - begin);
      } else {
        repeat(x, source, skipped, rows, at + begin, end - begin);
      }
    }
    rows.fill(at + end, at + rowAxis.length(), 0);
  }

  /** Elements {@code skipped..} of the repeated source. */
  private void repeat(Elements x, int source, int skipped, Elements rows, int at, int count) {
    int repeat = rowAxis.repeat();
    int head = Math.min(count, Math.floorMod(-skipped, repeat));
    int first = skipped / repeat;
    if (head > 0) {
      rows.fill(at, at + head, x.get(source + first));
      first++;
    }
    int whole = (count - head) / repeat;
    if (repeat == 2) {
      kernel.interleave(x, source + first, source + first, rows, at + head, whole);
    } else {
      for (int o = 0; o < whole; o++) {
        int start = at + head + o * repeat;
        rows.fill(start, start + repeat, x.get(source + first + o));
      }
    }
    int rest = at + head + whole * repeat;
    if (rest < at + count) {
      rows.fill(rest, at + count, x.get(source + first + whole));
    }
  }

  private void writeRow(int group, int row, int lowest, Workspace space, Elements y, int yStart) {
    for (int written = 0; written < side.writtenChannels(); written++) {
      int terms = 0;
      for (int read = 0; read < side.readChannels(); read++) {
        int pattern = written * side.readChannels() + read;
        int start = (read * mostRows - lowest * rowsOfPosition) * rowAxis.length();
        terms = links(row, outer.size() - 1, 0, 1, start, 1, pattern, space, terms);
      }
      kernel.patternRow(
          patterns[group],
          space.patternStarts,
          period,
          space.rows,
          space.rowStarts,
          terms,
          y,
          yStart + written * side.writtenPositions() + row * rowLength,
          rowLength);
    }
  }

  /** Appends the terms of a row, axis after axis from the last but one to the first. */
  private int links(
      int row,
      int a,
      int tap,
      int tapScale,
      int start,
      int rowScale,
      int pattern,
      Workspace space,
      int terms) {
    if (a < 0) {
      int outerTaps = side.taps() / lastKernel();
      int places = rowAxis.shifts().size();
      int n = terms;
      for (int j = 0; j < places; j++) {
        space.patternStarts[n] = ((pattern * outerTaps + tap) * places + j) * period;
        space.rowStarts[n] = start + rowAxis.shifts().get(j);
        n++;
      }
      return n;
    }
    RowLinks links = outer.get(a);
    int extent = side.writtenExtent(a);
    int[] taps = links.taps(row % extent);
    int[] sources = links.sources(row % extent);
    int n = terms;
    for (int j = 0; j < taps.length; j++) {
      n =
          links(
              row / extent,
              a - 1,
              tap + taps[j] * tapScale,
              tapScale * side.axes().get(a).kernel(),
              start + sources[j] * rowScale * rowAxis.length(),
              rowScale * side.readExtent(a),
              pattern,
              space,
              n);
    }
    return n;
  }
}
