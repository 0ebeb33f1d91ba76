package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/**
 * Few channels and few taps: every row is computed straight into the target, vector after vector of
 * neighbouring positions, from a padded copy of the rows that reach it, the <i>box</i>. For
 * C<sup>T</sup> the elements of a row are repeated as often as the stride and the weights are
 * periodic vectors, so the phases need no interleaving; for C with a stride rows are split by
 * residue. Because the box has all the zeros around the source, all rows of the same residues have
 * the same terms, and are computed by one call. Thread-safe.
 *
 * <p>A band is some positions of the first axis; if there is no other axis, a window of the row.
 */
final class RowProduct implements BandProduct {

  /** Elements of a box: 256 KiB of floats. */
  private static final int BOX = 64 * 1024;

  /** Positions of a window; a multiple of every period. */
  private static final int WINDOW = 4 * 1024;

  /** Most products of a written element; beyond, packing pays. */
  private static final int MOST_TERMS = 64;

  /** Most written channels of a group. */
  private static final int MOST_CHANNELS = 3;

  /** Bytes of a target that are likely to stay in a cache. */
  private static final long CACHED = 8 << 20;

  /** Most lists of terms. */
  private static final int MOST_LISTS = 1024;

  private final RowLoops loops;
  private final ConvolutionSide side;
  private final RowAxis rowAxis;
  private final RowBox box;
  private final RowSums sums;
  private final RowPatterns patterns;
  private final List<RowTerms> terms;
  private final List<RowPair> pairs;
  private final List<RowPhases> phases;
  private final int rowLength;
  private final int window;
  private final int bandSteps;
  private final int bands;
  private final Workspaces<Workspace> workspaces;

  /** What one thread needs. */
  private record Workspace(Elements box, Elements buffer) {}

  private RowProduct(
      Kernel kernel,
      ConvolutionSide side,
      RowAxis rowAxis,
      List<RowOuter> outer,
      int threads,
      long cached) {
    this.loops = RowLoops.of(kernel.type());
    this.side = side;
    this.rowAxis = rowAxis;
    this.sums = new RowSums(loops, kernel.lanes(), rowAxis.repeat());
    this.rowLength = side.writtenExtent(side.axes().size() - 1);
    this.window = window(side);
    RowOuter first = outer.get(0);
    RowBox one = new RowBox(rowAxis, outer, 1);
    long fit = BOX / Math.max(1, one.growth() * side.readChannels());
    int share = threads == 1 ? first.steps() : (first.steps() + 4 * threads - 1) / (4 * threads);
    int steps = (int) Math.max(1, Math.min(fit, share));
    this.bandSteps =
        steps < 8 || steps == first.steps()
            ? steps
            : steps / 4 * 4; // the loops take four rows at a time
    this.bands =
        side.axes().size() == 1
            ? (rowLength + window - 1) / window
            : (first.steps() + bandSteps - 1) / bandSteps;
    this.box = new RowBox(rowAxis, outer, bandSteps);
    this.patterns = new RowPatterns(kernel, side, rowAxis);
    RowOuter inner = outer.get(outer.size() - 1);
    this.terms = patterns.terms(box);
    int all = terms.size() / side.writtenChannels();
    this.pairs = RowPair.of(terms, all, inner.writeStep(), inner.readStep() * rowAxis.length());
    this.phases = phases(kernel, cached);
    int length = Math.multiplyExact(box.length(), side.readChannels());
    int buffer = kernel.lanes() * RowSums.BUFFER;
    this.workspaces =
        new Workspaces<>(() -> new Workspace(kernel.scratch(length), kernel.scratch(buffer)));
  }

  /** The product of a direction, if it is of this kind. */
  static Optional<RowProduct> of(Kernel kernel, ConvolutionSide side, int threads) {
    return of(kernel, side, threads, CACHED);
  }

