package org.convmat.core.solve;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.spi.ConvolutionAxis;

/**
 * From sizes to parameters.
 *
 * <pre>{@code
 * AxisProblem axis = new AxisProblem(Dialects.PYTORCH, Direction.TRANSPOSED, 2, 57, 3, 2, 1);
 * Solver.solve(axis, 113).choices();          // padding 1, output padding 0
 * Solver.inputsGiving(layer, parameters, 12);  // 23 and 24, where a stride of 2 forgets one
 * }</pre>
 */
public final class Solver {

  private Solver() {}

  /**
   * Every choice of one axis that gives {@code wanted}; if there is none, the nearest extents that
   * can be had.
   *
   * @throws InvalidInputException if an extent, the stride or the dilation is below 1
   */
  public static Solution solve(AxisProblem problem, int wanted) {
    requirePositive("input", problem.input());
    requirePositive("kernel", problem.kernel());
    requirePositive("stride", problem.stride());
    requirePositive("dilation", problem.dilation());
    requirePositive("wanted size", wanted);
    List<Choice> choices = AxisSolver.choices(problem, wanted);
    if (!choices.isEmpty()) {
      return new Solution(problem, wanted, choices, Optional.empty(), Optional.empty());
    }
    return new Solution(
        problem, wanted, choices, nearest(problem, wanted, -1), nearest(problem, wanted, 1));
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new InvalidInputException("%s is %d, must be at least 1", what, value);
    }
  }

  /** The nearest extent in one direction; nothing beyond what the whole kernel can reach. */
  private static Optional<Integer> nearest(AxisProblem problem, int wanted, int step) {
    long reach =
        wanted + (long) problem.input() * problem.stride() + problem.span() + problem.stride();
    for (long size = (long) wanted + step; size >= 1 && size <= reach; size += step) {
      if (!AxisSolver.choices(problem, Math.toIntExact(size)).isEmpty()) {
        return Optional.of((int) size);
      }
    }
    return Optional.empty();
  }

  /**
   * The inputs that a convolution takes to one result: its grid forgets a remainder of up to
   * stride-1, which an output padding, or an output size, gives back.
   *
   * @param parameters of one axis
   */
  public static List<Integer> inputsGiving(AxisProblem problem, Parameters parameters, int result) {
    ImmutableList.Builder<Integer> inputs = ImmutableList.builder();
    long most = (result + 1L) * problem.stride() + problem.span();
    for (int input = 1; input <= most; input++) {
      AxisProblem candidate = problem.withInput(input);
      if (candidate.axis(parameters).filter(a -> candidate.result(a) == result).isPresent()) {
        inputs.add(input);
      }
    }
    return inputs.build();
  }

  /**
   * A layer's parameters from its axes, where the framework can say them.
   *
   * @param problems one for each axis; dialect and direction are those of the first
   * @param axes what each must be
   * @param groups of the layer
   */
  public static Optional<Parameters> spell(
      List<AxisProblem> problems, List<ConvolutionAxis> axes, int groups) {
    List<List<Choice>> spellings = new ArrayList<>();
    for (int a = 0; a < axes.size(); a++) {
      spellings.add(AxisSolver.spellings(problems.get(a), axes.get(a)));
    }
    return spellings.get(0).stream()
        .map(first -> combine(first, spellings, groups))
        .flatMap(Optional::stream)
        .filter(layer -> isStrictly(problems, axes, layer))
        .findFirst();
  }

  /** A keyword, an output size or Keras' None holds for the whole layer. */
  private static Optional<Parameters> combine(
      Choice first, List<List<Choice>> spellings, int groups) {
    List<Parameters> picked = new ArrayList<>();
    for (List<Choice> axis : spellings) {
      Optional<Choice> same = axis.stream().filter(c -> isSameKind(first, c)).findFirst();
      if (same.isEmpty()) {
        return Optional.empty();
      }
      picked.add(same.get().parameters());
    }
    return Optional.of(join(picked, groups));
  }

  private static boolean isSameKind(Choice a, Choice b) {
    Parameters p = a.parameters();
    Parameters q = b.parameters();
    boolean explicit =
        p.padding() instanceof Padding.Explicit && q.padding() instanceof Padding.Explicit;
    boolean sameNone =
        !a.problem().dialect().tellsNoneFromZero()
            || p.outputPadding().isEmpty() == q.outputPadding().isEmpty();
    return (explicit || p.padding().equals(q.padding()))
        && sameNone
        && p.outputSize().isEmpty() == q.outputSize().isEmpty();
  }

  /** One layer from the parameters of each axis, all of one kind. */
  static Parameters join(List<Parameters> axes, int groups) {
    Parameters first = axes.get(0);
    Padding padding = first.padding();
    if (padding instanceof Padding.Explicit) {
      padding =
          new Padding.Explicit(
              axes.stream().map(p -> ((Padding.Explicit) p.padding()).axes().get(0)).toList());
    }
    boolean extra = axes.stream().anyMatch(p -> !p.outputPadding().isEmpty());
    return new Parameters(
        axes.stream().map(p -> p.stride().get(0)).toList(),
        axes.stream().map(p -> p.dilation().get(0)).toList(),
        padding,
        extra
            ? axes.stream()
                .map(p -> p.outputPadding().isEmpty() ? 0 : p.outputPadding().get(0))
                .toList()
            : ImmutableList.of(),
        first.outputSize().isEmpty()
            ? ImmutableList.of()
            : axes.stream().map(p -> p.outputSize().get(0)).toList(),
        groups);
  }

  private static boolean isStrictly(
      List<AxisProblem> problems, List<ConvolutionAxis> axes, Parameters layer) {
    AxisProblem first = problems.get(0);
    Direction direction = first.direction();
    try {
      return first
          .dialect()
          .axes(
              direction,
              problems.stream().map(AxisProblem::input).toList(),
              problems.stream().map(AxisProblem::kernel).toList(),
              layer,
              true)
          .equals(axes);
    } catch (InvalidInputException e) {
      return false;
    }
  }
}
