package org.convmat.core.dialect;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Set;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.spi.ConvolutionAxis;

/**
 * A framework's rules: from its parameters to the six integers of each axis. The rules that most
 * frameworks share stand here, with K = dilation*(kernel-1)+1:
 *
 * <pre>{@code
 * convolution   in numbers  grid  = floor((image + begin + end - K) / stride) + 1
 *               SAME        grid  = ceil(image / stride), total padding max(0, (grid-1)*stride + K - image)
 *               VALID       no padding
 * transposed    in numbers  image = (grid-1)*stride + K - begin - end + output padding
 *               SAME        image = grid*stride, the adjoint of the SAME convolution of that image
 *               VALID       no padding
 * }</pre>
 *
 * <p>A subclass is a table: {@link #abilities}, the layouts of its weights, and the rules in which
 * it differs. Strict, a dialect accepts what its framework accepts and no more; lenient, whatever
 * the rules give a meaning to. Every refusal is an {@link InvalidInputException} with the numbers.
 * docs/dialects.md has the sources. Stateless and thread-safe.
 */
public abstract class Dialect {

  /** Where the window of the result begins in the full extent, and how long it is. */
  record Window(long begin, long extent) {}

  private final String id;
  private final ImmutableSet<String> aliases;

  Dialect(String id, String... aliases) {
    this.id = id;
    this.aliases = ImmutableSet.copyOf(aliases);
  }

  /** The name to ask for it, such as {@code pytorch}. */
  public final String id() {
    return id;
  }

  /** Other names for it. */
  public final Set<String> aliases() {
    return aliases;
  }

  /** What the framework's layer takes. */
  public abstract Abilities abilities(Direction direction);

  /** How the framework stores the weights of this layer. */
  public abstract WeightLayout weights(Direction direction);

  /** Whether the framework's arrays are (batch, spatial..., channels) unless told otherwise. */
  public abstract boolean channelsLast();

  /** One or two lines of code in the framework that make this layer. */
  public abstract String code(Direction direction, List<Integer> kernel, Parameters parameters);

  /** The framework's own sentences for what it refuses, those that are short and help. */
  ImmutableMap<Refusal, String> words() {
    return ImmutableMap.of();
  }

  /** Refuses, when strict, what {@link #abilities} has no column for. */
  void restrict(Direction direction, ImmutableList<AxisRequest> axes) {}

  /** Whether no output padding and an output padding of 0 are two things. */
  public boolean tellsNoneFromZero() {
    return false;
  }

  /** Whether the size of a transposed convolution's result is always given beside its padding. */
  public boolean statesResult() {
    return false;
  }

  /** Whether, of a transposed convolution, padding in numbers pads the dilated grid. */
  public boolean padsDilatedGrid() {
    return false;
  }

  /** Whether an output size fixes the padding, instead of the padding limiting the output size. */
  public boolean sizeFixesPadding() {
    return false;
  }

  /** One more than the largest output padding that the layer takes. */
  public final int outputPaddingLimit(Direction direction, int stride, int dilation) {
    return Strictness.limit(abilities(direction).outputPadding(), stride, dilation);
  }

  /** What is added to a dilation as this framework counts it, so that 1 means none. */
  int dilationStep() {
    return 0;
  }

  /** The dilation as this framework counts it. */
  public final int stated(int dilation) {
    return dilation - dilationStep();
  }

  /**
   * The axes of a layer.
   *
   * @param extents of what goes in: the image of a convolution, the grid of a transposed one
   * @param strict whether to refuse what the framework refuses
   * @throws InvalidInputException if the framework (strict) or the rules (lenient) refuse
   */
  public final List<ConvolutionAxis> axes(
      Direction direction,
      List<Integer> extents,
      List<Integer> kernel,
      Parameters parameters,
      boolean strict) {
    if (direction == Direction.CONVOLUTION) {
      requireTransposedOnly(parameters);
    }
    ImmutableList.Builder<AxisRequest> requests = ImmutableList.builder();
    for (int a = 0; a < extents.size(); a++) {
      requests.add(AxisRequest.of(a, extents, kernel, parameters, dilationStep()));
    }
    Strictness.Layer layer =
        new Strictness.Layer(this, direction, requests.build(), parameters.groups());
    if (strict) {
      new Strictness(abilities(direction), layer).check();
      restrict(direction, requests.build());
    }
    return layer.axes().stream().map(r -> axis(direction, r, strict)).toList();
  }

