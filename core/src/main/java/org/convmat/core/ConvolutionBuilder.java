package org.convmat.core;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Boundary;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.Elements;

/**
 * Collects what is known about a convolution until its sizes are; made by {@link
 * Convolution#of(Tensor)}. Each list takes one value for all axes or one for each. Immutable: every
 * method returns a new builder. Nothing is checked before {@link #forImage} or {@link #forGrid},
 * which refuse with an {@link InvalidInputException} that holds the numbers.
 */
public final class ConvolutionBuilder {

  private final Tensor kernel;
  private final Parameters parameters;
  private final boolean flip;
  private final Dialect dialect;
  private final boolean strict;
  private final Boundary boundary;

  ConvolutionBuilder(Tensor kernel) {
    this(kernel, Parameters.DEFAULT, false, Dialects.PYTORCH, false, Boundary.ZERO);
  }

  private ConvolutionBuilder(
      Tensor kernel,
      Parameters parameters,
      boolean flip,
      Dialect dialect,
      boolean strict,
      Boundary boundary) {
    this.kernel = kernel;
    this.parameters = parameters;
    this.flip = flip;
    this.dialect = dialect;
    this.strict = strict;
    this.boundary = boundary;
  }

  /** Distance between neighbouring grid positions; 1 if not given. */
  public ConvolutionBuilder stride(int... values) {
    return with(p -> p.withStride(values));
  }

  /** Distance between neighbouring taps; 1 if not given. */
  public ConvolutionBuilder dilation(int... values) {
    return with(p -> p.withDilation(values));
  }

  /** The same padding at begin and end; 0 if not given. */
  public ConvolutionBuilder padding(int... values) {
    List<Ends> ends = Ints.asList(values).stream().map(v -> new Ends(v, v)).toList();
    return padding(new Padding.Explicit(ends));
  }

  /** Any padding: asymmetric, negative, or worked out. */
  public ConvolutionBuilder padding(Padding padding) {
    return with(p -> p.withPadding(padding));
  }

  /** Only with {@link #forGrid}: how much larger than the smallest possible the image is. */
  public ConvolutionBuilder outputPadding(int... values) {
    return with(p -> p.withOutputPadding(values));
  }

  /** Only with {@link #forGrid}: the extents of the image. */
  public ConvolutionBuilder outputSize(int... values) {
    return with(p -> p.withOutputSize(values));
  }

  /** Number of groups the channels fall into; 1 if not given. */
  public ConvolutionBuilder groups(int value) {
    return with(p -> p.withGroups(value));
  }

  /** All parameters at once. */
  public ConvolutionBuilder parameters(Parameters all) {
    return with(p -> all);
  }

  /** True convolution: the kernel is mirrored along every spatial axis. The default correlates. */
  public ConvolutionBuilder flip() {
    return new ConvolutionBuilder(kernel, parameters, !flip, dialect, strict, boundary);
  }

  /**
   * In which framework's sense the parameters are meant; PyTorch's, lenient, if not given. The
   * kernel stays in convmat's order; {@link Dialect#weights} brings it there.
   *
   * @param strict whether to refuse what the framework refuses
   */
  public ConvolutionBuilder dialect(Dialect value, boolean strict) {
    return new ConvolutionBuilder(kernel, parameters, flip, value, strict, boundary);
  }

  /** What taps see outside the image, and so where the transpose adds; nothing if not given. */
  public ConvolutionBuilder boundary(Boundary value) {
    return new ConvolutionBuilder(kernel, parameters, flip, dialect, strict, value);
  }

  private ConvolutionBuilder with(UnaryOperator<Parameters> change) {
    return new ConvolutionBuilder(
        kernel, change.apply(parameters), flip, dialect, strict, boundary);
  }

  /**
   * The convolution of an image of these spatial extents; the grid follows.
   *
   * @throws InvalidInputException if anything does not fit
   */
  public Convolution forImage(int... extents) {
    requireAxes("image", extents);
    return build(axes(Direction.CONVOLUTION, extents));
  }

  /**
   * The convolution whose transpose takes a grid of these spatial extents; the image follows.
   *
   * @throws InvalidInputException if anything does not fit
   */
  public Convolution forGrid(int... extents) {
    requireAxes("grid", extents);
    return build(axes(Direction.TRANSPOSED, extents));
  }

  private List<ConvolutionAxis> axes(Direction direction, int[] extents) {
    return dialect.axes(direction, Ints.asList(extents), kernelExtents(), parameters, strict);
  }

  private Convolution build(List<ConvolutionAxis> axes) {
    boolean plain = isPlain();
    int groups = parameters.groups();
    if (plain && groups != 1) {
      throw new InvalidInputException(
          "%d groups, but a kernel of rank %d has one channel; give a kernel of rank 3 or more",
          groups, kernel.shape().rank());
    }
    int gridChannels = plain ? 1 : kernel.shape().extent(0);
    long imageChannels = plain ? 1 : (long) kernel.shape().extent(1) * groups;
    if (imageChannels > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "%d groups of %d channels are too many", groups, kernel.shape().extent(1));
    }
    Geometry geometry = new Geometry(axes, gridChannels, (int) imageChannels, groups, boundary);
    return new Convolution(new ConvolutionMatrix(geometry, weights()), plain);
  }

  /** A kernel of rank 1 or 2 has spatial axes only; from rank 3 on the first two are channels. */
  private boolean isPlain() {
    return kernel.shape().rank() <= 2;
  }

  private List<Integer> kernelExtents() {
    int rank = kernel.shape().rank();
    if (rank == 0 || kernel.shape().size() == 0) {
      throw new InvalidInputException(
          "the kernel has no elements along an axis (shape %s); it needs at least one tap",
          kernel.shape());
    }
    return IntStream.range(isPlain() ? 0 : 2, rank)
        .mapToObj(kernel.shape()::extent)
        .collect(toImmutableList());
  }

  private void requireAxes(String side, int[] extents) {
    int axes = kernelExtents().size();
    if (extents.length != axes) {
      throw new InvalidInputException(
          "the kernel of shape %s has %d spatial axes, the %s %s has %d; they must be as many",
          kernel.shape(), axes, side, ImmutableList.copyOf(Ints.asList(extents)), extents.length);
    }
  }

  private Elements weights() {
    if (!flip) {
      return kernel.elements();
    }
    int taps = kernelExtents().stream().reduce(1, (a, b) -> a * b);
    Elements source = kernel.elements();
    Elements mirrored = Elements.allocate(source.type(), source.length());
    for (int i = 0; i < source.length(); i++) {
      // Mirroring every axis of a row-major block reverses the block.
      mirrored.set(i, source.get(i / taps * taps + taps - 1 - i % taps));
    }
    return mirrored;
  }
}
