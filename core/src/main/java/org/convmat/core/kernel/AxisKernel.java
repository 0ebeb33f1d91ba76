package org.convmat.core.kernel;

import java.util.Arrays;
import org.convmat.core.failure.InvalidInputException;

/**
 * The taps of one axis of a transposed convolution with stride {@code scale.up()} that resamples:
 * of the cells it makes, cell {@code j * scale.down()} is cell j of the result.
 *
 * <p>Tap t adds coarse cell i to made cell {@code f = i up + t - padding}. The middle of result
 * cell {@code f / down} lies {@code x = (2 (t - padding) + down - up) / (2 up)} cells right of the
 * middle of cell i, so tap t is h(x). Immutable and thread-safe.
 */
public final class AxisKernel {

  private final double[] taps;
  private final int padding;

  private AxisKernel(double[] taps, int padding) {
    this.taps = taps;
    this.padding = padding;
  }

  /** The function {@code interpolation} where the taps of this scale see it. */
  public static AxisKernel sampled(Interpolation interpolation, Scale scale) {
    int reach = (int) Math.ceil(interpolation.radius() * scale.up()) + scale.up();
    int first = reach;
    int last = -reach;
    double[] weights = new double[2 * reach + 1];
    for (int t = -reach; t <= reach; t++) {
      double x = (2.0 * t + scale.down() - scale.up()) / (2.0 * scale.up());
      weights[t + reach] = interpolation.weight(x);
      if (weights[t + reach] != 0) {
        first = Math.min(first, t);
        last = t;
      }
    }
    return new AxisKernel(Arrays.copyOfRange(weights, first + reach, last + reach + 1), -first);
  }

  /**
   * Given taps, their middle on the middle of the cell.
   *
   * @throws InvalidInputException if their number does not allow that at this scale
   */
  public static AxisKernel centred(double[] taps, Scale scale) {
    int twice = taps.length - 1 + scale.down() - scale.up();
    if (taps.length == 0 || twice % 2 != 0) {
      throw new InvalidInputException(
          "the kernel has %d taps along an axis, at scale %s it must have an %s number to lie"
              + " in the middle of a cell; add a zero at one end",
          taps.length, scale, (scale.up() - scale.down()) % 2 == 0 ? "odd" : "even");
    }
    return new AxisKernel(taps.clone(), twice / 2);
  }

  /** The number of taps. */
  public int size() {
    return taps.length;
  }

  /** Tap {@code t}. */
  public double tap(int t) {
    return taps[t];
  }

  /** All taps, a copy. */
  public double[] taps() {
    return taps.clone();
  }

  /**
   * What the convolution pads at the begin, so that made cell 0 lies over the first cell's start.
   */
  public int padding() {
    return padding;
  }
}
