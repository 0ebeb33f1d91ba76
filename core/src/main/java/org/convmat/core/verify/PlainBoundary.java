package org.convmat.core.verify;

import org.convmat.core.geometry.Boundary;

/**
 * What each boundary means, stated a second time and another way than {@link Boundary} does, so
 * that a fault in either is found: a place outside is turned back, or moved on, at the end that it
 * is beyond, until it is inside.
 */
final class PlainBoundary {

  private PlainBoundary() {}

  /** The cell of {@code cells} that is seen at {@code place}; -1 for none. */
  static long seen(Boundary boundary, long place, int cells) {
    long at = place;
    while (at < 0 || at >= cells) {
      if (boundary == Boundary.ZERO) {
        return -1;
      }
      if (cells == 1) {
        return 0;
      }
      at = at < 0 ? atTheBegin(boundary, at, cells) : atTheEnd(boundary, at, cells);
    }
    return at;
  }

  private static long atTheBegin(Boundary boundary, long at, int cells) {
    return switch (boundary) {
      case ZERO, REPLICATE -> 0;
      case CIRCULAR -> at + cells;
      case SYMMETRIC -> -at - 1; // -1 shows 0
      case REFLECT -> -at; // -1 shows 1
    };
  }

  private static long atTheEnd(Boundary boundary, long at, int cells) {
    long beyond = at - cells; // 0 is the first place outside
    return switch (boundary) {
      case ZERO, REPLICATE -> cells - 1;
      case CIRCULAR -> beyond;
      case SYMMETRIC -> cells - 1 - beyond;
      case REFLECT -> cells - 2 - beyond;
    };
  }
}
