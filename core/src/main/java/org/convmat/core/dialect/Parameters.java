package org.convmat.core.dialect;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.List;
import org.convmat.core.failure.InvalidInputException;

/**
 * What a user says about a convolution, beside its kernel, in the units of the {@link Dialect} it
 * is said in. Each list has one value for each spatial axis, or one for all. Immutable.
 *
 * @param stride distance between neighbouring grid positions
 * @param dilation distance between neighbouring taps
 * @param padding begin and end padding
 * @param outputPadding transposed only: how much larger than the smallest possible the result is;
 *     empty if not given, which some frameworks tell from 0
 * @param outputSize transposed only: the wanted result instead of {@code outputPadding}; empty if
 *     not given
 * @param groups number of groups the channels fall into
 */
public record Parameters(
    List<Integer> stride,
    List<Integer> dilation,
    Padding padding,
    List<Integer> outputPadding,
    List<Integer> outputSize,
    int groups) {

  /** Copies the lists. */
  public Parameters {
    stride = ImmutableList.copyOf(stride);
    dilation = ImmutableList.copyOf(dilation);
    outputPadding = ImmutableList.copyOf(outputPadding);
    outputSize = ImmutableList.copyOf(outputSize);
  }

  /** Stride 1, dilation 1, no padding, one group. */
  public static final Parameters DEFAULT =
      new Parameters(
          ImmutableList.of(1),
          ImmutableList.of(1),
          Padding.NONE,
          ImmutableList.of(),
          ImmutableList.of(),
          1);

  /**
   * These, for one of so many axes alone.
   *
   * @throws InvalidInputException if a list has neither one value nor one for each axis
   */
  public Parameters along(int axis, int axes) {
    AxisRequest.Picker picker = new AxisRequest.Picker(axis, axes);
    Padding own =
        padding instanceof Padding.Explicit explicit
            ? new Padding.Explicit(ImmutableList.of(picker.pick("padding", explicit.axes())))
            : padding;
    return new Parameters(
        ImmutableList.of(picker.pick("stride", stride)),
        ImmutableList.of(picker.pick("dilation", dilation)),
        own,
        picker.either("output padding", outputPadding),
        picker.either("output size", outputSize),
        groups);
  }

  /** These, with another stride. */
  public Parameters withStride(int... values) {
    return new Parameters(
        Ints.asList(values), dilation, padding, outputPadding, outputSize, groups);
  }

  /** These, with another dilation. */
  public Parameters withDilation(int... values) {
    return new Parameters(stride, Ints.asList(values), padding, outputPadding, outputSize, groups);
  }

  /** These, with another padding. */
  public Parameters withPadding(Padding value) {
    return new Parameters(stride, dilation, value, outputPadding, outputSize, groups);
  }

  /** These, with another output padding. */
  public Parameters withOutputPadding(int... values) {
    return new Parameters(stride, dilation, padding, Ints.asList(values), outputSize, groups);
  }

  /** These, with another output size. */
  public Parameters withOutputSize(int... values) {
    return new Parameters(stride, dilation, padding, outputPadding, Ints.asList(values), groups);
  }

  /** These, with another number of groups. */
  public Parameters withGroups(int value) {
    return new Parameters(stride, dilation, padding, outputPadding, outputSize, value);
  }
}
