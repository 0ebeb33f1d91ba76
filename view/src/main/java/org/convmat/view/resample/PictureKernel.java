package org.convmat.view.resample;

import java.util.Optional;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.kernel.AxisKernel;
import org.convmat.core.kernel.Interpolation;
import org.convmat.core.kernel.Scale;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ElementType;

/**
 * The kernel for the two axes of a picture: an interpolation, sampled for the scale, or given taps.
 * Immutable if the given array is left alone.
 */
public final class PictureKernel {

  private final Optional<Interpolation> interpolation;
  private final Optional<Tensor> taps;

  private PictureKernel(Optional<Interpolation> interpolation, Optional<Tensor> taps) {
    this.interpolation = interpolation;
    this.taps = taps;
  }

  /** An interpolation, the same along both axes. */
  public static PictureKernel of(Interpolation interpolation) {
    return new PictureKernel(Optional.of(interpolation), Optional.empty());
  }

  /**
   * Given taps: rank 1 for both axes one after the other, or rank 2.
   *
   * @throws InvalidInputException if the rank is another, or there are no taps
   */
  public static PictureKernel of(Tensor taps) {
    Shape shape = taps.shape();
    if (shape.rank() < 1 || shape.rank() > 2 || shape.size() == 0) {
      throw new InvalidInputException(
          "a picture's kernel has shape %s, must be (taps) or (rows, columns)", shape);
    }
    return new PictureKernel(Optional.empty(), Optional.of(taps));
  }

  /** Whether the axes can be gone through one after the other. */
  boolean isSeparable() {
    return taps.map(tensor -> tensor.shape().rank() == 1).orElse(true);
  }

  /** The kernel along the rows (axis 0) or the columns (axis 1); its size only if not separable. */
  AxisKernel axis(int axis, Scale scale) {
    if (interpolation.isPresent()) {
      return AxisKernel.sampled(interpolation.get(), scale);
    }
    Tensor tensor = taps.orElseThrow();
    double[] values =
        isSeparable()
            ? tensor.as(ElementType.DOUBLE).doubles()
            : new double[tensor.shape().extent(axis)];
    return AxisKernel.centred(values, scale);
  }

  /** All taps, row-major. */
  double[] joint() {
    return taps.orElseThrow().as(ElementType.DOUBLE).doubles();
  }
}
