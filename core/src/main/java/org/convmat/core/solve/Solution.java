package org.convmat.core.solve;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.convmat.core.dialect.Direction;

/**
 * All ways to a wanted size along one axis, or why there is none.
 *
 * @param problem what was given
 * @param wanted the wanted extent of the result
 * @param choices every choice that gives it
 * @param below the largest smaller extent that can be had, if there is none
 * @param above the smallest larger extent that can be had, if there is none
 */
public record Solution(
    AxisProblem problem,
    int wanted,
    List<Choice> choices,
    Optional<Integer> below,
    Optional<Integer> above) {

  /** Copies the list. */
  public Solution {
    choices = ImmutableList.copyOf(choices);
  }

  /** The formula with the numbers in it and, where nothing gives the size, the nearest that can. */
  public String explanation() {
    boolean conv = problem.direction() == Direction.CONVOLUTION;
    long span = problem.span();
    String formula =
        conv
            ? String.format(
                "floor((%d + begin + end - %d) / %d) + 1", problem.input(), span, problem.stride())
            : String.format(
                "(%d - 1)*%d + %d - begin - end + extra = %d - begin - end + extra",
                problem.input(),
                problem.stride(),
                span,
                (problem.input() - 1L) * problem.stride() + span);
    if (!choices.isEmpty()) {
      return String.format(
          "%d = %s; choices in %s: %d", wanted, formula, problem.dialect().id(), choices.size());
    }
    return String.format(
        "no padding that %s takes gives %d = %s; nearest: %s",
        problem.dialect().id(), wanted, formula, nearest());
  }

  private String nearest() {
    String smaller = below.map(String::valueOf).orElse("none below");
    return smaller + " and " + above.map(String::valueOf).orElse("none above");
  }
}
