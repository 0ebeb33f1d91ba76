package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.Elements;

/**
 * What of a convolution with a stride of two along its rows can be read where it lies, without a
 * box and without splitting rows: a vector of neighbours {@code x[2*i], x[2*i + 1], ...} is
 * multiplied with two taps in turn, sums of neighbours are folded into one another at the end, and
 * every second element is written.
 *
 * <pre>{@code
 * taps  a b c:    x0 x1 x2 x3 x4 x5 ...      sums
 * pairs           .  b  c  b  c  b  ...      b*x1 + c*x2    b*x3 + c*x4
 * singles         a  .  a  .  a  .  ...    + a*x0         + a*x2
 * }</pre>
 *
 * <p>Of an odd number of taps the first one is alone, so that nothing is read that the sums do not
 * have. The few columns that reach outside, the <i>edges</i>, are summed one by one from the taps
 * that are inside. Immutable.
 */
final class RowFolds {

  /** Of a row, at most one column in so many may be an edge. */
  private static final int LEAST = 16;

  private final RowLoops rowLoops;
  private final FoldLoops loops;
  private final RowSums rowSums;
  private final ConvolutionSide side;
  private final RowOuter outer;
  private final ConvolutionAxis last;
  private final int lanes;
  private final RowRange rows;
  private final int firstColumn;
  private final int endColumn;
  private final boolean narrow;
  private final Elements[] patterns;
  private final List<Sums> sums;
  private final List<Edge> edges;

  /** The terms of a written channel. */
  private record Sums(RowTerms pairs, RowTerms singles) {}

  /** A column at an end: those terms that read inside, and the written channel. */
  private record Edge(int written, int column, RowTerms terms) {}

  private RowFolds(Kernel kernel, ConvolutionSide side, RowOuter outer, int first, int end) {
    this.rowLoops = RowLoops.of(kernel.type());
    this.loops = FoldLoops.of(kernel.type());
    this.rowSums = new RowSums(rowLoops, kernel.lanes(), 2, false);
    this.side = side;
    this.outer = outer;
    this.last = side.axes().get(1);
    this.lanes = kernel.lanes();
    this.narrow = last.grid() < lanes;
    this.rows = outer.inside(narrow ? 1 : 0);
    this.firstColumn = narrow ? 0 : first;
    this.endColumn = narrow ? last.grid() : end;
    this.patterns = new Elements[side.groups()];
    for (int group = 0; group < patterns.length; group++) {
      patterns[group] = patterns(kernel, group);
    }
    this.sums = new ArrayList<>();
    this.edges = new ArrayList<>();
    for (int written = 0; written < side.writtenChannels(); written++) {
      int singles = last.kernel() % 2;
      int[] second = IntStream.range(0, last.kernel()).filter(t -> t % 2 == singles).toArray();
      int[] alone = IntStream.range(0, singles).toArray();
      sums.add(new Sums(terms(written, second), terms(written, alone)));
      for (int column = 0; column < last.grid(); column++) {
        if (column < first || column >= end) {
          edges.add(new Edge(written, column, terms(written, inside(column))));
        }
      }
    }
  }

  /** These rows and columns, if they are most of all. */
  static Optional<RowFolds> of(Kernel kernel, ConvolutionSide side, RowOuter outer) {
    if (side.transposed() || side.axes().size() != 2 || kernel.lanes() < 2) {
      return Optional.empty();
    }
    ConvolutionAxis last = side.axes().get(1);
    if (last.stride() != 2 || last.dilation() != 1 || last.kernel() < 2) {
      return Optional.empty();
    }
    int rows = side.readChannels() * side.axes().get(0).kernel();
    int pairs = rows * (last.kernel() / 2);
    int singles = rows * (last.kernel() % 2);
    int columns = last.grid();
    boolean threes = pairs == 3 && singles == 3;
    if (!pays(pairs, singles) || (columns < kernel.lanes() && !threes)) {
      return Optional.empty();
    }
    long lowest = last.imagePosition(0, 0);
    long room = last.image() - lowest - last.kernel();
    int first = (int) Math.min(columns, Math.max(0, Math.floorDiv(1 - lowest, 2)));
    int end = (int) Math.max(first, Math.min(columns, Math.floorDiv(room, 2) + 1));
    long edges = columns - end + (long) first;
    boolean fits =
        columns < kernel.lanes()
            ? edges <= 1 && isNarrow(last, lowest, kernel.lanes())
            : end - first >= kernel.lanes() && LEAST * edges <= columns;
    return fits ? Optional.of(new RowFolds(kernel, side, outer, first, end)) : Optional.empty();
  }

