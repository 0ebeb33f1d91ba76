package org.convmat.view.explorer;

import com.google.common.base.Joiner;
import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.List;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.Shape;
import org.convmat.spi.Elements;

/** How much the page shows: more cells than these are too small to point at. */
final class PageLimits {

  /** Cells along one axis. */
  static final int EXTENT = 64;

  /** Cells of an array, so that C has at most as many rows and columns. */
  static final int CELLS = 1024;

  /** Taps along one axis. */
  static final int KERNEL = 15;

  /** Stride, dilation and output padding. */
  static final int STEP = 64;

  /** Padding, in either direction. */
  static final int PADDING = 64;

  /** The magnitude of a number. */
  static final long VALUE = 1_000_000_000;

  private PageLimits() {}

  /** Refuses an array with too many cells, or of too many axes. */
  static void requireFits(String what, List<Integer> extents) {
    String size = Joiner.on('x').join(extents);
    if (extents.size() > 2 || extents.stream().anyMatch(extent -> extent < 1)) {
      throw new InvalidInputException(
          "the %s is %s; the page shows one axis or two, of at least 1 cell each", what, size);
    }
    if (extents.stream().anyMatch(extent -> extent > EXTENT) || cells(extents) > CELLS) {
      throw new InvalidInputException(
          "the %s is %s, %d cells; the page shows at most %d along an axis and %d in all",
          what, size, cells(extents), EXTENT, CELLS);
    }
  }

  /** Of two axes at most, so that a long holds it. */
  private static long cells(List<Integer> extents) {
    return extents.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  /** Refuses a kernel with too many taps. */
  static void requireKernelFits(Shape kernel) {
    List<Integer> extents = Ints.asList(kernel.toArray());
    if (extents.stream().anyMatch(extent -> extent > KERNEL)) {
      throw new InvalidInputException(
          "the kernel is %s; the page shows at most %d taps along an axis", kernel, KERNEL);
    }
  }

  /** Refuses numbers that the page could not show. */
  static void requireFits(String what, Elements values) {
    for (int i = 0; i < values.length(); i++) {
      double value = values.get(i);
      if (!(Math.abs(value) <= VALUE)) {
        throw new InvalidInputException(
            "the %s holds %s, the page shows numbers from %d to %d", what, value, -VALUE, VALUE);
      }
    }
  }

  /** Refuses parameters out of the page's range. */
  static void requireFits(Parameters parameters) {
    require("stride", STEP, parameters.stride());
    require("dilation", STEP, parameters.dilation());
    require("output padding", STEP, parameters.outputPadding());
    require("output size", CELLS, parameters.outputSize());
    if (parameters.padding() instanceof Padding.Explicit explicit) {
      for (Padding.Ends ends : explicit.axes()) {
        require("padding", PADDING, Arrays.asList(ends.begin(), ends.end()));
      }
    }
  }

  private static void require(String what, int most, List<Integer> values) {
    for (int value : values) {
      if (value < -most || value > most) {
        throw new InvalidInputException(
            "%s %d is out of the page's range, which is %d to %d", what, value, -most, most);
      }
    }
  }
}
