package org.convmat.core.dialect;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.List;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.failure.InvalidInputException;

/** Holds a layer against its framework's table, and sizes against what an array can have. */
record Strictness(Abilities abilities, Strictness.Layer layer) {

  /** All that was said of one layer. */
  record Layer(Dialect dialect, Direction direction, List<AxisRequest> axes, int groups) {}

  /** Refuses what the table does not have. */
  void check() {
    int axes = layer.axes().size();
    if (axes < abilities.fewestAxes() || axes > abilities.mostAxes()) {
      throw refusal(
          "it takes %d to %d spatial axes, not %d",
          abilities.fewestAxes(), abilities.mostAxes(), axes);
    }
    if (layer.groups() != 1 && !abilities.groups()) {
      throw refusal("it has no groups, and %d were asked for", layer.groups());
    }
    layer.axes().forEach(this::check);
    boolean strided = layer.axes().stream().anyMatch(r -> r.stride() > 1);
    boolean dilated = layer.axes().stream().anyMatch(r -> r.dilation() > 1);
    if (dilated && abilities.dilation() == Abilities.Dilation.NONE) {
      throw refusal("it has no dilation");
    }
    if (strided && dilated && abilities.dilation() == Abilities.Dilation.WITHOUT_STRIDE) {
      throw refusal(
          Refusal.STRIDE_AND_DILATION,
          "strides %s with dilations %s",
          layer.axes().stream().map(AxisRequest::stride).toList(),
          layer.axes().stream().map(AxisRequest::dilation).toList());
    }
  }

  private void check(AxisRequest r) {
    if (r.padding() instanceof Padding.Auto keyword) {
      if (!abilities.keywords().contains(keyword)) {
        throw refusal(Refusal.KEYWORD, "it has no padding %s", keyword);
      }
    } else {
      check(r, r.ends());
    }
    if (r.outputSize().isPresent() && !abilities.outputSize()) {
      throw refusal("the size of its result cannot be asked for");
    }
    r.outputPadding().ifPresent(value -> checkOutputPadding(r, value));
  }

  private void check(AxisRequest r, Ends ends) {
    boolean allowed =
        switch (abilities.explicit()) {
          case NONE -> ends.begin() == 0 && ends.end() == 0 && keywordForNothing();
          case SYMMETRIC -> ends.begin() == ends.end() && ends.begin() >= 0;
          case BOTH_ENDS -> ends.begin() >= 0 && ends.end() >= 0;
          case END_ABOVE_MINUS_STRIDE -> ends.begin() >= 0 && ends.end() + r.stride() > 0;
          case ANY -> true;
        };
    if (!allowed) {
      throw refusal(
          why(ends),
          "padding %d:%d on axis %d is not among its paddings in numbers (%s)",
          ends.begin(),
          ends.end(),
          r.axis(),
          abilities.explicit());
    }
  }

  private Refusal why(Ends ends) {
    return abilities.explicit() == Abilities.Explicit.NONE
        ? Refusal.NUMBERS
        : ends.begin() < 0 ? Refusal.NEGATIVE_PADDING : Refusal.END_PADDING;
  }

  /** Padding 0 is what nobody said; a framework of keywords reads it as VALID. */
  private boolean keywordForNothing() {
    return abilities.keywords().contains(Padding.Auto.VALID);
  }

  private void checkOutputPadding(AxisRequest r, int value) {
    int limit = limit(abilities.outputPadding(), r.stride(), r.dilation());
    if (value < 0 || value >= limit) {
      throw refusal(
          value < 0 ? Refusal.NEGATIVE_OUTPUT_PADDING : Refusal.OUTPUT_PADDING,
          "output padding %d on axis %d must be at least 0 and below %d (stride %d, dilation %d)",
          value,
          r.axis(),
          limit,
          r.stride(),
          r.dilation());
    }
  }

  /** One more than the largest output padding. */
  static int limit(Abilities.OutputPadding rule, int stride, int dilation) {
    return switch (rule) {
      case NONE -> 1;
      case BELOW_STRIDE -> stride;
      case BELOW_STRIDE_OR_DILATION -> Math.max(stride, dilation);
    };
  }

  /** In the framework's own words, where it has some, and then with the numbers. */
  @FormatMethod
  private InvalidInputException refusal(
      Refusal kind, @FormatString String format, Object... arguments) {
    String words = layer.dialect().words().get(kind);
    String numbers = String.format(format, arguments);
    return refusal("%s", words == null ? numbers : words + ": " + numbers);
  }

  @FormatMethod
  private InvalidInputException refusal(@FormatString String format, Object... arguments) {
    String layerName =
        layer.direction() == Direction.CONVOLUTION ? "convolution" : "transposed convolution";
    return new InvalidInputException(
        "%s refuses this %s: %s",
        layer.dialect().id(), layerName, String.format(format, arguments));
  }

  /** The size asked for, or the smallest plus output padding, within PyTorch's limits. */
  static long imageExtent(AxisRequest r, long smallest) {
    if (r.outputSize().isPresent()) {
      int wanted = r.outputSize().getAsInt();
      if (r.outputPadding().isPresent()) {
        throw new InvalidInputException("give either output size or output padding, not both");
      }
      if (wanted < smallest || wanted > smallest + r.stride() - 1) {
        throw new InvalidInputException(
            "output size %d on axis %d cannot be had: valid sizes range from %d to %d",
            wanted, r.axis(), smallest, smallest + r.stride() - 1);
      }
      return wanted;
    }
    if (r.extra() < 0 || r.extra() >= Math.max(r.stride(), r.dilation())) {
      throw new InvalidInputException(
          "output padding %d on axis %d must be at least 0 and smaller than the stride %d or the"
              + " dilation %d",
          r.extra(), r.axis(), r.stride(), r.dilation());
    }
    return smallest + r.extra();
  }

  /** An extent that an array can have. */
  static int extent(String side, long value, AxisRequest r) {
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "the %s would have extent %d on axis %d, must be 1 to %d (kernel %d, stride %d, dilation"
              + " %d, padding %s)",
          side,
          value,
          r.axis(),
          Integer.MAX_VALUE,
          r.kernel(),
          r.stride(),
          r.dilation(),
          r.padding() instanceof Padding.Auto
              ? r.padding()
              : r.ends().begin() + ":" + r.ends().end());
    }
    return (int) value;
  }
}
