package org.convmat.view.diagram.matrix;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Boundary;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.core.matrix.VectorOrder;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.view.diagram.Brief;
import org.convmat.view.diagram.Canvas;
import org.convmat.view.diagram.Canvas.Anchor;
import org.convmat.view.diagram.Colour;
import org.convmat.view.diagram.Figure;

/**
 * The structure of a convolution matrix: every entry in the colour of the kernel tap that made it,
 * named rows and columns, and the kernel as a legend. Small matrices have their numbers in the
 * cells; of large ones each pixel stands for a block of cells, and no entry vanishes. The matrix
 * itself is never built.
 */
public final class MatrixPicture {

  /** What a picture may measure if nobody says. */
  public static final int WIDTH = 1200;

  /** What a picture may measure if nobody says. */
  public static final int HEIGHT = 1000;

  private static final double MARGIN = 16;
  private static final double TITLE = 18;
  private static final double TEXT = 12;
  private static final double LEAST_PLOT = 64;
  private static final double KEY = 560;

  private final ConvolutionMatrix matrix;
  private final boolean transposed;
  private final Plot plot;
  private final KernelKey key;
  private final double left;
  private final double top;

  private MatrixPicture(
      ConvolutionMatrix matrix, boolean transposed, VectorOrder order, int width, int height) {
    this.matrix = matrix;
    this.transposed = transposed;
    Plot trial = new Plot(matrix, transposed, order, width, height);
    this.key =
        KernelKey.fitting(trial.kernel(), keyText(matrix), Math.min(KEY, width - 2 * MARGIN));
    this.left = MARGIN + TEXT + 10 + trial.rowNameWidth();
    double names = Canvas.width(trial.columns().text(trial.columns().count() - 1), Plot.LABEL) + 8;
    double above = MARGIN + TITLE + 12 + TEXT + 10;
    double across = width - left - MARGIN;
    double down = height - above - names - below();
    if (across < LEAST_PLOT || down < LEAST_PLOT) {
      throw new InvalidInputException(
          "a picture of %d x %d leaves no room for the matrix; this one needs at least %d x %d",
          width,
          height,
          (long) Math.ceil(left + MARGIN + LEAST_PLOT),
          (long) Math.ceil(above + names + below() + LEAST_PLOT));
    }
    this.plot = new Plot(matrix, transposed, order, across, down);
    this.top = above + plot.columnNameHeight();
  }

  /** The legend with its heading, and one line more. */
  private double below() {
    return 20 + TEXT + 10 + key.height() + 14 + TEXT + MARGIN;
  }

  /** The matrix, in the order that is the default, no larger than the default size. */
  public static Figure of(ConvolutionMatrix matrix, boolean transposed) {
    return of(matrix, transposed, VectorOrder.C, WIDTH, HEIGHT);
  }

  /**
   * A matrix.
   *
   * @param transposed whether its transpose is drawn
   * @param order how images are vectors
   * @param width what the picture measures at most
   * @param height what the picture measures at most
   * @throws InvalidInputException if the picture is too small, or the matrix has more than
   *     2<sup>32</sup> entries
   */
  public static Figure of(
      ConvolutionMatrix matrix, boolean transposed, VectorOrder order, int width, int height) {
    MatrixPicture picture = new MatrixPicture(matrix, transposed, order, width, height);
    return new Figure(
        (int) Math.ceil(picture.width()),
        (int) Math.ceil(picture.height()),
        picture.title(),
        picture.description(),
        picture::draw);
  }

  private static IntFunction<String> keyText(ConvolutionMatrix matrix) {
    Geometry geometry = matrix.geometry();
    List<Integer> extents = geometry.axes().stream().map(ConvolutionAxis::kernel).toList();
    return geometry.channelPairs() == 1
        ? tap -> Brief.number(matrix.weights().get(tap))
        : tap -> KernelKey.index(tap, extents);
  }

  private double width() {
    double text = Canvas.width(title(), TITLE) * 0.9;
    double note = Canvas.width(note(), TEXT) * 0.85;
    double inner =
        Math.max(left + plot.width(), MARGIN + Math.max(text, Math.max(note, key.width())));
    return Math.max(inner, left + Canvas.width("columns: " + plot.columns().title(), TEXT) * 0.9)
        + MARGIN;
  }

  private double height() {
    return top + plot.height() + below();
  }

  private String title() {
    return String.format(
        Locale.ROOT,
        "%s: %d x %d, %d entries",
        transposed ? "C transposed" : "C",
        plot.rows().count(),
        plot.columns().count(),
        matrix.geometry().entries());
  }

  private String description() {
    return String.format(
        Locale.ROOT,
        "The %s. Its rows are the cells of the %s, its columns those of the %s. Each entry has the colour of the tap of the %s kernel"
            + " that made it. %s",
        transposed ? "transposed convolution matrix" : "convolution matrix",
        plot.rows().title(),
        plot.columns().title(),
        Brief.extents(plot.kernel()),
        note());
  }

  private String note() {
    return matrix.geometry().boundary() != Boundary.ZERO
        ? (plot.share() + "; boundary " + matrix.geometry().boundary()).replaceFirst("^; ", "")
        : plot.share();
  }

  private String heading() {
    String shape = "kernel " + Brief.extents(plot.kernel());
    String what =
        matrix.geometry().channelPairs() == 1
            ? ": the weight of each tap"
            : ": the index of each tap; " + matrix.geometry().channelPairs() + " pairs of channels";
    return shape + what + (key.cut() ? " (those that have room)" : "");
  }

  private void draw(Canvas canvas) {
    canvas.text(title(), MARGIN, MARGIN + TITLE / 2, TITLE, Anchor.START, Colour.TEXT);
    plot.draw(canvas, left, top);
    double above = top - plot.columnNameHeight() - TEXT / 2 - 4;
    canvas.text(
        "columns: " + plot.columns().title(), left, above, TEXT, Anchor.START, Colour.QUIET);
    double beside = left - plot.rowNameWidth() - TEXT / 2 - 4;
    canvas.upwards(
        "rows: " + plot.rows().title(),
        beside,
        top + plot.height(),
        TEXT,
        Anchor.START,
        Colour.QUIET);
    double y = top + plot.height() + 20 + TEXT / 2;
    canvas.text(heading(), MARGIN, y, TEXT, Anchor.START, Colour.QUIET);
    key.draw(canvas, MARGIN, y + TEXT / 2 + 10);
    canvas.text(
        note(), MARGIN, y + TEXT / 2 + 10 + key.height() + 14, TEXT, Anchor.START, Colour.QUIET);
  }
}