  /**
   * The same.
   *
   * @param cached bytes of a target beyond which its rows should be written in order
   */
  static Optional<RowProduct> of(Kernel kernel, ConvolutionSide side, int threads, long cached) {
    ConvolutionAxis last = side.axes().get(side.axes().size() - 1);
    if (side.writtenChannels() > MOST_CHANNELS
        || side.readChannels() * side.taps() > MOST_TERMS * last.stride() * last.stride()) {
      return Optional.empty();
    }
    List<RowOuter> outer = new ArrayList<>();
    for (ConvolutionAxis axis : side.axes().subList(0, side.axes().size() - 1)) {
      outer.add(RowOuter.of(axis, side.transposed()));
    }
    if (outer.isEmpty()) {
      outer.add(RowOuter.none());
    }
    return RowAxis.of(last, side.transposed(), kernel.lanes(), window(side))
        .filter(axis -> terms(side, axis) <= MOST_TERMS && lists(side, outer) <= MOST_LISTS)
        .map(axis -> new RowProduct(kernel, side, axis, outer, threads, cached));
  }

  /** Written positions of a row that one box serves. */
  private static int window(ConvolutionSide side) {
    int extent = side.writtenExtent(side.axes().size() - 1);
    return side.axes().size() == 1 ? Math.min(WINDOW, extent) : extent;
  }

  /** Most products of one written element. */
  private static int terms(ConvolutionSide side, RowAxis axis) {
    int terms = side.readChannels() * axis.places();
    for (ConvolutionAxis a : side.axes().subList(0, side.axes().size() - 1)) {
      int stride = side.transposed() ? a.stride() : 1;
      terms *= (a.kernel() + stride - 1) / stride;
    }
    return terms;
  }

  private static long lists(ConvolutionSide side, List<RowOuter> outer) {
    long lists = side.writtenChannels();
    for (RowOuter axis : outer) {
      lists = Math.min(MOST_LISTS + 1L, lists * axis.writeStep());
    }
    return lists;
  }

  @Override
  public int bands() {
    return bands;
  }

  @Override
  public long written() {
    return (long) side.writtenPositions() * side.writtenChannels();
  }

  @Override
  public long copyLength() {
    return (long) box.length() * side.readChannels();
  }

  @Override
  public void run(int group, int band, Elements x, int xStart, Elements y, int yStart) {
    Workspace space = workspaces.take();
    boolean windows = side.axes().size() == 1;
    int from = windows ? 0 : band * bandSteps;
    int column = windows ? band * window : 0;
    for (int channel = 0; channel < side.readChannels(); channel++) {
      box.fill(
          loops,
          x,
          xStart + channel * side.readPositions(),
          from,
          column,
          space.box,
          channel * box.length(),
          !windows);
    }
    int to = Math.min(box.axis(0).steps(), from + bandSteps);
    int count = Math.min(window, rowLength - column);
    Elements weights = patterns.group(group);
    for (int channel = 0; channel < phases.size(); channel++) {
      int start = yStart + channel * side.writtenPositions();
      phases(channel, group, from, to, y, start, space);
    }
    for (RowPair pair : phases.isEmpty() ? pairs : List.<RowPair>of()) {
      int start = yStart + pair.written() * side.writtenPositions() + column;
      Sums job = new Sums(weights, pair, from, to, count, y, start, space);
      rows(job, 0, pair.residues(), 0, 0);
    }
    workspaces.give(space);
  }

  /** The residues of each channel in the order of the rows, if the target is large; or nothing. */
  private List<RowPhases> phases(Kernel kernel, long cached) {
    List<RowPhases> phases = new ArrayList<>();
    int channels = side.writtenChannels();
    int residues = terms.size() / channels;
    long all = (long) side.writtenPositions() * channels * side.groups();
    if (box.axes() == 1
        && all * (kernel.type() == ElementType.FLOAT ? 4 : 8) > cached
        && sums.takesPhases(rowLength)) {
      for (int channel = 0; channel < channels; channel++) {
        int first = channel * residues;
        RowPhases.of(terms.subList(first, first + residues), kernel.lanes()).ifPresent(phases::add);
      }
    }
    return phases.size() == channels ? phases : List.of();
  }

