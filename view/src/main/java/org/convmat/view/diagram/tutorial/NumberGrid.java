package org.convmat.view.diagram.tutorial;

import java.util.function.IntFunction;
import org.convmat.core.tensor.Tensor;
import org.convmat.view.diagram.Brief;
import org.convmat.view.diagram.Canvas;
import org.convmat.view.diagram.Canvas.Anchor;
import org.convmat.view.diagram.Colour;
import org.convmat.view.diagram.Figure;

/** An array of rank 2 as a table of cells. */
record NumberGrid(String name, Tensor array, IntFunction<Colour> colours) {

  private static final int CELL = 40;
  private static final int MARGIN = 2;

  Figure figure() {
    int lines = array.shape().extent(0);
    int columns = array.shape().extent(1);
    return new Figure(
        columns * CELL + 2 * MARGIN,
        lines * CELL + 2 * MARGIN,
        name,
        name + ", " + lines + " by " + columns + ": " + words(),
        this::draw);
  }

  private String words() {
    StringBuilder words = new StringBuilder();
    int columns = array.shape().extent(1);
    for (int i = 0; i < array.shape().size(); i++) {
      words.append(i == 0 ? "" : i % columns == 0 ? "; " : ", ");
      words.append(Brief.number(array.elements().get(i)));
    }
    return words.toString();
  }

  private void draw(Canvas canvas) {
    int columns = array.shape().extent(1);
    for (int i = 0; i < array.shape().size(); i++) {
      int line = i / columns;
      double x = MARGIN + CELL * (i % columns);
      double y = MARGIN + CELL * line;
      canvas.fill(x, y, CELL, CELL, colours.apply(i));
      canvas.edge(x, y, CELL, CELL, Colour.PAPER, 1, false);
      canvas.text(
          Brief.number(array.elements().get(i)),
          x + CELL / 2.0,
          y + CELL / 2.0,
          14,
          Anchor.MIDDLE,
          colours.apply(i).on());
    }
  }
}
