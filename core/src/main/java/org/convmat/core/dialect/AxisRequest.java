package org.convmat.core.dialect;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.OptionalInt;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.failure.InvalidInputException;

/**
 * What a user's parameters say of one axis, checked for sense in every framework: extents, strides
 * and dilations at least 1, as many values as axes.
 *
 * @param axis which axis, for messages
 * @param extent of what goes in: the image of a convolution, the grid of a transposed one
 * @param kernel number of taps
 * @param stride distance between neighbouring grid positions
 * @param dilation distance between neighbouring taps, counted from 1
 * @param padding as the user gave it
 * @param ends the padding of this axis in numbers; zeros where it is a keyword
 * @param outputPadding empty if not given
 * @param outputSize empty if not given
 */
record AxisRequest(
    int axis,
    int extent,
    int kernel,
    int stride,
    int dilation,
    Padding padding,
    Ends ends,
    OptionalInt outputPadding,
    OptionalInt outputSize) {

  /** Where a layer sits: its extents and kernel, axis after axis. */
  static AxisRequest of(
      int axis, List<Integer> extents, List<Integer> kernel, Parameters parameters, int step) {
    Picker picker = new Picker(axis, kernel.size());
    Ends none = new Ends(0, 0);
    int stated = picker.pick("dilation", parameters.dilation());
    if (stated < 1 - step) {
      throw new InvalidInputException(
          "dilation on axis %d is %d, must be at least %d", axis, stated, 1 - step);
    }
    return new AxisRequest(
        axis,
        picker.positive("extent", extents.get(axis)),
        picker.positive("kernel extent", kernel.get(axis)),
        picker.positive("stride", picker.pick("stride", parameters.stride())),
        stated + step,
        parameters.padding(),
        parameters.padding() instanceof Padding.Explicit explicit
            ? picker.pick("padding", explicit.axes())
            : none,
        picker.optional("output padding", parameters.outputPadding()),
        picker.optional("output size", parameters.outputSize()));
  }

  /** K, the extent of the dilated kernel. */
  long span() {
    return dilation * (kernel - 1L) + 1;
  }

  /** The extent of everything that the taps of a grid touch, before anything is cropped. */
  long full() {
    return (extent - 1L) * stride + span();
  }

  /** The output padding, 0 if not given. */
  int extra() {
    return outputPadding.orElse(0);
  }

  /** Whether the padding is this keyword. */
  boolean is(Padding.Auto keyword) {
    return padding == keyword;
  }

  /** Picks the values of one axis. */
  record Picker(int axis, int axes) {

    <T> T pick(String what, List<T> values) {
      if (values.size() != 1 && values.size() != axes) {
        throw new InvalidInputException(
            "%s has %d values for %d axes; give one for all or one for each",
            what, values.size(), axes);
      }
      return values.get(values.size() == 1 ? 0 : axis);
    }

    /** The value of the axis, or none where none is given. */
    List<Integer> either(String what, List<Integer> values) {
      return values.isEmpty() ? values : ImmutableList.of(pick(what, values));
    }

    OptionalInt optional(String what, List<Integer> values) {
      return values.isEmpty() ? OptionalInt.empty() : OptionalInt.of(pick(what, values));
    }

    int positive(String what, int value) {
      if (value < 1) {
        throw new InvalidInputException(
            "%s on axis %d is %d, must be at least 1", what, axis, value);
      }
      return value;
    }
  }
}
