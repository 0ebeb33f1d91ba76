package org.convmat.core.verify;

import java.util.Optional;
import org.convmat.core.explain.Cell;

/**
 * A number that is wrong.
 *
 * @param batch which of the inputs it belongs to
 * @param cell its cell; empty for a dot product
 * @param expected what plain loops give, rounded once to double
 * @param actual what the backend gives
 * @param bound how far apart they may be
 */
public record Difference(
    int batch, Optional<Cell> cell, double expected, double actual, double bound) {

  /** The numbers, and what would be right. */
  @Override
  public String toString() {
    String what =
        cell.map(c -> "batch " + batch + ", channel " + c.channel() + ", cell " + c.position())
            .orElse("<C x, v>");
    return what
        + " is "
        + actual
        + ", must be "
        + expected
        + (bound == 0 ? " exactly" : " within " + bound)
        + (cell.isPresent() ? "" : ", which is <x, C^T v>");
  }
}