  /** The rows of a band of one channel, in order. */
  private void phases(
      int channel, int group, int from, int to, Elements y, int yStart, Workspace space) {
    RowOuter outer = box.axis(0);
    int residues = outer.writeStep();
    int whole = outer.positions(residues - 1, from, to);
    int row = yStart + from * residues * rowLength;
    if (whole > 0) {
      sums.phases(
          patterns.group(group),
          phases.get(channel),
          space.box,
          0,
          outer.readStep() * rowAxis.length(),
          y,
          row,
          residues * rowLength,
          rowLength,
          whole,
          rowLength);
    }
    for (int residue = 0; outer.positions(residue, from, to) > whole; residue++) {
      sums.rows(
          patterns.group(group),
          terms.get(channel * residues + residue),
          space.box,
          whole * outer.readStep() * rowAxis.length(),
          outer.readStep() * rowAxis.length(),
          y,
          row + (whole * residues + residue) * rowLength,
          residues * rowLength,
          1,
          rowLength,
          space.buffer);
    }
  }

  /** The rows of a pair of lists of terms in a band. */
  private record Sums(
      Elements weights,
      RowPair pair,
      int from,
      int to,
      int count,
      Elements y,
      int yStart,
      Workspace space) {}

  /**
   * All positions of {@code axis} and those after it.
   *
   * @param residues what is left of the number of the residues, first axis slowest
   * @param boxRow the row of the box that the axes before lead to
   * @param row the row of the target
   */
  private void rows(Sums job, int axis, int residues, int boxRow, int row) {
    RowOuter outer = box.axis(axis);
    int below = 1;
    for (int a = axis + 1; a < box.axes(); a++) {
      below *= box.axis(a).writeStep();
    }
    int residue = residues / below;
    int from = axis == 0 ? job.from : 0;
    int to = axis == 0 ? job.to : outer.steps();
    int firstRow = row * outer.written() + residue + from * outer.writeStep();
    int firstBoxRow = boxRow * box.extent(axis);
    int count = outer.positions(residue, from, to);
    if (axis < box.axes() - 1) {
      for (int j = 0; j < count; j++) {
        rows(
            job,
            axis + 1,
            residues % below,
            firstBoxRow + j * outer.readStep(),
            firstRow + j * outer.writeStep());
      }
    } else if (job.pair.mate().isEmpty()) {
      single(job, job.pair.terms(), firstBoxRow, firstRow, 0, count);
    } else {
      int mates = outer.positions(residue + 1, from, to);
      pair(job, firstBoxRow, firstRow, count, mates);
    }
  }

  /** Rows of both residues of a pair, together where both are there. */
  private void pair(Sums job, int boxRow, int row, int count, int mates) {
    RowOuter outer = box.axis(box.axes() - 1);
    RowPair pair = job.pair;
    RowTerms mate = pair.mate().orElseThrow();
    int lag = pair.lag();
    int first = Math.min(count, Math.max(0, lag));
    int end = Math.max(first, Math.min(count, mates + lag));
    single(job, pair.terms(), boxRow, row, 0, first);
    single(job, mate, boxRow, row + 1, 0, Math.min(mates, first - lag));
    if (first < end) {
      sums.pairs(
          job.weights,
          pair.terms(),
          mate,
          job.space.box,
          (boxRow + first * outer.readStep()) * rowAxis.length(),
          outer.readStep() * rowAxis.length(),
          job.y,
          job.yStart + (row + first * outer.writeStep()) * rowLength,
          (1 - lag * outer.writeStep()) * rowLength,
          outer.writeStep() * rowLength,
          end - first,
          job.count,
          job.space.buffer);
    }
    single(job, pair.terms(), boxRow, row, end, count);
    single(job, mate, boxRow, row + 1, Math.max(0, end - lag), mates);
  }

  /** The rows {@code from..to-1} of a residue, counted from the first one of the band. */
  private void single(Sums job, RowTerms terms, int boxRow, int row, int from, int to) {
    RowOuter outer = box.axis(box.axes() - 1);
    if (from < to) {
      sums.rows(
          job.weights,
          terms,
          job.space.box,
          (boxRow + from * outer.readStep()) * rowAxis.length(),
          outer.readStep() * rowAxis.length(),
          job.y,
          job.yStart + (row + from * outer.writeStep()) * rowLength,
          outer.writeStep() * rowLength,
          to - from,
          job.count,
          job.space.buffer);
    }
  }
}
