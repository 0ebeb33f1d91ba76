package org.convmat.core.solve;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.spi.ConvolutionAxis;

/**
 * Layers one after another, along one axis, such as the two halves of a U-Net. Immutable.
 *
 * @param layers each with its kernel and parameters; the input of its problem is not used
 */
public record LayerStack(List<Layer> layers) {

  /**
   * One layer.
   *
   * @param problem dialect, direction, kernel, stride and dilation
   * @param parameters of one axis
   */
  public record Layer(AxisProblem problem, Parameters parameters) {}

  /** Two places in a stack whose sizes must be the same; 0 is the input, i what layer i gives. */
  public record Skip(int from, int to) {}

  /** Copies the list. */
  public LayerStack {
    layers = ImmutableList.copyOf(layers);
  }

  /**
   * The stack along one axis.
   *
   * @param layers first to last, all on as many axes
   * @throws InvalidInputException if there is no layer, they have not as many axes, or a parameter
   *     has neither one value nor one for each axis
   */
  public static LayerStack along(List<StackLayer> layers, int axis) {
    if (layers.isEmpty()) {
      throw new InvalidInputException("a stack needs at least one layer");
    }
    int axes = layers.get(0).axes();
    ImmutableList.Builder<Layer> along = ImmutableList.builder();
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).axes() != axes) {
        throw new InvalidInputException(
            "layer %d has %d spatial axes, layer 1 has %d; they must be as many",
            i + 1, layers.get(i).axes(), axes);
      }
      along.add(layers.get(i).along(axis));
    }
    return new LayerStack(along.build());
  }

  /**
   * The sizes that an input takes, as {@link #sizes}, where no layer refuses.
   *
   * @throws InvalidInputException with what the first layer that refuses says
   */
  public List<Integer> requireSizes(int input) {
    List<Integer> sizes = sizes(input);
    int taken = sizes.size() - 1;
    if (taken < layers.size()) {
      Layer layer = layers.get(taken);
      try {
        layer.problem().withInput(sizes.get(taken)).require(layer.parameters());
      } catch (InvalidInputException e) {
        throw new InvalidInputException(
            String.format(
                "layer %d cannot take %d: %s", taken + 1, sizes.get(taken), e.getMessage()),
            e);
      }
    }
    return sizes;
  }

  /** Whether every layer is a convolution, so that {@link #wayBack} goes all the way. */
  public boolean convolutionsOnly() {
    return layers.stream().allMatch(l -> l.problem().direction() == Direction.CONVOLUTION);
  }

  /**
   * The sizes that an input takes: itself, then the result of every layer; ends early at a layer
   * that refuses.
   */
  public List<Integer> sizes(int input) {
    List<Integer> sizes = new ArrayList<>(List.of(input));
    for (Layer layer : layers) {
      AxisProblem problem = layer.problem().withInput(sizes.get(sizes.size() - 1));
      Optional<ConvolutionAxis> axis = problem.axis(layer.parameters());
      if (axis.isEmpty()) {
        break;
      }
      sizes.add(problem.result(axis.get()));
    }
    return ImmutableList.copyOf(sizes);
  }

  /** The inputs up to {@code most} that come out with size {@code wanted}. */
  public List<Integer> inputsGiving(int wanted, int most) {
    ImmutableList.Builder<Integer> inputs = ImmutableList.builder();
    for (int input = 1; input <= most; input++) {
      List<Integer> sizes = sizes(input);
      if (sizes.size() == layers.size() + 1 && sizes.get(layers.size()) == wanted) {
        inputs.add(input);
      }
    }
    return inputs.build();
  }

  /**
   * The inputs up to {@code most} whose sizes agree at every skip connection.
   *
   * @throws InvalidInputException if a skip connection joins what is not there
   */
  public List<Integer> inputsMeeting(List<Skip> skips, int most) {
    skips.forEach(this::require);
    ImmutableList.Builder<Integer> inputs = ImmutableList.builder();
    for (int input = 1; input <= most; input++) {
      List<Integer> sizes = sizes(input);
      if (sizes.size() == layers.size() + 1
          && skips.stream().allMatch(s -> sizes.get(s.from()).equals(sizes.get(s.to())))) {
        inputs.add(input);
      }
    }
    return inputs.build();
  }

  private void require(Skip skip) {
    int last = layers.size();
    if (Math.min(skip.from(), skip.to()) < 0 || Math.max(skip.from(), skip.to()) > last) {
      throw new InvalidInputException(
          "the skip connection %d:%d joins what is not there; 0 is the input, %d what the last layer"
              + " gives",
          skip.from(), skip.to(), last);
    }
  }

  /**
   * For an input, the way back up: one transposed convolution for each layer of this stack, last
   * first, and all its choices that give the size which the layer came from. So every skip
   * connection fits.
   *
   * @throws org.convmat.core.failure.InvalidInputException if a layer refuses its input
   */
  public List<Solution> wayBack(int input) {
    List<Integer> sizes = sizes(input);
    ImmutableList.Builder<Solution> solutions = ImmutableList.builder();
    for (int i = Math.min(layers.size(), sizes.size() - 1) - 1; i >= 0; i--) {
      AxisProblem down = layers.get(i).problem();
      if (down.direction() == Direction.CONVOLUTION) {
        solutions.add(Solver.solve(down.turned(sizes.get(i + 1)), sizes.get(i)));
      }
    }
    return solutions.build();
  }
}
