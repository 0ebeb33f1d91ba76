package org.convmat.view.diagram.overlap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Contribution;
import org.convmat.core.explain.Overlap;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.view.diagram.Brief;
import org.convmat.view.diagram.Canvas;
import org.convmat.view.diagram.Canvas.Anchor;
import org.convmat.view.diagram.Colour;
import org.convmat.view.diagram.Figure;

/**
 * How many terms reach each cell of a transposed convolution's result and, with weights, what they
 * add up to. One or two axes; of large results the begin and the end of each axis are shown.
 */
public final class OverlapPicture {

  private static final double MARGIN = 16;
  private static final double TITLE = 16;
  private static final double TEXT = 12;
  private static final double ROOM = 900;
  private static final double LARGEST = 32;
  private static final double SMALLEST = 7;
  private static final int MOST = (int) (ROOM / SMALLEST);

  private final Overlap overlap;
  private final int channel;
  private final Excerpt lines;
  private final Excerpt columns;
  private final List<HeatMap> maps = new ArrayList<>();
  private final List<String> headings = new ArrayList<>();

  private OverlapPicture(Overlap overlap, int channel) {
    this.overlap = overlap;
    this.channel = channel;
    List<ConvolutionAxis> axes = overlap.geometry().axes();
    if (axes.size() > 2) {
      throw new InvalidInputException(
          "a picture of the overlap shows one or two axes; this layer has %d", axes.size());
    }
    int panels = overlap.weighted() ? 2 : 1;
    int most = MOST / panels;
    this.lines = Excerpt.of(axes.size() == 1 ? 1 : axes.get(0).image(), most);
    this.columns = Excerpt.of(axes.get(axes.size() - 1).image(), most);
    int longest = Math.max(lines.positions().size(), columns.positions().size());
    double cell = Math.max(SMALLEST, Math.min(LARGEST, Math.floor(ROOM / panels / longest)));
    add("terms that reach each cell", cell, Contribution::terms);
    if (overlap.weighted()) {
      add("the sum of their weights", cell, Contribution::sum);
    }
  }

  private void add(String heading, double cell, ToDoubleFunction<Contribution> number) {
    headings.add(heading);
    maps.add(
        new HeatMap(
            lines,
            columns,
            cell,
            (line, column) -> number.applyAsDouble(at(overlap, channel, line, column))));
  }

  private static Contribution at(Overlap overlap, int channel, int line, int column) {
    boolean flat = overlap.geometry().axes().size() == 1;
    return overlap.at(new Cell(channel, flat ? List.of(column) : List.of(line, column)));
  }

  /**
   * The picture of a channel.
   *
   * @throws InvalidInputException if there are more than two axes
   */
  public static Figure of(Overlap overlap, int channel) {
    OverlapPicture picture = new OverlapPicture(overlap, channel);
    return new Figure(
        (int) Math.ceil(picture.width()),
        (int) Math.ceil(picture.height()),
        picture.title(),
        picture.description(),
        picture::draw);
  }

  private double width() {
    double maps = this.maps.stream().mapToDouble(map -> panelWidth(map) + 2 * MARGIN).sum();
    return Math.max(maps, Canvas.width(title(), TITLE) * 0.9 + 2 * MARGIN);
  }

  private double panelWidth(HeatMap map) {
    double heading = Canvas.width(headings.get(maps.indexOf(map)), TEXT) * 0.9;
    return Math.max(heading, Math.max(map.width(), map.scaleWidth()));
  }

  private double height() {
    double note = note().isEmpty() ? 0 : TEXT + 10;
    return MARGIN + TITLE + 14 + TEXT + 8 + maps.get(0).height() + note + MARGIN;
  }

  private String title() {
    List<ConvolutionAxis> axes = overlap.geometry().axes();
    return String.format(
        Locale.ROOT,
        "overlap: kernel %s, stride %s, output %s",
        Brief.extents(axes.stream().map(ConvolutionAxis::kernel).toList()),
        Brief.extents(axes.stream().map(ConvolutionAxis::stride).toList()),
        Brief.extents(axes.stream().map(ConvolutionAxis::image).toList()));
  }

  private String note() {
    return lines.cut() || columns.cut() ? "the middle of long axes is left out" : "";
  }

  private String description() {
    return String.format(
        Locale.ROOT,
        "How many terms reach each output cell. In the interior the least is %s of the most.",
        Brief.number(overlap.uniformity()));
  }

  private void draw(Canvas canvas) {
    canvas.text(title(), MARGIN, MARGIN + TITLE / 2, TITLE, Anchor.START, Colour.TEXT);
    double x = MARGIN;
    double y = MARGIN + TITLE + 14;
    for (int m = 0; m < maps.size(); m++) {
      canvas.text(headings.get(m), x, y + TEXT / 2, TEXT, Anchor.START, Colour.QUIET);
      maps.get(m).draw(canvas, x, y + TEXT + 8);
      x += panelWidth(maps.get(m)) + 2 * MARGIN;
    }
    canvas.text(note(), MARGIN, height() - MARGIN - TEXT / 2, TEXT, Anchor.START, Colour.QUIET);
  }
}