  /**
   * Whether rows shorter than a vector are computed with what a whole vector reads too much: it
   * reaches no further than the rows before and after, and two thirds of it are used.
   */
  private static boolean isNarrow(ConvolutionAxis last, long lowest, int lanes) {
    long highest = 2L * (lanes - 1) + lowest + last.kernel() - 1;
    return 3 * last.grid() >= 2 * lanes && -lowest <= last.image() && highest < 2L * last.image();
  }

  /**
   * Whether so many terms are faster than a row that is split. The half of the singles that is not
   * used costs as much as the other, and only loops for few terms leave a gain (by 1.4 to 2.1 with
   * two pairs, eight, or three pairs and three singles; 0.7 to 0.8 with more).
   */
  private static boolean pays(int pairs, int singles) {
    return (pairs <= 4 && singles <= 4) || (pairs == 8 && singles == 0);
  }

  /** The taps of the row that read inside for a column. */
  private int[] inside(int column) {
    return IntStream.range(0, last.kernel())
        .filter(
            t -> {
              long at = last.imagePosition(column, t);
              return at >= 0 && at < last.image();
            })
        .toArray();
  }

  /** For every (written channel, read channel, tap) a vector of that tap and the next in turn. */
  private Elements patterns(Kernel kernel, int group) {
    Elements weights = side.convolution().weights();
    int taps = side.writtenChannels() * side.readChannels() * side.taps();
    Elements vectors = Elements.allocate(kernel.type(), Math.multiplyExact(taps, lanes));
    int at = 0;
    for (int written = 0; written < side.writtenChannels(); written++) {
      for (int read = 0; read < side.readChannels(); read++) {
        for (int t = 0; t < side.taps(); t++) {
          int next = t % last.kernel() == last.kernel() - 1 ? t : t + 1;
          for (int i = 0; i < lanes; i++) {
            int tap = i % 2 == 0 ? t : next;
            vectors.set(at++, weights.get(side.weight(group, written, read, tap)));
          }
        }
      }
    }
    return vectors;
  }

  /** The terms of some taps of the row, for all read channels and all taps of the first axis. */
  private RowTerms terms(int written, int[] taps) {
    int kernel = last.kernel();
    int rows = outer.taps(0).length;
    int count = side.readChannels() * rows * taps.length;
    int[] starts = new int[count];
    int[] offsets = new int[count];
    int n = 0;
    for (int read = 0; read < side.readChannels(); read++) {
      int channel = (written * side.readChannels() + read) * side.taps();
      for (int j = 0; j < rows; j++) {
        int row = outer.shifts(0)[j] - outer.lowest();
        for (int t : taps) {
          starts[n] = (channel + outer.taps(0)[j] * kernel + t) * lanes;
          offsets[n] = read * side.readPositions() + row * last.image() + t;
          n++;
        }
      }
    }
    return new RowTerms(starts, offsets);
  }

  /** The positions of the first axis that belong to them. */
  RowRange rows() {
    return rows;
  }

