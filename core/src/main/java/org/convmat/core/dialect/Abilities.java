package org.convmat.core.dialect;

import com.google.common.collect.ImmutableSet;
import java.util.Set;

/**
 * One row of a framework's table: what its layer lets a user say in one direction. Immutable.
 *
 * @param fewestAxes fewest spatial axes
 * @param mostAxes most spatial axes
 * @param explicit which paddings in numbers it takes
 * @param keywords which paddings it works out
 * @param outputPadding which output paddings it takes
 * @param outputSize whether the size of the result can be asked for
 * @param groups whether channels can fall into groups
 * @param dilation with which strides it takes a dilation
 */
public record Abilities(
    int fewestAxes,
    int mostAxes,
    Explicit explicit,
    Set<Padding.Auto> keywords,
    OutputPadding outputPadding,
    boolean outputSize,
    boolean groups,
    Dilation dilation) {

  /** Paddings in numbers. */
  public enum Explicit {
    /** None; the padding is a keyword. */
    NONE,
    /** The same at begin and end, at least 0. */
    SYMMETRIC,
    /** Begin and end apart, at least 0. */
    BOTH_ENDS,
    /** Begin at least 0, end larger than minus the stride. */
    END_ABOVE_MINUS_STRIDE,
    /** Any two integers. */
    ANY
  }

  /** Output paddings. */
  public enum OutputPadding {
    /** None. */
    NONE,
    /** 0 to max(stride, dilation) - 1. */
    BELOW_STRIDE_OR_DILATION,
    /** 0 to stride - 1. */
    BELOW_STRIDE
  }

  /** Dilations above 1. */
  public enum Dilation {
    /** None. */
    NONE,
    /** Only where every stride is 1. */
    WITHOUT_STRIDE,
    /** Any. */
    ANY
  }

  /** Copies the set. */
  public Abilities {
    keywords = ImmutableSet.copyOf(keywords);
  }
}
