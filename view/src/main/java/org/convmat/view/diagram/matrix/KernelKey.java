package org.convmat.view.diagram.matrix;

import java.util.List;
import java.util.function.IntFunction;
import org.convmat.view.Palette;
import org.convmat.view.diagram.Brief;
import org.convmat.view.diagram.Canvas;
import org.convmat.view.diagram.Canvas.Anchor;
import org.convmat.view.diagram.Colour;

/**
 * The legend: the kernel itself, each tap in its colour, with its weight or its index. The last two
 * axes make a table; further axes set tables side by side, as many as there is room for.
 *
 * @param extents of the kernel
 * @param text what a tap says
 * @param cell the side of a tap's square
 * @param widest the room
 */
record KernelKey(List<Integer> extents, IntFunction<String> text, double cell, double widest) {

  private static final double LARGEST = 34;
  private static final double SMALLEST = 6;
  private static final double LEAST_TEXT = 7;
  private static final double GAP = 14;

  /** A key that fits into {@code widest}, its squares no larger than they need be. */
  static KernelKey fitting(List<Integer> extents, IntFunction<String> text, double widest) {
    int rank = extents.size();
    int lines = rank < 2 ? 1 : extents.get(rank - 2);
    double wide = widest / extents.get(rank - 1);
    double high = 260.0 / lines;
    double cell = Math.max(SMALLEST, Math.min(LARGEST, Math.min(wide, high)));
    return new KernelKey(extents, text, cell, widest);
  }

  private int columns() {
    return extents.get(extents.size() - 1);
  }

  private int lines() {
    return extents.size() < 2 ? 1 : extents.get(extents.size() - 2);
  }

  private int tables() {
    int tables = 1;
    for (int a = 0; a < extents.size() - 2; a++) {
      tables *= extents.get(a);
    }
    return tables;
  }

  private int shownTables() {
    return Math.max(1, Math.min(tables(), (int) ((widest + GAP) / (columns() * cell + GAP))));
  }

  private int shownColumns() {
    return (int) Math.max(1, Math.min(columns(), widest / cell));
  }

  private int shownLines() {
    return (int) Math.max(1, Math.min(lines(), 260 / cell));
  }

  double width() {
    return shownTables() * (shownColumns() * cell + GAP) - GAP;
  }

  double height() {
    return shownLines() * cell;
  }

  /** Whether some taps have no place. */
  boolean cut() {
    return shownTables() < tables() || shownColumns() < columns() || shownLines() < lines();
  }

  void draw(Canvas canvas, double left, double top) {
    for (int table = 0; table < shownTables(); table++) {
      double x = left + table * (shownColumns() * cell + GAP);
      for (int line = 0; line < shownLines(); line++) {
        for (int column = 0; column < shownColumns(); column++) {
          int tap = (table * lines() + line) * columns() + column;
          square(canvas, tap, x + column * cell, top + line * cell);
        }
      }
    }
  }

  private void square(Canvas canvas, int tap, double x, double y) {
    Colour colour = Colour.of(Palette.tap(tap));
    String words = text.apply(tap);
    canvas.meaning("tap " + index(tap) + ": " + words);
    canvas.fill(x, y, cell, cell, colour);
    canvas.meaning("");
    canvas.edge(x, y, cell, cell, Colour.PAPER, 1, false);
    double size = Math.min(13, (cell - 4) / (Canvas.DIGIT * words.length()));
    if (size >= LEAST_TEXT && cell >= 12) {
      canvas.text(words, x + cell / 2, y + cell / 2, size, Anchor.MIDDLE, colour.on());
    }
  }

  /** A tap's index on each axis. */
  String index(int tap) {
    return index(tap, extents);
  }

  /** A tap's index on each axis. */
  static String index(int tap, List<Integer> extents) {
    Integer[] index = new Integer[extents.size()];
    int rest = tap;
    for (int a = index.length - 1; a >= 0; a--) {
      index[a] = rest % extents.get(a);
      rest /= extents.get(a);
    }
    return Brief.index(List.of(index));
  }
}
