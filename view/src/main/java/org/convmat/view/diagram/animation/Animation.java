package org.convmat.view.diagram.animation;

import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Explainer;
import org.convmat.core.explain.Link;
import org.convmat.core.explain.Side;
import org.convmat.core.explain.SizeFormula;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Boundary;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.Elements;
import org.convmat.view.diagram.Brief;
import org.convmat.view.diagram.Figure;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a convolution or a transposed convolution, a figure each: one or two axes, one
 * channel, nothing outside the image. Immutable and thread-safe.
 */
public final class Animation {

  /** An animation has no more frames than this. */
  public static final int MOST_FRAMES = 1024;

  /** And neither side has more places along an axis. */
  public static final int MOST_PLACES = 96;

  private final Geometry geometry;
  private final Elements weights;
  private final Explainer explainer;
  private final boolean numbered;
  private final boolean transposed;
  private final View view;
  private final @Nullable Elements input;
  private final List<AxisScene> scenes;

  /** For each output cell the input cells that it reads, ascending, and what each adds to it. */
  private final int[][] sources;

  private final double[][] products;

  /**
   * Of a matrix's geometry, with its weights.
   *
   * @param transposed whether the product is with the transpose
   * @param numbered whether the weights are numbers to show; else taps have their indices
   * @param input the numbers of the input, or null to show none; needs {@code numbered}
   * @throws InvalidInputException if there are more axes or channels, another boundary, or more
   *     steps than an animation shows
   */
  public Animation(
      ConvolutionMatrix matrix,
      boolean transposed,
      View view,
      boolean numbered,
      @Nullable Elements input) {
    this.geometry = matrix.geometry();
    this.weights = matrix.weights();
    this.explainer = new Explainer(matrix, transposed);
    this.numbered = numbered;
    this.transposed = transposed;
    this.view = view;
    this.input = numbered ? input : null;
    requireSimple();
    requireSmall();
    this.scenes = geometry.axes().stream().map(axis -> new AxisScene(axis, moving())).toList();
    int outputs = (int) Side.output(transposed).cells(geometry);
    this.sources = new int[outputs][];
    this.products = new double[outputs][];
    for (int output = 0; output < outputs; output++) {
      List<Link> line = explainer.line(Side.output(transposed).cell(geometry, output));
      sources[output] =
          line.stream().mapToInt(link -> (int) link.index(Side.input(transposed))).toArray();
      products[output] =
          line.stream()
              .mapToDouble(
                  link -> explainer.weight(link) * number(link.index(Side.input(transposed))))
              .toArray();
    }
  }

  /** An input cell's number; 0 where there are none. */
  private double number(long index) {
    return input == null ? 0 : input.get((int) index);
  }

  private void requireSimple() {
    if (geometry.axes().size() > 2 || geometry.weights() != geometry.tapCount()) {
      throw new InvalidInputException(
          "an animation shows one channel on one or two axes; this layer has %d and %d channels on"
              + " %d axes",
          geometry.imageChannels(), geometry.gridChannels(), geometry.axes().size());
    }
    if (geometry.boundary() != Boundary.ZERO) {
      throw new InvalidInputException(
          "an animation knows the boundary zero only, not %s", geometry.boundary());
    }
  }

  private void requireSmall() {
    long frames = moving().cells(geometry);
    long places = 0;
    for (ConvolutionAxis axis : geometry.axes()) {
      places = Math.max(places, AxisScene.places(axis, moving()));
      places = Math.max(places, moving().extent(axis));
    }
    if (frames > MOST_FRAMES || places > MOST_PLACES) {
      throw new InvalidInputException(
          "the animation would have %d frames and up to %d places along an axis; at most %d and %d"
              + " can be followed; give a smaller --input-size",
          frames, places, MOST_FRAMES, MOST_PLACES);
    }
  }

  /** The side that is walked over. */
  Side moving() {
    return view.moving(transposed);
  }

  Geometry geometry() {
    return geometry;
  }

  boolean transposed() {
    return transposed;
  }

  View view() {
    return view;
  }

  List<AxisScene> scenes() {
    return scenes;
  }

  /** Number of steps. */
  public int frames() {
    return (int) moving().cells(geometry);
  }

