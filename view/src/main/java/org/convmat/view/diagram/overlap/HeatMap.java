package org.convmat.view.diagram.overlap;

import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import org.convmat.view.diagram.Brief;
import org.convmat.view.diagram.Canvas;
import org.convmat.view.diagram.Canvas.Anchor;
import org.convmat.view.diagram.Colour;

/**
 * A table of numbers as colours, with the numbers in it where there is room, the positions beside
 * it and the scale below.
 */
final class HeatMap {

  private static final double TEXT = 11;
  private static final double SCALE = 14;
  private static final int SWATCHES = 6;

  private final Excerpt lines;
  private final Excerpt columns;
  private final ToDoubleBiFunction<Integer, Integer> value;
  private final TreeSet<Double> values = new TreeSet<>();
  private final double cell;
  private final double widestText;

  /** Numbers by line and column, cells of a given size. */
  HeatMap(Excerpt lines, Excerpt columns, double cell, ToDoubleBiFunction<Integer, Integer> value) {
    this.lines = lines;
    this.columns = columns;
    this.cell = cell;
    this.value = value;
    double widest = 0;
    for (int line : lines.positions()) {
      for (int column : columns.positions()) {
        if (line != Excerpt.GAP && column != Excerpt.GAP) {
          double number = value.applyAsDouble(line, column);
          values.add(number);
          widest = Math.max(widest, Canvas.width(Brief.number(number), 1));
        }
      }
    }
    this.widestText = widest;
  }

  double width() {
    return names() + columns.positions().size() * cell;
  }

  /** Room for the names of the lines. */
  private double names() {
    int last = lines.positions().get(lines.positions().size() - 1);
    return Canvas.width(Integer.toString(last), TEXT) + 8;
  }

  double height() {
    return TEXT + 8 + lines.positions().size() * cell + 16 + SCALE;
  }

  void draw(Canvas canvas, double left, double top) {
    Heat heat = new Heat(values.first(), values.last());
    double x0 = left + names();
    double y0 = top + TEXT + 8;
    double size = Math.min(13, (cell - 4) / widestText);
    for (int l = 0; l < lines.positions().size(); l++) {
      for (int c = 0; c < columns.positions().size(); c++) {
        int line = lines.positions().get(l);
        int column = columns.positions().get(c);
        if (line != Excerpt.GAP && column != Excerpt.GAP) {
          double number = value.applyAsDouble(line, column);
          canvas.meaning(line + "," + column + ": " + Brief.number(number));
          Colour colour = heat.colour(number);
          canvas.fill(x0 + c * cell, y0 + l * cell, cell, cell, colour);
          canvas.meaning("");
          if (size >= 7) {
            canvas.text(
                Brief.number(number),
                x0 + (c + 0.5) * cell,
                y0 + (l + 0.5) * cell,
                size,
                Anchor.MIDDLE,
                colour.on());
          }
        }
      }
    }
    names(canvas, x0, y0);
    scale(canvas, heat, x0, y0 + lines.positions().size() * cell + 16);
  }

  private void names(Canvas canvas, double x0, double y0) {
    int every = (int) Math.ceil((TEXT + 4) / cell);
    for (int l = 0; l < lines.positions().size(); l += every) {
      canvas.text(name(lines, l), x0 - 5, y0 + (l + 0.5) * cell, TEXT, Anchor.END, Colour.QUIET);
    }
    int last = columns.positions().get(columns.positions().size() - 1);
    int apart = (int) Math.ceil((Canvas.width(Integer.toString(last), TEXT) + 6) / cell);
    for (int c = 0; c < columns.positions().size(); c += apart) {
      canvas.text(
          name(columns, c), x0 + (c + 0.5) * cell, y0 - 9, TEXT, Anchor.MIDDLE, Colour.QUIET);
    }
  }

  private static String name(Excerpt excerpt, int place) {
    int position = excerpt.positions().get(place);
    return position == Excerpt.GAP ? ".." : Integer.toString(position);
  }

  /** A swatch for each number; of many the ends, and between them zero or the middle. */
  private double[] shown() {
    double least = values.first();
    double most = values.last();
    return values.size() <= SWATCHES
        ? values.stream().mapToDouble(number -> number).toArray()
        : new double[] {least, least < 0 && most > 0 ? 0 : (least + most) / 2, most};
  }

  private void scale(Canvas canvas, Heat heat, double x0, double y) {
    double x = x0;
    for (double number : shown()) {
      canvas.fill(x, y, SCALE, SCALE, heat.colour(number));
      canvas.edge(x, y, SCALE, SCALE, Colour.LINE, 1, false);
      String text = Brief.number(number);
      canvas.text(text, x + SCALE + 4, y + SCALE / 2, TEXT, Anchor.START, Colour.TEXT);
      x += swatch(number);
    }
  }

  private static double swatch(double number) {
    return SCALE + 16 + Canvas.width(Brief.number(number), TEXT);
  }

  /** The width of the scale, which may be the widest part. */
  double scaleWidth() {
    double width = names();
    for (double number : shown()) {
      width += swatch(number);
    }
    return width;
  }
}
