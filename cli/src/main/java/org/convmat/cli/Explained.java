package org.convmat.cli;

import java.util.List;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Dropped;
import org.convmat.core.explain.Explainer;
import org.convmat.core.explain.Link;
import org.convmat.core.explain.Side;
import org.convmat.core.explain.Term;
import org.convmat.spi.Elements;
import org.jspecify.annotations.Nullable;

/**
 * What the library says of one cell.
 *
 * @param gather whether it is an output cell
 * @param links the terms of an output cell, or what an input cell touches
 * @param terms the same with their numbers, only of an output cell with a known input
 * @param value the number of an input cell, if known
 * @param dropped the taps that have no part in it
 */
record Explained(
    Explainer explainer,
    boolean gather,
    Cell cell,
    List<Link> links,
    List<Term> terms,
    @Nullable Double value,
    List<Dropped> dropped) {

  static Explained output(Explainer explainer, Cell cell, @Nullable Elements input) {
    List<Term> terms = input == null ? List.of() : explainer.terms(cell, input);
    return new Explained(
        explainer,
        true,
        cell,
        explainer.line(cell),
        terms,
        input == null ? null : terms.isEmpty() ? 0.0 : terms.get(terms.size() - 1).sum(),
        explainer.dropped(explainer.outputSide(), cell));
  }

  static Explained input(Explainer explainer, Cell cell, @Nullable Elements input) {
    List<Link> links = explainer.scatter(cell);
    long index = explainer.inputSide().index(explainer.geometry(), cell);
    return new Explained(
        explainer,
        false,
        cell,
        links,
        List.of(),
        input == null ? null : Double.valueOf(input.get((int) index)),
        explainer.dropped(explainer.inputSide(), cell));
  }

  /** The side that the cell is on. */
  Side side() {
    return gather ? explainer.outputSide() : explainer.inputSide();
  }

  /** The side of the cells that it is joined to. */
  Side otherSide() {
    return gather ? explainer.inputSide() : explainer.outputSide();
  }

  /** Its row or column of C. */
  long line() {
    return side().index(explainer.geometry(), cell);
  }

  /** What a line of C is on a side. */
  static String lineName(Side side) {
    return side == Side.GRID ? "row" : "column";
  }
}
