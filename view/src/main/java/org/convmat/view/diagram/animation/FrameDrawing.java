package org.convmat.view.diagram.animation;

import java.util.List;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Side;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.view.Palette;
import org.convmat.view.diagram.Brief;
import org.convmat.view.diagram.Canvas;
import org.convmat.view.diagram.Canvas.Anchor;
import org.convmat.view.diagram.Colour;

/** One step: the input on the left, the output on the right, the kernel's taps where they lie. */
final class FrameDrawing {

  private static final double MARGIN = 12;
  private static final double GAP = 40;
  private static final double TEXT = 12;
  private static final double HEAD = MARGIN + 2 * (TEXT + 8);
  private static final double ROOM = 1100;
  private static final Colour STRONG = Colour.TEXT;

  private final Animation animation;
  private final int frame;
  private final boolean inputMoves;
  private final double cell;

  FrameDrawing(Animation animation, int frame) {
    this.animation = animation;
    this.frame = frame;
    this.inputMoves = animation.view() == View.SCATTER;
    int across = movingColumns() + stillColumns();
    this.cell = Math.max(7, Math.min(28, Math.floor(ROOM / across)));
  }

  int width() {
    double panels = (movingColumns() + stillColumns()) * cell + GAP;
    double words = Canvas.width(animation.title(), TEXT) * 0.86;
    return (int) Math.ceil(Math.max(panels, words) + 2 * MARGIN);
  }

  int height() {
    int lines = Math.max(movingLines(), stillLines());
    return (int) Math.ceil(HEAD + lines * cell + TEXT + 2 * MARGIN);
  }

  private int movingLines() {
    return lineExtent(animation.moving());
  }

  private int movingColumns() {
    return animation.moving().extent(lastAxis());
  }

  private int lineExtent(Side side) {
    List<ConvolutionAxis> axes = animation.geometry().axes();
    return axes.size() == 1 ? 1 : side.extent(axes.get(0));
  }

  private ConvolutionAxis lastAxis() {
    List<ConvolutionAxis> axes = animation.geometry().axes();
    return axes.get(axes.size() - 1);
  }

  private int stillLines() {
    return animation.scenes().size() == 1 ? 1 : animation.scenes().get(0).places();
  }

  private int stillColumns() {
    return lastScene().places();
  }

  private AxisScene lastScene() {
    return animation.scenes().get(animation.scenes().size() - 1);
  }

  void draw(Canvas canvas) {
    canvas.text(animation.title(), MARGIN, MARGIN + TEXT / 2, TEXT, Anchor.START, Colour.TEXT);
    double inputWidth = (inputMoves ? movingColumns() : stillColumns()) * cell;
    double right = MARGIN + inputWidth + GAP;
    double y = HEAD - TEXT / 2 - 4;
    boolean transposed = animation.transposed();
    canvas.text("input " + size(Side.input(transposed)), MARGIN, y, TEXT, Anchor.START, QUIET);
    canvas.text("output " + size(Side.output(transposed)), right, y, TEXT, Anchor.START, QUIET);
    drawMoving(canvas, inputMoves ? MARGIN : right);
    drawStill(canvas, inputMoves ? right : MARGIN);
    arrow(canvas, MARGIN + inputWidth + GAP / 2);
    canvas.text(
        animation.caption(frame),
        MARGIN,
        height() - MARGIN - TEXT / 2,
        TEXT,
        Anchor.START,
        Colour.TEXT);
  }

  private static final Colour QUIET = Colour.QUIET;

  private String size(Side side) {
    return Brief.extents(animation.geometry().axes().stream().map(side::extent).toList());
  }

  private void arrow(Canvas canvas, double x) {
    double y = HEAD + Math.min(movingLines(), stillLines()) * cell / 2;
    canvas.line(x - 9, y, x + 9, y, QUIET, 1.5);
    canvas.line(x + 4, y - 4, x + 9, y, QUIET, 1.5);
    canvas.line(x + 4, y + 4, x + 9, y, QUIET, 1.5);
  }

