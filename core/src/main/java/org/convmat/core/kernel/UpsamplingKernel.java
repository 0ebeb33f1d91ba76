package org.convmat.core.kernel;

import com.google.common.math.LongMath;
import java.util.Arrays;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/**
 * Weights with which a transposed convolution up-samples by interpolation, for any number of axes:
 * what initialisers of decoders want, as in fully convolutional networks (Long, Shelhamer, Darrell,
 * CVPR 2015), where the kernel of axis n has {@code 2 scale - scale % 2} bilinear taps.
 *
 * <p>On each axis the taps that reach one output cell sum to 1, so a constant stays a constant away
 * from the edges. Use them with {@link #stride}, {@link #padding}, {@link #outputPadding}; then
 * every axis grows by exactly its scale.
 *
 * <pre>{@code
 * UpsamplingKernel bilinear = UpsamplingKernel.of(Interpolation.BILINEAR, 2, 2);
 * Convolution up = Convolution.of(bilinear.perChannel(21, ElementType.FLOAT))
 *     .groups(21).stride(bilinear.stride()).padding(bilinear.padding())
 *     .outputPadding(bilinear.outputPadding()).forGrid(64, 64);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class UpsamplingKernel {

  private final int[] scales;
  private final AxisKernel[] axes;

  private UpsamplingKernel(int[] scales, AxisKernel[] axes) {
    this.scales = scales;
    this.axes = axes;
  }

  /**
   * The kernel of an interpolation.
   *
   * @param scales one for each axis
   * @throws InvalidInputException if there is no axis, or a scale is below 1 or above {@link
   *     Scale#MOST}
   */
  public static UpsamplingKernel of(Interpolation interpolation, int... scales) {
    if (scales.length == 0) {
      throw new InvalidInputException(
          "an up-sampling kernel needs a scale for each axis, got none");
    }
    AxisKernel[] axes =
        Arrays.stream(scales)
            .mapToObj(scale -> AxisKernel.sampled(interpolation, Scale.of(scale)))
            .toArray(AxisKernel[]::new);
    return new UpsamplingKernel(scales.clone(), axes);
  }

  /** The stride of each axis: its scale. */
  public int[] stride() {
    return scales.clone();
  }

  /** The padding of each axis, the same at both ends. */
  public int[] padding() {
    return Arrays.stream(axes).mapToInt(AxisKernel::padding).toArray();
  }

  /** The output padding of each axis: what a symmetric padding takes away too much, 0 or 1. */
  public int[] outputPadding() {
    int[] extra = new int[axes.length];
    Arrays.setAll(extra, n -> scales[n] - axes[n].size() + 2 * axes[n].padding());
    return extra;
  }

  /** The spatial taps alone, shape (taps...). */
  public Tensor taps(ElementType type) {
    Shape shape = Shape.of(sizes(0, 0));
    Elements elements = Elements.allocate(type, shape.size());
    fill(elements, 0);
    return Tensor.wrap(elements, shape);
  }

  /**
   * Each channel with the same taps: shape (channels, 1, taps...), for as many groups as channels.
   *
   * @throws InvalidInputException if channels is below 1 or the array too large
   */
  public Tensor perChannel(int channels, ElementType type) {
    return joined(channels, 1, type);
  }

  /**
   * Each channel onto itself and zero onto every other: shape (channels, channels, taps...), for
   * one group.
   *
   * @throws InvalidInputException if channels is below 1 or the array too large
   */
  public Tensor dense(int channels, ElementType type) {
    return joined(channels, channels, type);
  }

  private Tensor joined(int channels, int perGroup, ElementType type) {
    int taps = Arrays.stream(axes).mapToInt(AxisKernel::size).reduce(1, Math::multiplyExact);
    long size = LongMath.saturatedMultiply((long) channels * perGroup, taps);
    if (channels < 1 || size > Integer.MAX_VALUE - 8) {
      throw new InvalidInputException(
          "%d channels of %d taps need %d weights, an array holds 1 to %d",
          channels, taps, size, Integer.MAX_VALUE - 8);
    }
    Shape shape = Shape.of(sizes(channels, perGroup));
    Elements elements = Elements.allocate(type, shape.size());
    for (int channel = 0; channel < channels; channel++) {
      int own = perGroup == 1 ? 0 : channel;
      fill(elements, (channel * perGroup + own) * taps);
    }
    return Tensor.wrap(elements, shape);
  }

  /** Channels if there are any, then the taps of each axis. */
  private int[] sizes(int channels, int perGroup) {
    int lead = channels == 0 ? 0 : 2;
    int[] sizes = new int[lead + axes.length];
    Arrays.setAll(sizes, n -> n >= lead ? axes[n - lead].size() : n == 0 ? channels : perGroup);
    return sizes;
  }

  /** Writes the outer product of the axes, row-major, from {@code offset} on. */
  private void fill(Elements elements, int offset) {
    double[] product = {1};
    for (int n = 0; n < axes.length; n++) {
      double[] taps = normalised(axes[n], scales[n]);
      double[] shorter = product;
      product = new double[shorter.length * taps.length];
      Arrays.setAll(product, i -> shorter[i / taps.length] * taps[i % taps.length]);
    }
    for (int i = 0; i < product.length; i++) {
      elements.set(offset + i, product[i]);
    }
  }

  /** The taps, those that meet in one cell (every {@code scale}-th) summing to 1. */
  private static double[] normalised(AxisKernel axis, int scale) {
    double[] sums = new double[scale];
    for (int t = 0; t < axis.size(); t++) {
      sums[t % scale] += axis.tap(t);
    }
    double[] taps = axis.taps();
    Arrays.setAll(taps, t -> taps[t] / sums[t % scale]);
    return taps;
  }
}
