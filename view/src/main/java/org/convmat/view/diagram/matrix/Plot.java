package org.convmat.view.diagram.matrix;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.convmat.core.explain.Side;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.core.matrix.VectorOrder;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.view.Palette;
import org.convmat.view.diagram.Brief;
import org.convmat.view.diagram.Canvas;
import org.convmat.view.diagram.Canvas.Anchor;
import org.convmat.view.diagram.Colour;

/**
 * The square of a picture that has the matrix in it: its cells, or blocks of cells as pixels, with
 * the names of rows and columns on its left and top.
 */
final class Plot {

  private static final double LARGEST_CELL = 40;
  private static final double LEAST_CELL = 9;
  private static final long MOST_CELLS = 20_000;
  private static final double LEAST_SIDE = 48;
  private static final double LEAST_SIDE_OF_PIXELS = 240;
  private static final double CELL_WITH_LINES = 4;
  static final double LABEL = 11;

  private final ConvolutionMatrix matrix;
  private final Entries entries;
  private final boolean transposed;
  private final Labels rows;
  private final Labels columns;
  private final double width;
  private final double height;

  Plot(
      ConvolutionMatrix matrix,
      boolean transposed,
      VectorOrder order,
      double widest,
      double highest) {
    this.matrix = matrix;
    this.transposed = transposed;
    this.entries = new Entries(matrix.geometry(), order);
    Labels grid = new Labels(matrix.geometry(), Side.GRID, order);
    Labels image = new Labels(matrix.geometry(), Side.IMAGE, order);
    this.rows = transposed ? image : grid;
    this.columns = transposed ? grid : image;
    double cell =
        Math.min(LARGEST_CELL, Math.min(widest / columns.count(), highest / rows.count()));
    double whole = cell >= 1 ? Math.floor(cell) : cell;
    double least = cell >= 1 ? LEAST_SIDE : LEAST_SIDE_OF_PIXELS;
    this.width = Math.floor(Math.min(widest, Math.max(least, columns.count() * whole)));
    this.height = Math.floor(Math.min(highest, Math.max(least, rows.count() * whole)));
  }

  Labels rows() {
    return rows;
  }

  Labels columns() {
    return columns;
  }

  double width() {
    return width;
  }

  double height() {
    return height;
  }

  private double cellWidth() {
    return width / columns.count();
  }

  private double cellHeight() {
    return height / rows.count();
  }

  /** Whether each cell of the matrix is a shape of its own. */
  boolean singly() {
    return Math.min(cellWidth(), cellHeight()) >= LEAST_CELL
        && rows.count() * columns.count() <= MOST_CELLS;
  }

  /** How many cells one pixel stands for, in words; empty if none does for more than one. */
  String share() {
    long across = (long) Math.ceil(1 / cellWidth());
    long down = (long) Math.ceil(1 / cellHeight());
    return across <= 1 && down <= 1
        ? ""
        : String.format(
            Locale.ROOT,
            "a pixel stands for up to %d x %d cells and shows the tap with most entries in it",
            down,
            across);
  }

  void draw(Canvas canvas, double left, double top) {
    if (singly()) {
      canvas.fill(left, top, width, height, Colour.EMPTY);
      cells().values().forEach(cell -> cell(canvas, left, top, cell));
      cellLines(canvas, left, top);
    } else {
      pixels(canvas, left, top);
    }
    blockLines(canvas, left, top);
    canvas.edge(left, top, width, height, Colour.QUIET, 1, false);
    rowNames(canvas, left, top);
    columnNames(canvas, left, top);
  }

  private void pixels(Canvas canvas, double left, double top) {
    long down = transposed ? columns.count() : rows.count();
    long across = transposed ? rows.count() : columns.count();
    double high = transposed ? width : height;
    double wide = transposed ? height : width;
    int taps = (int) matrix.geometry().tapCount();
    BufferedImage image =
        Coverage.of(
                entries,
                down,
                across,
                (int) Math.min(across, (long) wide),
                (int) Math.min(down, (long) high),
                taps)
            .image(transposed);
    canvas.image(image, left, top, width, height);
  }

  /** A tap in a cell of the picture, with its weight. */
  private record Entry(long row, long column, int tap, double weight) {}

  /** The cells that have entries; where a boundary folds taps together, several in one. */
  private Map<Long, List<Entry>> cells() {
    Map<Long, List<Entry>> cells = new LinkedHashMap<>();
    entries.visit(
        (row, column, tap, weight) -> {
          long line = transposed ? column : row;
          long place = transposed ? row : column;
          Entry entry = new Entry(line, place, tap, matrix.weights().get(weight));
          cells
              .computeIfAbsent(line * columns.count() + place, unused -> new ArrayList<>())
              .add(entry);
        });
    return cells;
  }

