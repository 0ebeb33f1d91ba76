package org.convmat.view.resample;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.convmat.core.Convolution;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.kernel.AxisKernel;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/**
 * All steps of a tile. A separable kernel goes along one axis after the other, the other along both
 * at once. Up: product with C<sup>T</sup>, then pick; down: spread, then product with C.
 * Thread-safe.
 */
final class TileSteps implements AutoCloseable {

  private final Bind bind;
  private final int channels;
  private final Shape input;
  private final ElementType type;
  private final List<TileStep> steps = new ArrayList<>();

  /**
   * Prepares the steps.
   *
   * @param channels planes that are scaled alike
   * @param input rows and columns of a tile of the picture
   * @param type of the elements
   */
  private TileSteps(Bind bind, int channels, Shape input, ElementType type) {
    this.bind = bind;
    this.channels = channels;
    this.input = Shape.of(channels, 1, input.extent(0), input.extent(1));
    this.type = type;
  }

  /** A separable kernel. */
  static TileSteps separable(Bind bind, int channels, AxisTiles rows, AxisTiles columns) {
    Shape input = Shape.of(rows.inputCells(), columns.inputCells());
    ElementType type =
        bind.type(along(rows, true, columns.inputCells(), ElementType.FLOAT), channels);
    TileSteps steps = new TileSteps(bind, channels, input, type);
    if (rows.way() == Resampling.UP) {
      steps.axis(rows, true);
      steps.axis(columns, false);
    } else {
      steps.axis(columns, false);
      steps.axis(rows, true);
    }
    return steps;
  }

  /** One axis alone: {@code tiles} rows at once. */
  static TileSteps single(Bind bind, int tiles, AxisTiles axis) {
    TileSteps steps =
        new TileSteps(bind, tiles, Shape.of(1, axis.inputCells()), ElementType.DOUBLE);
    steps.axis(axis, false);
    return steps;
  }

  /** A kernel of both axes at once. */
  static TileSteps joint(
      Bind bind, int channels, AxisTiles rows, AxisTiles columns, double[] taps) {
    Shape input = Shape.of(rows.inputCells(), columns.inputCells());
    ElementType type = bind.type(joint(rows, columns, taps, ElementType.FLOAT), channels);
    TileSteps steps = new TileSteps(bind, channels, input, type);
    Convolution both = joint(rows, columns, taps, type);
    if (rows.way() == Resampling.UP) {
      steps.product(both, true);
      steps.pick(rows.step(), columns.step());
    } else {
      steps.spread(rows.step(), columns.step());
      steps.product(both, false);
    }
    return steps;
  }

  private void axis(AxisTiles axis, boolean vertical) {
    int down = vertical ? axis.step() : 1;
    int right = vertical ? 1 : axis.step();
    int across = current().extent(vertical ? 3 : 2);
    boolean up = axis.way() == Resampling.UP;
    if (!up) {
      spread(down, right);
    }
    product(along(axis, vertical, across, type), up);
    if (up) {
      pick(down, right);
    }
  }

  private void product(Convolution convolution, boolean transposed) {
    steps.add(new TileStep.Product(bind.bind(convolution), transposed, channels));
  }

  private void pick(int down, int right) {
    if (down * right > 1) {
      Shape made = current();
      steps.add(
          new TileStep.Pick(
              Shape.of(channels, 1, made.extent(2) / down, made.extent(3) / right), down, right));
    }
  }

  private void spread(int down, int right) {
    if (down * right > 1) {
      Shape read = current();
      steps.add(
          new TileStep.Spread(
              Shape.of(channels, 1, read.extent(2) * down, read.extent(3) * right), down, right));
    }
  }

  private Shape current() {
    return steps.isEmpty() ? input : steps.get(steps.size() - 1).result();
  }

  /** The convolution of a tile along one axis. */
  private static Convolution along(AxisTiles axis, boolean vertical, int across, ElementType type) {
    AxisKernel kernel = axis.kernel();
    Ends none = new Ends(0, 0);
    int size = kernel.size();
    return vertical
        ? convolution(
            weights(kernel.taps(), type, size, 1),
            new int[] {axis.stride(), 1},
            ImmutableList.of(axis.padding(), none),
            axis.image(),
            across)
        : convolution(
            weights(kernel.taps(), type, 1, size),
            new int[] {1, axis.stride()},
            ImmutableList.of(none, axis.padding()),
            across,
            axis.image());
  }

  private static Convolution joint(
      AxisTiles rows, AxisTiles columns, double[] taps, ElementType type) {
    return convolution(
        weights(taps, type, rows.kernel().size(), columns.kernel().size()),
        new int[] {rows.stride(), columns.stride()},
        ImmutableList.of(rows.padding(), columns.padding()),
        rows.image(),
        columns.image());
  }

  private static Tensor weights(double[] taps, ElementType type, int rows, int columns) {
    return Tensor.wrap(Elements.of(taps).as(type), Shape.of(1, 1, rows, columns));
  }

  private static Convolution convolution(
      Tensor weights, int[] stride, List<Ends> padding, int rows, int columns) {
    return Convolution.of(weights)
        .stride(stride)
        .padding(new Padding.Explicit(padding))
        .forImage(rows, columns);
  }

  /** Arrays for one thread: the input of the first step and the result of each. */
  Tensor[] buffers() {
    Tensor[] buffers = new Tensor[steps.size() + 1];
    buffers[0] = Tensor.zeros(type, input);
    for (int n = 0; n < steps.size(); n++) {
      buffers[n + 1] = Tensor.zeros(type, steps.get(n).result());
    }
    return buffers;
  }

  /** Bytes of {@link #buffers}. */
  double bufferBytes() {
    double cells = input.size();
    for (TileStep step : steps) {
      cells += step.result().size();
    }
    return cells * type.bytes();
  }

  /** Takes the first buffer through all steps. */
  Tensor run(Tensor[] buffers) {
    for (int n = 0; n < steps.size(); n++) {
      steps.get(n).apply(buffers[n], buffers[n + 1]);
    }
    return buffers[steps.size()];
  }

  @Override
  public void close() {
    steps.forEach(TileStep::close);
  }
}