  /**
   * Computes positions {@code from..to-1} of the first axis, all columns.
   *
   * @param buffer room for {@link RowSums#BUFFER} vectors
   */
  void run(
      int group,
      int from,
      int to,
      Elements x,
      int xStart,
      Elements y,
      int yStart,
      Elements buffer) {
    int some = Math.max(4, RowSums.PIECE / last.grid() / 4 * 4);
    int end;
    for (int row = from; row < to; row = end) {
      end = to - row < 2 * some ? to : row + some;
      for (int written = 0; written < sums.size(); written++) {
        int target = yStart + written * side.writtenPositions();
        sums(sums.get(written), patterns[group], row, end, x, xStart, y, target, buffer);
      }
      for (Edge edge : edges) {
        int target = yStart + edge.written * side.writtenPositions();
        rowLoops.column(
            patterns[group],
            edge.terms,
            x,
            source(xStart, row, edge.column),
            sourceStep(),
            y,
            target + row * last.grid() + edge.column,
            last.grid(),
            end - row);
      }
    }
  }

  /** Where the terms of a position and a column read from. */
  private int source(int xStart, int row, int column) {
    int start = outer.lowest() * last.image() + (int) last.imagePosition(column, 0);
    return xStart + start + row * sourceStep();
  }

  private int sourceStep() {
    return outer.readStep() * last.image();
  }

  /** The columns inside. */
  private void sums(
      Sums terms,
      Elements p,
      int from,
      int to,
      Elements x,
      int xStart,
      Elements y,
      int yStart,
      Elements buffer) {
    int count = endColumn - firstColumn;
    if (terms.pairs.count() == 3 && terms.singles.count() == 3) {
      int source = source(xStart, from, firstColumn);
      int target = yStart + from * last.grid() + firstColumn;
      int step = sourceStep();
      if (narrow) {
        threes(terms, p, to - from, x, source, y, target, buffer);
        return;
      }
      loops.threes(
          p, terms.pairs, terms.singles, x, source, step, y, target, last.grid(), to - from, count);
      return;
    }
    int half = RowSums.BUFFER * lanes / 2;
    int most = half / 4;
    int some = half / (2 * Math.min(most, count));
    for (int v = 0; v < count; v += most) {
      int columns = Math.min(most, count - v);
      int column = firstColumn + (columns < lanes ? count - lanes : v);
      columns = Math.max(columns, lanes);
      for (int row = from; row < to; row += some) {
        int rows = Math.min(some, to - row);
        int source = source(xStart, row, column);
        int target = yStart + row * last.grid() + column;
        staged(terms, p, rows, columns, x, source, y, target, buffer);
      }
    }
  }

  /** Rows shorter than a vector, through the buffer: only what belongs to them is written. */
  private void threes(
      Sums terms,
      Elements p,
      int rows,
      Elements x,
      int source,
      Elements y,
      int target,
      Elements buffer) {
    int step = sourceStep();
    int count = last.grid();
    for (int from = 0; from < rows; from += RowSums.BUFFER) {
      int some = Math.min(RowSums.BUFFER, rows - from);
      int at = source + from * step;
      loops.threes(p, terms.pairs, terms.singles, x, at, step, buffer, 0, lanes, some, lanes);
      rowLoops.copyShortRows(buffer, 0, lanes, y, target + from * count, count, some, count);
    }
  }

  /** Sums of pairs and singles, each in a half of the buffer, then folded. */
  private void staged(
      Sums terms,
      Elements p,
      int rows,
      int count,
      Elements x,
      int source,
      Elements y,
      int target,
      Elements buffer) {
    int half = RowSums.BUFFER * lanes / 2;
    int n = 2 * count;
    int step = sourceStep();
    rowSums.rows(p, terms.pairs, x, source, step, buffer, 0, n, rows, n, buffer);
    if (terms.singles.count() == 0) {
      loops.fold(buffer, 0, n, y, target, last.grid(), rows, count);
    } else {
      rowSums.rows(p, terms.singles, x, source, step, buffer, half, n, rows, n, buffer);
      loops.fold(buffer, 0, half, n, y, target, last.grid(), rows, count);
    }
  }
}
