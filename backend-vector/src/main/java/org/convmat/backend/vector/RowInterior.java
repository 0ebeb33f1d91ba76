package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What of a {@link RowProduct} can be read where it lies, without a box: the positions of the first
 * of two axes whose rows are all there, and of these rows the columns that read inside them, where
 * neighbouring columns read neighbours. The few columns at the ends, the <i>edges</i>, are summed
 * one by one from the taps that are inside. Where that makes whole vectors of a row, it is computed
 * with its edges, which then read into the rows before and after and are summed again. If there is
 * one axis only, its windows. Rows shorter than a vector are not of this kind. Immutable.
 */
final class RowInterior {

  /** Of a row, at most one column in so many may be an edge. */
  private static final int LEAST = 128;

  /** The rows that the box serves at an end of many: as many as the loops compute at a time. */
  private static final int FOUR = 4;

  /** Fewest rows of which a few more at each end may come from the box, to make whole vectors. */
  private static final int PASSING = 64;

  private final RowRange rows;
  private final int firstColumn;
  private final int endColumn;
  private final int start;
  private final int rowStep;
  private final List<RowPair> pairs;
  private final List<Edge> edges;

  /**
   * A column at an end.
   *
   * @param written the written channel
   * @param residue the residue of its rows
   * @param terms those that read inside
   */
  record Edge(int written, int residue, int column, RowTerms terms) {}

  private RowInterior(
      RowOuter outer,
      RowAxis rowAxis,
      int beyond,
      int first,
      int end,
      List<RowTerms> terms,
      List<Edge> edges) {
    int step = outer.readStep();
    RowRange inside = outer.inside(beyond);
    int steps = outer.steps();
    boolean many = steps >= PASSING;
    this.rows =
        new RowRange(
            many && inside.first() > 0 ? Math.max(inside.first(), FOUR) : inside.first(),
            many && inside.end() < steps ? Math.min(inside.end(), steps - FOUR) : inside.end());
    this.firstColumn = first;
    this.endColumn = end;
    this.start = outer.lowest() * rowAxis.extent() - rowAxis.lead();
    this.rowStep = rowAxis.extent();
    this.pairs = RowPair.of(terms, outer.writeStep(), outer.writeStep(), step * rowStep);
    this.edges = edges;
  }

  /**
   * The interior, if it is most of all.
   *
   * @param lanes elements of a vector
   * @param columns written positions of a row
   * @param terms for every written channel, slowest, and every residue of the outer axis
   */
  static Optional<RowInterior> of(
      ConvolutionSide side,
      RowOuter outer,
      RowAxis rowAxis,
      int lanes,
      int columns,
      List<RowTerms> terms) {
    if (side.axes().size() > 2 || !rowAxis.readsNeighbours()) {
      return Optional.empty();
    }
    int lead = rowAxis.lead();
    int first = Math.max(0, lead);
    int end = (int) Math.min(columns, (long) rowAxis.extent() + lead - rowAxis.highestShift());
    boolean narrow = end - first < lanes; // whole vectors would pass the ends of the source
    if (narrow || LEAST * ((long) columns - end + first) > columns) {
      return Optional.empty();
    }
    List<Edge> edges = new ArrayList<>();
    for (int n = 0; n < terms.size() && side.axes().size() > 1; n++) {
      int written = n / outer.writeStep();
      int residue = n % outer.writeStep();
      for (int i = 0; i < first + columns - end; i++) {
        int column = i < first ? i : end + i - first;
        edges.add(new Edge(written, residue, column, inside(rowAxis, terms.get(n), column)));
      }
    }
    boolean passes = !edges.isEmpty() && columns % lanes == 0 && outer.steps() >= PASSING;
    return Optional.of(
        passes
            ? new RowInterior(outer, rowAxis, 1, 0, columns, terms, edges)
            : new RowInterior(outer, rowAxis, 0, first, end, terms, edges));
  }

  /** The terms that read inside a row for a column; places of the last axis run fastest. */
  private static RowTerms inside(RowAxis rowAxis, RowTerms terms, int column) {
    int[] kept =
        IntStream.range(0, terms.count())
            .filter(
                n -> {
                  int at = column + rowAxis.shift(n % rowAxis.places()) - rowAxis.lead();
                  return at >= 0 && at < rowAxis.extent();
                })
            .toArray();
    return new RowTerms(
        IntStream.of(kept).map(terms::pattern).toArray(),
        IntStream.of(kept).map(terms::offset).toArray());
  }

  /** The positions of the first axis that belong to it. */
  RowRange rows() {
    return rows;
  }

  /** Whether some columns that begin at {@code column} read inside. */
  boolean holds(int column, int count) {
    return rows.first() == 0
        && rows.end() > 0
        && column >= firstColumn
        && column + count <= endColumn;
  }

  /** The first column that reads inside. */
  int firstColumn() {
    return firstColumn;
  }

  /** The end of the columns that read inside. */
  int endColumn() {
    return endColumn;
  }

  /** Where the terms of position 0 and column 0 read from, relative to the channel. */
  int start() {
    return start;
  }

  /** The distance between neighbouring rows of the source. */
  int rowStep() {
    return rowStep;
  }

  /** The terms. */
  List<RowPair> pairs() {
    return pairs;
  }

  /** The columns that do not read inside. */
  List<Edge> edges() {
    return edges;
  }
}
