package org.convmat.core.geometry;

import com.google.common.collect.ImmutableList;
import com.google.common.math.LongMath;
import java.util.List;
import java.util.function.ToIntFunction;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.spi.ConvolutionAxis;

/**
 * The whole geometry of a convolution matrix: six integers per axis, the channels of both sides,
 * the groups. Says everything about the matrix but its values; all sizes are {@code long}
 * (saturating at {@code Long.MAX_VALUE}), so a matrix that could never be stored can still be
 * described.
 *
 * @param axes spatial axes, slowest first, at least one
 * @param gridChannels channels on the small side
 * @param imageChannels channels on the large side
 * @param groups divides both numbers of channels
 * @param boundary what taps see outside the image
 */
public record Geometry(
    List<ConvolutionAxis> axes,
    int gridChannels,
    int imageChannels,
    int groups,
    Boundary boundary) {

  /** A geometry with nothing outside the image. */
  public Geometry(List<ConvolutionAxis> axes, int gridChannels, int imageChannels, int groups) {
    this(axes, gridChannels, imageChannels, groups, Boundary.ZERO);
  }

  /**
   * Checks the channels.
   *
   * @throws InvalidInputException if there is no axis, or groups does not divide the channels
   */
  public Geometry {
    axes = ImmutableList.copyOf(axes);
    if (axes.isEmpty()) {
      throw new InvalidInputException("a convolution needs at least one spatial axis");
    }
    if (groups < 1 || gridChannels < 1 || imageChannels < 1) {
      throw new InvalidInputException(
          "%d and %d channels in %d groups: each must be at least 1",
          imageChannels, gridChannels, groups);
    }
    if (gridChannels % groups != 0 || imageChannels % groups != 0) {
      throw new InvalidInputException(
          "%d groups must divide both %d and %d channels", groups, gridChannels, imageChannels);
    }
  }

  /** The index generator of each axis. */
  public List<AxisTaps> taps() {
    return axes.stream().map(axis -> new AxisTaps(axis, boundary)).toList();
  }

  /** Number of grid positions, over all axes. */
  public long gridPositions() {
    return product(ConvolutionAxis::grid);
  }

  /** Number of image positions, over all axes. */
  public long imagePositions() {
    return product(ConvolutionAxis::image);
  }

  /** Number of taps, over all axes. */
  public long tapCount() {
    return product(ConvolutionAxis::kernel);
  }

  /** Rows of the matrix: gridChannels x grid positions. */
  public long rows() {
    return LongMath.saturatedMultiply(gridChannels, gridPositions());
  }

  /** Columns of the matrix: imageChannels x image positions. */
  public long columns() {
    return LongMath.saturatedMultiply(imageChannels, imagePositions());
  }

  /** Grid channels of one group. */
  public int gridChannelsPerGroup() {
    return gridChannels / groups;
  }

  /** Image channels of one group. */
  public int imageChannelsPerGroup() {
    return imageChannels / groups;
  }

  /** Pairs of channels that the kernel joins: gridChannels x imageChannels / groups. */
  public long channelPairs() {
    return (long) gridChannels * imageChannelsPerGroup();
  }

  /** Number of weights of the kernel. */
  public long weights() {
    return LongMath.saturatedMultiply(channelPairs(), tapCount());
  }

  /** Stored entries of the matrix: every cell that a tap touches, zero or not. */
  public long entries() {
    long entries = channelPairs();
    for (AxisTaps axis : taps()) {
      entries = LongMath.saturatedMultiply(entries, axis.pairs());
    }
    return entries;
  }

  private long product(ToIntFunction<ConvolutionAxis> extent) {
    long product = 1;
    for (ConvolutionAxis axis : axes) {
      product = LongMath.saturatedMultiply(product, extent.applyAsInt(axis));
    }
    return product;
  }
}
