package org.convmat.core.dialect;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * How far the image is extended at both ends of each axis. For a transposed convolution this is
 * what the forward convolution had: it crops the result.
 */
public sealed interface Padding {

  /** No padding. */
  Padding NONE = new Explicit(ImmutableList.of(new Ends(0, 0)));

  /**
   * The padding of one axis; negative values crop the image (and extend the result of a transposed
   * convolution with cells that no tap reaches).
   *
   * @param begin before position 0
   * @param end after the last position
   */
  record Ends(int begin, int end) {}

  /**
   * Given in numbers.
   *
   * @param axes one for each axis, or one for all
   */
  record Explicit(List<Ends> axes) implements Padding {
    /** Copies the list. */
    public Explicit {
      axes = ImmutableList.copyOf(axes);
    }
  }

  /** Worked out from the sizes; ONNX's names. */
  enum Auto implements Padding {
    /** Grid = ceil(image / stride); the odd one of the padding goes to the end. */
    SAME_UPPER,
    /** Grid = ceil(image / stride); the odd one of the padding goes to the begin. */
    SAME_LOWER,
    /** None. */
    VALID
  }
}
