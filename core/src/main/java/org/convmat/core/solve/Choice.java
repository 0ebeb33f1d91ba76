package org.convmat.core.solve;

import java.util.Optional;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Parameters;
import org.convmat.spi.ConvolutionAxis;

/**
 * One way to say an axis.
 *
 * @param problem what was given
 * @param parameters of one value each, in the dialect's own units
 */
public record Choice(AxisProblem problem, Parameters parameters) {

  /** The six integers. */
  public ConvolutionAxis axis() {
    return problem.axis(parameters).orElseThrow();
  }

  /**
   * Of a transposed convolution, the parameters of the forward convolution in the same framework
   * that it is the exact adjoint of; empty where that framework cannot say one.
   */
  public Optional<Parameters> adjointOf() {
    if (problem.direction() == Direction.CONVOLUTION) {
      return Optional.empty();
    }
    ConvolutionAxis axis = axis();
    return AxisSolver.spelling(problem.turned(axis.image()), axis).map(Choice::parameters);
  }
}