  /** The cell that a step is about. */
  Cell cell(int frame) {
    return moving().cell(geometry, frame);
  }

  /** A step. */
  public Figure frame(int frame) {
    FrameDrawing drawing = new FrameDrawing(this, frame);
    return new Figure(drawing.width(), drawing.height(), title(), caption(frame), drawing::draw);
  }

  /** The layer in one line. */
  public String title() {
    StringBuilder text = new StringBuilder(transposed ? "transposed convolution" : "convolution");
    text.append(", kernel ").append(each(ConvolutionAxis::kernel));
    text.append(", stride ").append(each(ConvolutionAxis::stride));
    List<SizeFormula> formulas =
        geometry.axes().stream().map(axis -> SizeFormula.of(axis, transposed)).toList();
    text.append(", padding ").append(shortest(formulas.stream().map(Animation::padding).toList()));
    if (geometry.axes().stream().anyMatch(axis -> axis.dilation() > 1)) {
      text.append(", dilation ").append(each(ConvolutionAxis::dilation));
    }
    if (formulas.stream().anyMatch(formula -> formula.outputPadding() > 0)) {
      text.append(", output padding ")
          .append(shortest(formulas.stream().map(f -> "" + f.outputPadding()).toList()));
    }
    return text.toString();
  }

  /** One number where both ends have as much, or where a convolution leaves the end unused. */
  private static String padding(SizeFormula formula) {
    long begin = formula.axis().offset();
    return begin == formula.end() ? "" + begin : begin + ":" + formula.end();
  }

  private String each(ToIntFunction<ConvolutionAxis> number) {
    return shortest(geometry.axes().stream().map(axis -> "" + number.applyAsInt(axis)).toList());
  }

  private static String shortest(List<String> each) {
    return each.stream().distinct().count() == 1 ? each.get(0) : String.join(",", each);
  }

  /** What happens in a step, in words and where there are numbers with them. */
  String caption(int frame) {
    Cell cell = cell(frame);
    List<Link> links = links(frame);
    String name = Brief.index(cell.position());
    if (view == View.SCATTER) {
      String value = input == null ? "" : " (" + Brief.number(input.get(frame)) + ")";
      return String.format(
          Locale.ROOT, "input %s%s goes to %s", name, value, cells("output", links.size()));
    }
    return input == null
        ? String.format(Locale.ROOT, "output %s reads %s", name, cells("input", links.size()))
        : String.format(
            Locale.ROOT, "output %s = %s", name, Brief.number(addedUp(Integer.MAX_VALUE, frame)));
  }

  private static String cells(String side, int count) {
    return count + " " + side + (count == 1 ? " cell" : " cells");
  }

  private List<Link> links(int frame) {
    Cell cell = cell(frame);
    return view == View.GATHER ? explainer.line(cell) : explainer.scatter(cell);
  }

  /** What a tap says: its weight, or its index. */
  String tapText(int tap) {
    return numbered ? Brief.number(weights.get(tap)) : Brief.index(index(tap));
  }

  /** A tap's index on each axis. */
  List<Integer> index(int tap) {
    int last = geometry.axes().get(geometry.axes().size() - 1).kernel();
    return geometry.axes().size() == 1 ? List.of(tap) : List.of(tap / last, tap % last);
  }

  /** What an input cell says; nothing where there are no numbers. */
  String inputText(long index) {
    return input == null ? "" : Brief.number(input.get((int) index));
  }

  /** What an output cell says after a step; nothing where there are no numbers, or none yet. */
  String outputText(int frame, long index) {
    if (input == null || !written(frame, index)) {
      return "";
    }
    int last = view == View.GATHER ? Integer.MAX_VALUE : frame;
    return Brief.number(addedUp(last, (int) index));
  }

  /** What the input cells up to a step have added to an output cell. */
  private double addedUp(int frame, int output) {
    double sum = 0;
    for (int i = 0; i < sources[output].length && sources[output][i] <= frame; i++) {
      sum += products[output][i];
    }
    return sum;
  }

  /** Whether an output cell has been written when a step is over. */
  boolean written(int frame, long index) {
    int[] from = sources[(int) index];
    return view == View.GATHER ? index <= frame : from.length > 0 && from[0] <= frame;
  }
}
