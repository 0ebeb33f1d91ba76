package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/**
 * Few channels and few taps: every row is computed straight into the target, vector after vector of
 * neighbouring positions. With stride 1, what reads inside the source reads it where it lies; all
 * else is read from a padded copy of the rows that reach it, the <i>box</i>. For C<sup>T</sup> the
 * elements of a row are repeated as often as the stride and the weights are periodic vectors, so
 * the phases need no interleaving; for C with a stride rows are split by residue. Because the box
 * has all the zeros around the source, all rows of the same residues have the same terms, and are
 * computed by one call. Thread-safe.
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

  /**
   * Rows so many bytes apart, or a multiple, lie in the same places of a first cache of 32 KiB,
   * which has room for eight of them: four rows of squares are written from six that are read.
   */
  private static final int COLLIDING = 4096;

  /** Elements of rows after which the columns at their ends follow, while they are in the cache. */
  private static final int NEAR = 16 * 1024;

  /** Most lists of terms. */
  private static final int MOST_LISTS = 1024;

  private final RowLoops loops;
  private final ConvolutionSide side;
  private final RowAxis rowAxis;
  private final RowBox box;
  private final RowPatterns patterns;
  private final List<RowTerms> terms;
  private final List<RowPair> pairs;
  private final List<RowPhases> phases;
  private final Optional<RowInterior> interior;
  private final Optional<RowFolds> folds;
  private final Optional<SquareColumns> columns;
  private final RowRange inPlace;
  private final RowWalk walk;
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
    long written = (long) side.writtenPositions() * side.writtenChannels() * side.groups();
    int bytes = kernel.type() == ElementType.FLOAT ? 4 : 8;
    boolean large = written * bytes > cached;
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
    this.terms = patterns.terms(box, rowAxis.length(), box.length());
    int all = terms.size() / side.writtenChannels();
    this.pairs = RowPair.of(terms, all, inner.writeStep(), inner.readStep() * rowAxis.length());
    RowOrder order = new RowOrder(loops, kernel.lanes(), rowAxis.repeat());
    this.phases =
        large && order.takes(rowLength)
            ? phases(kernel.lanes(), order.takesAnywhere(rowLength))
            : List.of();
    List<RowTerms> direct = patterns.terms(box, rowAxis.extent(), side.readPositions());
    boolean collides =
        (long) bytes * rowAxis.extent() % COLLIDING == 0
            && (long) bytes * rowLength % COLLIDING == 0;
    // More than one square, in place, is only faster where four rows at a time collide, and where
    // no other channel reads the same rows again.
    boolean many = direct.stream().anyMatch(t -> t.hasSquares() && t.count() > 9);
    this.interior =
        many && (collides ? side.writtenChannels() > 1 : large)
            ? Optional.empty()
            : RowInterior.of(side, inner, rowAxis, kernel.lanes(), rowLength, direct);
    this.folds = RowFolds.of(kernel, side, first);
    this.columns = SquareColumns.of(kernel, side, first, rowAxis, direct);
    this.inPlace =
        interior.map(RowInterior::rows).or(() -> folds.map(RowFolds::rows)).orElse(RowRange.NONE);
    boolean byTwo = (large && !many) || (collides && interior.isPresent());
    RowSums sums = new RowSums(loops, kernel.lanes(), rowAxis.repeat(), byTwo);
    this.walk = new RowWalk(sums, order, box, rowLength);
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
    Elements weights = patterns.group(group);
    if (side.axes().size() == 1) {
      int column = band * window;
      int count = Math.min(window, rowLength - column);
      if (interior.isPresent() && interior.orElseThrow().holds(column, count)) {
        inside(interior.orElseThrow(), weights, 0, 1, column, count, x, xStart, y, yStart, space);
      } else {
        boxed(weights, 0, 1, column, count, x, xStart, y, yStart, space);
      }
    } else {
      int from = band * bandSteps;
      int to = Math.min(box.axis(0).steps(), from + bandSteps);
      if (columns.isPresent() && columns.orElseThrow().fits(x, xStart)) {
        columns.orElseThrow().run(weights, from, to, x, xStart, y, yStart, space.buffer);
        workspaces.give(space);
        return;
      }
      int first = inPlace.firstOf(from, to);
      int end = inPlace.endOf(first, to);
      boxed(weights, from, first, 0, rowLength, x, xStart, y, yStart, space);
      if (first < end && folds.isPresent()) {
        folds.orElseThrow().run(group, first, end, x, xStart, y, yStart, space.buffer);
      } else if (first < end) {
        inside(interior.orElseThrow(), weights, first, end, x, xStart, y, yStart, space);
      }
      boxed(weights, end, to, 0, rowLength, x, xStart, y, yStart, space);
    }
    workspaces.give(space);
  }

  /** Positions {@code from..to-1} of the first axis and {@code count} columns, from the box. */
  private void boxed(
      Elements weights,
      int from,
      int to,
      int column,
      int count,
      Elements x,
      int xStart,
      Elements y,
      int yStart,
      Workspace space) {
    if (from >= to) {
      return;
    }
    for (int channel = 0; channel < side.readChannels(); channel++) {
      box.fill(
          loops,
          x,
          xStart + channel * side.readPositions(),
          from,
          to - from,
          column,
          space.box,
          channel * box.length(),
          side.axes().size() > 1);
    }
    int step = rowAxis.length();
    for (int channel = 0; channel < phases.size(); channel++) {
      int start = yStart + channel * side.writtenPositions();
      List<RowTerms> residues = terms.subList(channel * residues(), (channel + 1) * residues());
      walk.inOrder(
          new RowWalk.Job(weights, space.box, 0, step, from, to, count, y, start, space.buffer),
          phases.get(channel),
          residues);
    }
    for (RowPair pair : phases.isEmpty() ? pairs : List.<RowPair>of()) {
      int start = yStart + pair.written() * side.writtenPositions() + column;
      walk.rows(
          new RowWalk.Job(weights, space.box, 0, step, from, to, count, y, start, space.buffer),
          pair);
    }
  }

  /** Positions {@code from..to-1} of the first of two axes, read where they lie, and their ends. */
  private void inside(
      RowInterior rows,
      Elements weights,
      int from,
      int to,
      Elements x,
      int xStart,
      Elements y,
      int yStart,
      Workspace space) {
    int column = rows.firstColumn();
    int count = rows.endColumn() - column;
    int some = Math.max(4, NEAR / rowLength / 4 * 4);
    int end;
    for (int row = from; row < to; row = end) {
      end = to - row < 2 * some ? to : row + some;
      inside(rows, weights, row, end, column, count, x, xStart, y, yStart, space);
      edges(rows, weights, row, end, x, xStart, y, yStart);
    }
  }

  /** Positions and {@code count} columns, read where they lie. */
  private void inside(
      RowInterior rows,
      Elements weights,
      int from,
      int to,
      int column,
      int count,
      Elements x,
      int xStart,
      Elements y,
      int yStart,
      Workspace space) {
    int step = rows.rowStep();
    int source = xStart + rows.start() + column + from * box.axis(0).readStep() * step;
    for (RowPair pair : rows.pairs()) {
      int start = yStart + pair.written() * side.writtenPositions() + column;
      walk.rows(
          new RowWalk.Job(weights, x, source, step, from, to, count, y, start, space.buffer), pair);
    }
  }

  /** The columns at the ends of rows that are read where they lie. */
  private void edges(
      RowInterior rows,
      Elements weights,
      int from,
      int to,
      Elements x,
      int xStart,
      Elements y,
      int yStart) {
    RowOuter outer = box.axis(0);
    int sourceStep = outer.readStep() * rows.rowStep();
    int targetStep = outer.writeStep() * rowLength;
    for (RowInterior.Edge edge : rows.edges()) {
      int channel = yStart + edge.written() * side.writtenPositions();
      loops.column(
          weights,
          edge.terms(),
          x,
          xStart + rows.start() + edge.column() + from * sourceStep,
          sourceStep,
          y,
          channel + edge.residue() * rowLength + edge.column() + from * targetStep,
          targetStep,
          outer.positions(edge.residue(), from, to));
    }
  }

  /** Lists of terms of a channel. */
  private int residues() {
    return terms.size() / side.writtenChannels();
  }

  /** The residues of each channel in the order of the rows, for a large target; or nothing. */
  private List<RowPhases> phases(int lanes, boolean anywhere) {
    List<RowPhases> phases = new ArrayList<>();
    int channels = side.writtenChannels();
    for (int n = 0; box.axes() == 1 && n < channels; n++) {
      List<RowTerms> one = terms.subList(n * residues(), (n + 1) * residues());
      RowPhases.of(one, lanes, anywhere).ifPresent(phases::add);
    }
    return phases.size() == channels ? phases : List.of();
  }
}