  /** The axes of a convolution of an image of these extents. */
  public final List<ConvolutionAxis> forward(
      List<Integer> image, List<Integer> kernel, Parameters parameters, boolean strict) {
    return axes(Direction.CONVOLUTION, image, kernel, parameters, strict);
  }

  /** The axes of a transposed convolution of a grid of these extents. */
  public final List<ConvolutionAxis> transposed(
      List<Integer> grid, List<Integer> kernel, Parameters parameters, boolean strict) {
    return axes(Direction.TRANSPOSED, grid, kernel, parameters, strict);
  }

  private static void requireTransposedOnly(Parameters parameters) {
    if (!parameters.outputSize().isEmpty()
        || parameters.outputPadding().stream().anyMatch(p -> p != 0)) {
      throw new InvalidInputException(
          "output padding and output size belong to the transposed convolution; the grid of a"
              + " convolution follows from image, kernel, stride, dilation and padding");
    }
  }

  private ConvolutionAxis axis(Direction direction, AxisRequest r, boolean strict) {
    boolean conv = direction == Direction.CONVOLUTION;
    Window window = conv ? forward(r) : transposed(r, strict);
    long image = conv ? r.extent() : window.extent();
    long grid = conv ? window.extent() : r.extent();
    return new ConvolutionAxis(
        Strictness.extent("image", image, r),
        Strictness.extent("grid", grid, r),
        r.kernel(),
        r.stride(),
        r.dilation(),
        Math.toIntExact(window.begin()));
  }

  /** The padding of a convolution and its grid. */
  Window forward(AxisRequest r) {
    Ends ends = r.padding() instanceof Padding.Explicit ? r.ends() : same(r, r.extent());
    long room = (long) r.extent() + ends.begin() + ends.end() - r.span();
    if (room < 0) {
      throw new InvalidInputException(
          "the kernel does not fit the image on axis %d: kernel %d with dilation %d spans %d, the"
              + " image has %d + padding %d + %d = %d",
          r.axis(),
          r.kernel(),
          r.dilation(),
          r.span(),
          r.extent(),
          ends.begin(),
          ends.end(),
          room + r.span());
    }
    return new Window(ends.begin(), room / r.stride() + 1);
  }

  /** The padding that a keyword means for an image of this extent. */
  static Ends same(AxisRequest r, long image) {
    if (r.is(Padding.Auto.VALID)) {
      return new Ends(0, 0);
    }
    long grid = (image + r.stride() - 1L) / r.stride();
    return split(r, Math.max(0, (grid - 1) * r.stride() + r.span() - image));
  }

  /** Halves a total, rounding down; the larger part goes to the end, or SAME_LOWER to the begin. */
  static Ends split(AxisRequest r, long total) {
    int smaller = Math.toIntExact(Math.floorDiv(total, 2));
    int larger = Math.toIntExact(total - smaller);
    return r.is(Padding.Auto.SAME_LOWER) ? new Ends(larger, smaller) : new Ends(smaller, larger);
  }

  /** What a transposed convolution crops at the begin, and its image. */
  Window transposed(AxisRequest r, boolean strict) {
    if (r.padding() instanceof Padding.Explicit) {
      long smallest = r.full() - r.ends().begin() - r.ends().end();
      return new Window(r.ends().begin(), Strictness.imageExtent(r, smallest));
    }
    if (r.outputSize().isPresent() || r.extra() != 0) {
      throw new InvalidInputException(
          "auto-pad fixes the size of the result already; leave out output size and output"
              + " padding, or give the padding in numbers");
    }
    if (r.is(Padding.Auto.VALID)) {
      return new Window(0, r.full());
    }
    long image = (long) r.extent() * r.stride();
    return new Window(same(r, image).begin(), image);
  }

  @Override
  public final String toString() {
    return id;
  }
}
