package org.convmat.core.dialect;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.spi.ConvolutionAxis;

/**
 * PyTorch's meaning of the parameters ({@code torch.nn.Conv2d}, {@code ConvTranspose2d}): with K =
 * dilation*(kernel-1)+1,
 *
 * <pre>{@code
 * convolution             grid  = floor((image + begin + end - K) / stride) + 1
 * transposed convolution  image = (grid-1)*stride - begin - end + K + outputPadding
 * }</pre>
 *
 * <p>Beyond PyTorch, begin and end may differ or be negative, and {@link Padding.Auto} is accepted:
 * SAME gives grid = ceil(image / stride) with total padding {@code max(0, (grid-1)*stride + K -
 * image)}; transposed, image = grid*stride, the adjoint of the SAME convolution of that image.
 *
 * <p>Stateless and thread-safe. Every refusal is an {@link InvalidInputException} with the numbers.
 */
public final class PyTorchDialect {

  private PyTorchDialect() {}

  /** The axes of a convolution of an image of these extents. */
  public static List<ConvolutionAxis> forward(
      List<Integer> image, List<Integer> kernel, Parameters parameters) {
    requireTransposedOnly(parameters);
    ImmutableList.Builder<ConvolutionAxis> axes = ImmutableList.builder();
    for (int a = 0; a < image.size(); a++) {
      axes.add(new AxisParameters(parameters, a, kernel).forward(image.get(a)));
    }
    return axes.build();
  }

  /** The axes of a transposed convolution of a grid of these extents. */
  public static List<ConvolutionAxis> transposed(
      List<Integer> grid, List<Integer> kernel, Parameters parameters) {
    ImmutableList.Builder<ConvolutionAxis> axes = ImmutableList.builder();
    for (int a = 0; a < grid.size(); a++) {
      axes.add(new AxisParameters(parameters, a, kernel).transposed(grid.get(a)));
    }
    return axes.build();
  }

  private static void requireTransposedOnly(Parameters parameters) {
    if (!parameters.outputSize().isEmpty()
        || parameters.outputPadding().stream().anyMatch(p -> p != 0)) {
      throw new InvalidInputException(
          "output padding and output size belong to the transposed convolution; the grid of a"
              + " convolution follows from image, kernel, stride, dilation and padding");
    }
  }

  /** What the parameters say of one axis. */
  private static final class AxisParameters {
    private final int axis;
    private final int kernel;
    private final int stride;
    private final int dilation;
    private final int outputPadding;
    private final List<Integer> outputSize;
    private final Padding padding;
    private final int axes;

    /** K, the extent of the dilated kernel. */
    private final long span;

    AxisParameters(Parameters parameters, int axis, List<Integer> kernels) {
      this.axis = axis;
      this.axes = kernels.size();
      this.kernel = positive("kernel extent", kernels.get(axis));
      this.stride = positive("stride", pick("stride", parameters.stride()));
      this.dilation = positive("dilation", pick("dilation", parameters.dilation()));
      this.outputPadding = pick("output padding", parameters.outputPadding());
      this.outputSize = parameters.outputSize();
      this.padding = parameters.padding();
      this.span = dilation * (kernel - 1L) + 1;
    }

    ConvolutionAxis forward(int image) {
      positive("image extent", image);
      Ends ends = padding instanceof Padding.Explicit p ? ends(p) : autoEnds(image);
      long room = (long) image + ends.begin() + ends.end() - span;
      if (room < 0) {
        throw new InvalidInputException(
            "the kernel does not fit the image on axis %d: kernel %d with dilation %d spans %d, the"
                + " image has %d + padding %d + %d = %d",
            axis,
            kernel,
            dilation,
            span,
            image,
            ends.begin(),
            ends.end(),
            (long) image + ends.begin() + ends.end());
      }
      return axis(image, room / stride + 1, ends.begin());
    }

    ConvolutionAxis transposed(int grid) {
      positive("grid extent", grid);
      if (padding instanceof Padding.Explicit explicit) {
        Ends ends = ends(explicit);
        long smallest = (grid - 1L) * stride - ends.begin() - ends.end() + span;
        return axis(imageExtent(smallest), grid, ends.begin());
      }
      if (!outputSize.isEmpty() || outputPadding != 0) {
        throw new InvalidInputException(
            "auto-pad fixes the size of the result already; leave out output size and output"
                + " padding, or give the padding in numbers");
      }
      if (padding == Padding.Auto.VALID) {
        return axis((grid - 1L) * stride + span, grid, 0);
      }
      long image = (long) grid * stride;
      return axis(image, grid, split(Math.max(0, span - stride)).begin());
    }

    /** The size asked for, or the smallest plus output padding, within PyTorch's limits. */
    private long imageExtent(long smallest) {
      if (!outputSize.isEmpty()) {
        int wanted = pick("output size", outputSize);
        if (outputPadding != 0) {
          throw new InvalidInputException("give either output size or output padding, not both");
        }
        if (wanted < smallest || wanted > smallest + stride - 1) {
          throw new InvalidInputException(
              "output size %d on axis %d cannot be had: valid sizes are %d to %d",
              wanted, axis, smallest, smallest + stride - 1);
        }
        return wanted;
      }
      if (outputPadding < 0 || outputPadding >= Math.max(stride, dilation)) {
        throw new InvalidInputException(
            "output padding %d on axis %d must be at least 0 and smaller than the stride %d or the"
                + " dilation %d",
            outputPadding, axis, stride, dilation);
      }
      return smallest + outputPadding;
    }

    private ConvolutionAxis axis(long image, long grid, int offset) {
      return new ConvolutionAxis(
          extent("image", image), extent("grid", grid), kernel, stride, dilation, offset);
    }

    private int extent(String side, long value) {
      if (value < 1 || value > Integer.MAX_VALUE) {
        throw new InvalidInputException(
            "the %s would have extent %d on axis %d, must be 1 to %d (kernel %d, stride %d, dilation"
                + " %d, padding %s)",
            side, value, axis, Integer.MAX_VALUE, kernel, stride, dilation, padding);
      }
      return (int) value;
    }

    private Ends ends(Padding.Explicit explicit) {
      List<Ends> all = explicit.axes();
      requireCount("padding", all.size());
      return all.get(all.size() == 1 ? 0 : axis);
    }

    private Ends autoEnds(int image) {
      if (padding == Padding.Auto.VALID) {
        return new Ends(0, 0);
      }
      long grid = (image + stride - 1L) / stride;
      return split(Math.max(0, (grid - 1) * stride + span - image));
    }

    private Ends split(long total) {
      int smaller = extentOrZero(total / 2);
      int larger = extentOrZero(total - total / 2);
      return padding == Padding.Auto.SAME_LOWER
          ? new Ends(larger, smaller)
          : new Ends(smaller, larger);
    }

    private int extentOrZero(long value) {
      return value == 0 ? 0 : extent("padding", value);
    }

    private int pick(String what, List<Integer> values) {
      requireCount(what, values.size());
      return values.get(values.size() == 1 ? 0 : axis);
    }

    private void requireCount(String what, int count) {
      if (count != 1 && count != axes) {
        throw new InvalidInputException(
            "%s has %d values for %d axes; give one for all or one for each", what, count, axes);
      }
    }

    private int positive(String what, int value) {
      if (value < 1) {
        throw new InvalidInputException(
            "%s on axis %d is %d, must be at least 1", what, axis, value);
      }
      return value;
    }
  }
}
