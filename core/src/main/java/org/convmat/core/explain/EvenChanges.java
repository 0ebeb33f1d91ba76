package org.convmat.core.explain;

import com.google.common.collect.ImmutableList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.convmat.spi.ConvolutionAxis;

/** The smallest changes of one axis after which every phase has as many taps as every other. */
public final class EvenChanges {

  /** No search tries more axes than this, nor so many that their taps and phases are more. */
  private static final int FURTHEST = 1 << 10;

  private static final int MOST_TAPS = 1 << 21;

  private EvenChanges() {}

  /** One of the numbers of an axis that can be changed. */
  public enum Parameter {
    /** The kernel extent. */
    KERNEL,
    /** The stride. */
    STRIDE,
    /** The dilation. */
    DILATION;

    /** The word for it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A change of one number that suffices. */
  public record Change(Parameter parameter, int from, int to) {}

  /** Whether every phase of an axis has as many taps as every other. */
  public static boolean even(ConvolutionAxis axis) {
    return new HashSet<>(AxisOverlap.phases(axis).stream().map(List::size).toList()).size() == 1;
  }

  /**
   * For each number the nearest smaller and the nearest larger value that make the axis even while
   * the others stay; empty if it is even, or no such value is near.
   */
  public static List<Change> of(ConvolutionAxis axis) {
    if (even(axis)) {
      return List.of();
    }
    ImmutableList.Builder<Change> changes = ImmutableList.builder();
    for (Parameter parameter : Parameter.values()) {
      int from = value(axis, parameter);
      nearest(axis, parameter, -1).ifPresent(to -> changes.add(new Change(parameter, from, to)));
      nearest(axis, parameter, 1).ifPresent(to -> changes.add(new Change(parameter, from, to)));
    }
    return changes.build();
  }

  private static Optional<Integer> nearest(ConvolutionAxis axis, Parameter parameter, int step) {
    int from = value(axis, parameter);
    int affordable = MOST_TAPS / (axis.kernel() + axis.stride());
    int furthest = Math.min(Math.min(FURTHEST, affordable), period(axis, parameter));
    for (int to = from + step; to >= 1 && Math.abs(to - from) <= furthest; to += step) {
      ConvolutionAxis changed = with(axis, parameter, to);
      if (AxisOverlap.hasPhases(changed) && even(changed)) {
        return Optional.of(to);
      }
    }
    return Optional.empty();
  }

  /**
   * How far a search need go: kernels and dilations that are a stride apart are even or not alike,
   * and a stride beyond the kernel leaves phases without a tap.
   */
  private static int period(ConvolutionAxis axis, Parameter parameter) {
    return parameter == Parameter.STRIDE ? Math.max(axis.kernel(), axis.stride()) : axis.stride();
  }

  private static int value(ConvolutionAxis axis, Parameter parameter) {
    return switch (parameter) {
      case KERNEL -> axis.kernel();
      case STRIDE -> axis.stride();
      case DILATION -> axis.dilation();
    };
  }

  /** An axis of which only the phases matter. */
  private static ConvolutionAxis with(ConvolutionAxis axis, Parameter parameter, int to) {
    return new ConvolutionAxis(
        axis.image(),
        axis.grid(),
        parameter == Parameter.KERNEL ? to : axis.kernel(),
        parameter == Parameter.STRIDE ? to : axis.stride(),
        parameter == Parameter.DILATION ? to : axis.dilation(),
        axis.offset());
  }
}