  /** A cell, in as many stripes as it has entries; its number is their sum. */
  private void cell(Canvas canvas, double left, double top, List<Entry> entries) {
    long row = entries.get(0).row();
    long column = entries.get(0).column();
    double x = left + column * cellWidth();
    double y = top + row * cellHeight();
    double stripe = cellWidth() / entries.size();
    for (int e = 0; e < entries.size(); e++) {
      canvas.meaning(meaning(entries.get(e)));
      Colour colour = Colour.of(Palette.tap(entries.get(e).tap()));
      canvas.fill(x + e * stripe, y, stripe, cellHeight(), colour);
    }
    canvas.meaning("");
    String number = Brief.number(entries.stream().mapToDouble(Entry::weight).sum());
    double size = Math.min(14, (cellWidth() - 4) / (Canvas.DIGIT * number.length()));
    if (size >= 8 && cellHeight() >= size + 2) {
      Colour colour = Colour.of(Palette.tap(entries.get(entries.size() / 2).tap())).on();
      canvas.text(number, x + cellWidth() / 2, y + cellHeight() / 2, size, Anchor.MIDDLE, colour);
    }
  }

  private String meaning(Entry entry) {
    return String.format(
        Locale.ROOT,
        "row %d (%s), column %d (%s): tap %s, weight %s",
        entry.row(),
        rows.text(entry.row()),
        entry.column(),
        columns.text(entry.column()),
        KernelKey.index(entry.tap(), kernel()),
        Brief.number(entry.weight()));
  }

  List<Integer> kernel() {
    return matrix.geometry().axes().stream().map(ConvolutionAxis::kernel).toList();
  }

  private void cellLines(Canvas canvas, double left, double top) {
    everyRow(canvas, left, top, 1, Colour.PAPER);
    everyColumn(canvas, left, top, 1, Colour.PAPER);
  }

  /** Between the lines of an image; not where they would cover entries. */
  private void blockLines(Canvas canvas, double left, double top) {
    if (Math.min(cellWidth(), cellHeight()) >= CELL_WITH_LINES) {
      everyRow(canvas, left, top, rows.blocks().get(1), singly() ? Colour.QUIET : Colour.LINE);
      everyColumn(
          canvas, left, top, columns.blocks().get(1), singly() ? Colour.QUIET : Colour.LINE);
    }
  }

  private void everyRow(Canvas canvas, double left, double top, long step, Colour colour) {
    for (long row = step; row < rows.count(); row += step) {
      double y = top + row * cellHeight();
      canvas.line(left, y, left + width, y, colour, 1);
    }
  }

  private void everyColumn(Canvas canvas, double left, double top, long step, Colour colour) {
    for (long column = step; column < columns.count(); column += step) {
      double x = left + column * cellWidth();
      canvas.line(x, top, x, top + height, colour, 1);
    }
  }

  private void rowNames(Canvas canvas, double left, double top) {
    double room = cellHeight() >= LABEL + 3 ? LABEL + 3 : 3 * LABEL;
    long step = rows.step(room / cellHeight());
    for (long row = 0; row < rows.count(); row += step) {
      double y = top + (row + (step == 1 ? 0.5 : 0)) * cellHeight();
      canvas.line(left - 4, y, left, y, Colour.QUIET, 1);
      canvas.text(rows.text(row), left - 6, y, LABEL, Anchor.END, Colour.TEXT);
    }
  }

  /** Upright where there is room, else turned. */
  private void columnNames(Canvas canvas, double left, double top) {
    boolean upright = upright();
    double room = upright ? columnNameWidth() + 8 : LABEL + 3;
    long step = columns.step(room / cellWidth());
    for (long column = 0; column < columns.count(); column += step) {
      double x = left + (column + (step == 1 ? 0.5 : 0)) * cellWidth();
      canvas.line(x, top - 4, x, top, Colour.QUIET, 1);
      String text = columns.text(column);
      if (upright) {
        canvas.text(text, x, top - 11, LABEL, Anchor.MIDDLE, Colour.TEXT);
      } else {
        canvas.upwards(text, x, top - 6, LABEL, Anchor.START, Colour.TEXT);
      }
    }
  }

  /** Whether each column has room for its name beside that of the next, or none will have. */
  private boolean upright() {
    return columnNameWidth() + 4 <= cellWidth() || cellWidth() < LABEL + 3;
  }

  private double columnNameWidth() {
    return Canvas.width(columns.text(columns.count() - 1), LABEL);
  }

  double rowNameWidth() {
    return Canvas.width(rows.text(rows.count() - 1), LABEL) + 6;
  }

  double columnNameHeight() {
    return upright() ? LABEL + 8 : columnNameWidth() + 8;
  }
}
