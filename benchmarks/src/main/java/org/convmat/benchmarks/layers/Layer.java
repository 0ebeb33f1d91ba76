package org.convmat.benchmarks.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.convmat.core.Convolution;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;

/** A layer in float, without bias. Immutable. */
public record Layer(
    String name,
    Direction direction,
    int batch,
    int inChannels,
    int outChannels,
    int groups,
    List<Axis> axes) {

  /** A convolution of one image. */
  public static Layer conv(String name, int inChannels, int outChannels, Axis... axes) {
    return new Layer(name, Direction.CONVOLUTION, 1, inChannels, outChannels, 1, List.of(axes));
  }

  /** A transposed convolution of one grid. */
  public static Layer tconv(String name, int inChannels, int outChannels, Axis... axes) {
    return new Layer(name, Direction.TRANSPOSED, 1, inChannels, outChannels, 1, List.of(axes));
  }

  /** This, for a batch. */
  public Layer batch(int value) {
    return new Layer(name, direction, value, inChannels, outChannels, groups, axes);
  }

  /** This, in groups. */
  public Layer groups(int value) {
    return new Layer(name, direction, batch, inChannels, outChannels, value, axes);
  }

  /** Whether it goes from the grid to the image. */
  public boolean transposed() {
    return direction == Direction.TRANSPOSED;
  }

  /** Stride, dilation, padding, output padding and groups. */
  public Parameters parameters() {
    Parameters plain = Parameters.DEFAULT.withStride(each(Axis::stride));
    Parameters most =
        plain
            .withDilation(each(Axis::dilation))
            .withPadding(
                new Padding.Explicit(
                    axes.stream().map(a -> new Ends(a.padding(), a.padding())).toList()))
            .withGroups(groups);
    return transposed() ? most.withOutputPadding(each(Axis::outputPadding)) : most;
  }

  /** The extents of the kernel. */
  public List<Integer> kernel() {
    return axes.stream().map(Axis::kernel).toList();
  }

  /** The layer with {@code weights} as its kernel. */
  public Convolution convolution(Tensor weights) {
    int[] sizes = each(Axis::size);
    return transposed()
        ? Convolution.of(weights).parameters(parameters()).forGrid(sizes)
        : Convolution.of(weights).parameters(parameters()).forImage(sizes);
  }

  /** The shape of the input. */
  public Shape inputShape() {
    return shape(batch, inChannels, each(Axis::size));
  }

  /** The shape of the weights, the same in convmat, PyTorch and ONNX. */
  public Shape weightShape() {
    return transposed()
        ? shape(inChannels, outChannels / groups, each(Axis::kernel))
        : shape(outChannels, inChannels / groups, each(Axis::kernel));
  }

  /** Numbers from -0.5 to 0.5, the same ones for every call with one seed. */
  public static Tensor random(long seed, Shape shape) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() - 0.5);
    }
    return Tensor.wrap(values, shape.toArray());
  }

  private int[] each(ToIntFunction<Axis> value) {
    return axes.stream().mapToInt(value).toArray();
  }

  private static Shape shape(int first, int second, int[] rest) {
    List<Integer> extents = new ArrayList<>(List.of(first, second));
    IntStream.of(rest).forEach(extents::add);
    return Shape.of(extents.stream().mapToInt(i -> i).toArray());
  }

  @Override
  public String toString() {
    return name;
  }
}