  /** The side that is walked over: where the walk is, and what it has done. */
  private void drawMoving(Canvas canvas, double left) {
    for (int line = 0; line < movingLines(); line++) {
      for (int column = 0; column < movingColumns(); column++) {
        int index = line * movingColumns() + column;
        double x = left + column * cell;
        double y = HEAD + line * cell;
        box(canvas, x, y, inputMoves ? Colour.INPUT : outputColour(index), false);
        String text = inputMoves ? animation.inputText(index) : animation.outputText(frame, index);
        write(canvas, text, x, y, Colour.TEXT);
      }
    }
    Cell at = animation.cell(frame);
    int line = at.position().size() == 1 ? 0 : at.position().get(0);
    int column = at.position().get(at.position().size() - 1);
    canvas.edge(
        left + column * cell + 1, HEAD + line * cell + 1, cell - 2, cell - 2, STRONG, 2.5, false);
  }

  /** The side over which the kernel lies. */
  private void drawStill(Canvas canvas, double left) {
    Cell at = animation.cell(frame);
    for (int line = 0; line < stillLines(); line++) {
      for (int column = 0; column < stillColumns(); column++) {
        place(canvas, at, line, column, left + column * cell, HEAD + line * cell);
      }
    }
  }

  private void place(Canvas canvas, Cell at, int line, int column, double x, double y) {
    boolean flat = animation.scenes().size() == 1;
    AxisScene lines = animation.scenes().get(0);
    int cellLine = flat ? 0 : lines.cell(line);
    int cellColumn = lastScene().cell(column);
    boolean real = cellLine >= 0 && cellColumn >= 0;
    int tapLine = flat ? 0 : lines.tap(at.position().get(0), line);
    int tapColumn = lastScene().tap(at.position().get(at.position().size() - 1), column);
    boolean covered = tapLine >= 0 && tapColumn >= 0;
    Side still = animation.moving() == Side.GRID ? Side.IMAGE : Side.GRID;
    int index = cellLine * still.extent(lastAxis()) + cellColumn;
    int tap = tapLine * lastAxis().kernel() + tapColumn;
    Colour colour = Colour.of(Palette.tap(Math.max(0, tap)));
    if (real) {
      Colour idle = inputMoves ? outputColour(index) : Colour.INPUT;
      box(canvas, x, y, covered ? colour : idle, false);
      String text = inputMoves ? animation.outputText(frame, index) : animation.inputText(index);
      boolean numbers = !text.isEmpty();
      write(
          canvas,
          numbers || !covered ? text : animation.tapText(tap),
          x,
          y,
          covered ? colour.on() : Colour.TEXT);
      if (numbers && covered && cell >= 22) {
        canvas.text(animation.tapText(tap), x + cell - 2, y + cell - 5, 7, Anchor.END, colour.on());
      }
    } else {
      box(canvas, x, y, Colour.PAPER, true);
      if (covered) {
        canvas.edge(x + 2, y + 2, cell - 4, cell - 4, colour, 2, false);
      }
    }
  }

  private Colour outputColour(int index) {
    return animation.written(frame, index) ? Colour.OUTPUT : Colour.EMPTY;
  }

  private void box(Canvas canvas, double x, double y, Colour colour, boolean ghost) {
    canvas.fill(x, y, cell, cell, colour);
    canvas.edge(x, y, cell, cell, ghost ? Colour.LINE : Colour.QUIET, ghost ? 0.5 : 1, ghost);
  }

  private void write(Canvas canvas, String text, double x, double y, Colour colour) {
    double size = Math.min(12, (cell - 3) / (Canvas.DIGIT * Math.max(1, text.length())));
    if (!text.isEmpty() && size >= 6) {
      canvas.text(text, x + cell / 2, y + cell / 2, size, Anchor.MIDDLE, colour);
    }
  }
}
