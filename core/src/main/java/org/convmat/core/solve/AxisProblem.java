package org.convmat.core.solve;

import java.util.Collections;
import java.util.Optional;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.spi.ConvolutionAxis;

/**
 * What is known of one axis of a layer before its padding is chosen.
 *
 * @param dialect whose parameters are looked for
 * @param direction convolution or transposed convolution
 * @param axes how many axes the layer has; some frameworks have no layer on one axis
 * @param input extent of what goes in
 * @param kernel number of taps
 * @param stride distance between neighbouring grid positions
 * @param dilation distance between neighbouring taps, counted from 1 whatever the dialect
 */
public record AxisProblem(
    Dialect dialect,
    Direction direction,
    int axes,
    int input,
    int kernel,
    int stride,
    int dilation) {

  /** K, the extent of the dilated kernel. */
  long span() {
    return dilation * (kernel - 1L) + 1;
  }

  /** This problem with another input. */
  AxisProblem withInput(int value) {
    return new AxisProblem(dialect, direction, axes, value, kernel, stride, dilation);
  }

  /** This problem in the other direction, with another input. */
  AxisProblem turned(int value) {
    Direction other =
        direction == Direction.CONVOLUTION ? Direction.TRANSPOSED : Direction.CONVOLUTION;
    return new AxisProblem(dialect, other, axes, value, kernel, stride, dilation);
  }

  /** Parameters of this axis with stride and dilation as the dialect counts them. */
  Parameters base() {
    return Parameters.DEFAULT.withStride(stride).withDilation(dialect.stated(dilation));
  }

  /**
   * The axis that strict parameters give.
   *
   * @throws InvalidInputException if the framework refuses them
   */
  ConvolutionAxis require(Parameters parameters) {
    return dialect
        .axes(
            direction,
            Collections.nCopies(axes, input),
            Collections.nCopies(axes, kernel),
            parameters,
            true)
        .get(0);
  }

  /** The axis that strict parameters give, or nothing where the framework refuses them. */
  Optional<ConvolutionAxis> axis(Parameters parameters) {
    try {
      return Optional.of(require(parameters));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  /** The extent of the result. */
  int result(ConvolutionAxis axis) {
    return direction == Direction.CONVOLUTION ? axis.grid() : axis.image();
  }
}
