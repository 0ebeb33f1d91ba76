package org.convmat.core.solve;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Parameters;

/**
 * A layer on all its axes, as a user of its framework writes it down. Immutable.
 *
 * @param dialect whose parameters these are; strict
 * @param direction convolution or transposed convolution
 * @param kernel number of taps on each axis
 * @param parameters in the dialect's units
 */
public record StackLayer(
    Dialect dialect, Direction direction, List<Integer> kernel, Parameters parameters) {

  /** Copies the list. */
  public StackLayer {
    kernel = ImmutableList.copyOf(kernel);
  }

  /** Number of spatial axes. */
  public int axes() {
    return kernel.size();
  }

  /**
   * What it is along one axis.
   *
   * @throws org.convmat.core.failure.InvalidInputException if a parameter has neither one value nor
   *     one for each axis
   */
  LayerStack.Layer along(int axis) {
    Parameters own = parameters.along(axis, axes());
    int dilation = own.dilation().get(0) + 1 - dialect.stated(1);
    AxisProblem problem =
        new AxisProblem(
            dialect, direction, axes(), 1, kernel.get(axis), own.stride().get(0), dilation);
    return new LayerStack.Layer(problem, own);
  }
}
