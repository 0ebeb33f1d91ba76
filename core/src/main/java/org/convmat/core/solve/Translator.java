package org.convmat.core.solve;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.spi.ConvolutionAxis;

/**
 * From one framework's parameters to another's. Both become six integers per axis; if the target
 * can say those, the layers are identical. If not, the target's layer without any padding is used
 * and repaired: a convolution's input is padded or cropped first, a transposed convolution's result
 * after. That is always exact, because without padding every product is in the result.
 *
 * <p>Weights are not translated here; {@link Dialect#weights} of both sides say how they are
 * stored.
 *
 * @param from whose parameters are given
 * @param to whose parameters are wanted
 * @param direction of the layer
 */
public record Translator(Dialect from, Dialect to, Direction direction) {

  /**
   * Translates one layer.
   *
   * @param extents of what goes in
   * @param kernel number of taps on each axis
   * @param parameters as {@code from} means them
   * @throws InvalidInputException if {@code from} itself refuses them
   */
  public Translation translate(List<Integer> extents, List<Integer> kernel, Parameters parameters) {
    List<ConvolutionAxis> axes = from.axes(direction, extents, kernel, parameters, true);
    List<AxisProblem> problems = axes.stream().map(a -> problem(a, axes.size())).toList();
    int groups = parameters.groups();
    Optional<Parameters> same = Solver.spell(problems, axes, groups);
    if (same.isPresent()) {
      return new Translation.Identical(same.get(), to.code(direction, kernel, same.get()));
    }
    Parameters bare = bare(problems, groups);
    try {
      List<Integer> inputs = isConvolution() ? paddedInputs(axes) : extents;
      List<ConvolutionAxis> unpadded = to.axes(direction, inputs, kernel, bare, true);
      return repaired(axes, unpadded, bare, kernel, sameShape(problems, axes, groups));
    } catch (InvalidInputException e) {
      return new Translation.Impossible(String.valueOf(e.getMessage()));
    }
  }

  private boolean isConvolution() {
    return direction == Direction.CONVOLUTION;
  }

  private AxisProblem problem(ConvolutionAxis axis, int axes) {
    int input = isConvolution() ? axis.image() : axis.grid();
    return new AxisProblem(
        to, direction, axes, input, axis.kernel(), axis.stride(), axis.dilation());
  }

  /** The layer without padding, in the target's units. */
  private Parameters bare(List<AxisProblem> problems, int groups) {
    List<Parameters> axes = new ArrayList<>();
    for (AxisProblem problem : problems) {
      Parameters base = problem.base();
      boolean keywords = to.abilities(direction).keywords().contains(Padding.Auto.VALID);
      axes.add(keywords ? base.withPadding(Padding.Auto.VALID) : base);
    }
    return Solver.join(axes, groups);
  }

  private Translation repaired(
      List<ConvolutionAxis> wanted,
      List<ConvolutionAxis> unpadded,
      Parameters bare,
      List<Integer> kernel,
      List<Translation.Shifted> sameShape) {
    List<Ends> repair = new ArrayList<>();
    for (int a = 0; a < wanted.size(); a++) {
      ConvolutionAxis axis = wanted.get(a);
      repair.add(isConvolution() ? inputPadding(axis) : resultPadding(axis, unpadded.get(a)));
    }
    String code = to.code(direction, kernel, bare) + "\n" + repairCode(repair);
    return new Translation.Repaired(bare, repair, code, sameShape);
  }

  /** A convolution sees its image through offset begin cells; the end completes the last window. */
  private static Ends inputPadding(ConvolutionAxis axis) {
    long last = axis.imagePosition(axis.grid() - 1L, axis.kernel() - 1L);
    return new Ends(axis.offset(), Math.toIntExact(last + 1 - axis.image()));
  }

  private static List<Integer> paddedInputs(List<ConvolutionAxis> axes) {
    return axes.stream()
        .map(a -> a.image() + inputPadding(a).begin() + inputPadding(a).end())
        .toList();
  }

  /** What must be added to the unpadded result so that it has the wanted window. */
  private static Ends resultPadding(ConvolutionAxis wanted, ConvolutionAxis unpadded) {
    int begin = unpadded.offset() - wanted.offset();
    return new Ends(begin, wanted.image() - unpadded.image() - begin);
  }

  private String repairCode(List<Ends> repair) {
    String where = isConvolution() ? "the input, before" : "the result, after";
    return "# then repair "
        + where
        + ": "
        + IntStream.range(0, repair.size())
            .mapToObj(a -> "axis " + a + " " + describe(repair.get(a)))
            .collect(joining("; "));
  }

  private static String describe(Ends ends) {
    return side("begin", ends.begin()) + ", " + side("end", ends.end());
  }

  private static String side(String name, int cells) {
    return cells < 0
        ? "crop " + -cells + " at the " + name
        : cells == 0 ? "nothing at the " + name : "pad " + cells + " zeros at the " + name;
  }

  /** Layers of the target with the right shape: on each axis the one that is shifted least. */
  private List<Translation.Shifted> sameShape(
      List<AxisProblem> problems, List<ConvolutionAxis> axes, int groups) {
    List<ConvolutionAxis> nearest = new ArrayList<>();
    for (int a = 0; a < axes.size(); a++) {
      ConvolutionAxis axis = axes.get(a);
      AxisProblem problem = problems.get(a);
      Optional<ConvolutionAxis> best =
          AxisSolver.choices(problem, problem.result(axis)).stream()
              .map(Choice::axis)
              .min(Comparator.comparingInt(c -> Math.abs(c.offset() - axis.offset())));
      if (best.isEmpty()) {
        return ImmutableList.of();
      }
      nearest.add(best.get());
    }
    List<Integer> pixels =
        IntStream.range(0, axes.size())
            .mapToObj(a -> nearest.get(a).offset() - axes.get(a).offset())
            .toList();
    return Solver.spell(problems, nearest, groups)
        .map(p -> new Translation.Shifted(p, nearest, pixels))
        .stream()
        .toList();
  }
}
