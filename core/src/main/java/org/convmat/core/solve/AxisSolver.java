package org.convmat.core.solve;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.convmat.core.dialect.Abilities;
import org.convmat.core.dialect.Abilities.Explicit;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;
import org.convmat.spi.ConvolutionAxis;

/**
 * All parameters of one axis that give a wanted result. The size fixes the total of begin and end
 * padding up to the stride (see {@link org.convmat.core.dialect.Dialect}), so the choices are those
 * totals, split as the framework can split them, for each output padding; and its keywords.
 *
 * <p>Paddings in numbers are listed from 0 up where the framework would take any integers.
 * PyTorch's output size is not listed: it is another name for an output padding.
 */
public final class AxisSolver {

  private AxisSolver() {}

  /** Every choice, keywords first. */
  public static List<Choice> choices(AxisProblem problem, int wanted) {
    ImmutableList.Builder<Choice> choices = ImmutableList.builder();
    visit(problem, wanted, p -> choices.add(new Choice(problem, p)));
    return choices.build();
  }

  /** The first choice that is exactly {@code axis}. */
  static Optional<Choice> spelling(AxisProblem problem, ConvolutionAxis axis) {
    return spellings(problem, axis).stream().findFirst();
  }

  /** Every choice that is exactly {@code axis}. */
  static List<Choice> spellings(AxisProblem problem, ConvolutionAxis axis) {
    return choices(problem, problem.result(axis)).stream()
        .filter(choice -> choice.axis().equals(axis))
        .toList();
  }

  private static void visit(AxisProblem problem, int wanted, Consumer<Parameters> visitor) {
    Abilities abilities = problem.dialect().abilities(problem.direction());
    List<Parameters> bases = outputPaddings(problem);
    for (Parameters base : bases) {
      for (Padding.Auto keyword : abilities.keywords()) {
        visitIfWanted(problem, base.withPadding(keyword), wanted, visitor);
      }
    }
    if (problem.dialect().sizeFixesPadding() && abilities.outputSize()) {
      for (Parameters base : bases) {
        Parameters sized = base.withOutputSize(wanted);
        visitIfWanted(problem, sized, wanted, visitor);
        for (Padding.Auto keyword : abilities.keywords()) {
          visitIfWanted(problem, sized.withPadding(keyword), wanted, visitor);
        }
      }
    }
    if (abilities.explicit() != Explicit.NONE) {
      for (Parameters base : bases) {
        visitTotals(problem, base, wanted, visitor);
      }
    }
  }

  /** No output padding, and those that can be given; 0 is none where the framework sees no more. */
  private static List<Parameters> outputPaddings(AxisProblem problem) {
    Parameters base = problem.base();
    List<Parameters> bases = new ArrayList<>();
    bases.add(base);
    int limit =
        problem
            .dialect()
            .outputPaddingLimit(problem.direction(), problem.stride(), problem.dilation());
    boolean none =
        problem.dialect().abilities(problem.direction()).outputPadding()
            == Abilities.OutputPadding.NONE;
    int first = problem.dialect().tellsNoneFromZero() ? 0 : 1;
    for (int extra = first; extra < limit && !none; extra++) {
      bases.add(base.withOutputPadding(extra));
    }
    return bases;
  }

  private static void visitIfWanted(
      AxisProblem problem, Parameters parameters, int wanted, Consumer<Parameters> visitor) {
    if (problem.axis(parameters).filter(a -> problem.result(a) == wanted).isPresent()) {
      visitor.accept(parameters);
    }
  }

  private static void visitTotals(
      AxisProblem problem, Parameters base, int wanted, Consumer<Parameters> visitor) {
    boolean conv = problem.direction() == Direction.CONVOLUTION;
    long stride = problem.stride();
    long grid = conv ? wanted : problem.input();
    long image = conv ? problem.input() : wanted;
    int extra = base.outputPadding().isEmpty() ? 0 : base.outputPadding().get(0);
    long total = (grid - 1) * stride + problem.span() + extra - image;
    boolean stated = !conv && problem.dialect().statesResult();
    // Of a convolution, and where source and destination are both given, the division rounds down.
    long most = conv || stated ? total + stride - 1 : total;
    Parameters sized = stated ? base.withOutputSize(wanted) : base;
    for (long t = total; t <= most; t++) {
      boolean grown = !conv && problem.dialect().padsDilatedGrid();
      visitSplits(problem, sized, grown ? 2 * (problem.span() - 1) - t : t, visitor);
    }
  }

  private static void visitSplits(
      AxisProblem problem, Parameters base, long total, Consumer<Parameters> visitor) {
    Explicit explicit = problem.dialect().abilities(problem.direction()).explicit();
    long lowestEnd = explicit == Explicit.END_ABOVE_MINUS_STRIDE ? 1L - problem.stride() : 0;
    boolean checked = false;
    for (long end = lowestEnd; end <= total; end++) {
      long begin = total - end;
      if (explicit == Explicit.SYMMETRIC && begin != end) {
        continue;
      }
      Ends ends = new Ends(Math.toIntExact(begin), Math.toIntExact(end));
      Parameters parameters = base.withPadding(new Padding.Explicit(ImmutableList.of(ends)));
      // Whatever else a framework refuses, it refuses of every split of a total.
      if (!checked && problem.axis(parameters).isEmpty()) {
        return;
      }
      checked = true;
      visitor.accept(parameters);
    }
  }
}
