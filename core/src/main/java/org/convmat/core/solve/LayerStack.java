package org.convmat.core.solve;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Parameters;
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

  /** The inputs up to {@code most} whose sizes agree at every skip connection. */
  public List<Integer> inputsMeeting(List<Skip> skips, int most) {
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
