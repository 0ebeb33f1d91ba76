package org.convmat.core.dialect;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.convmat.core.dialect.Abilities.Dilation;
import org.convmat.core.dialect.Abilities.Explicit;
import org.convmat.core.dialect.Abilities.OutputPadding;
import org.convmat.core.dialect.Padding.Auto;
import org.convmat.core.failure.InvalidInputException;

/**
 * MATLAB's {@code convolution2dLayer} and {@code transposedConv2dLayer} (and their 1-D and 3-D
 * kin): Padding, or Cropping, at each end apart, or {@code 'same'} (SAME_UPPER). Transposed layers
 * have no dilation; neither has groups. Cropping cannot be negative, so {@code 'same'} needs a
 * kernel of at least the stride.
 */
public final class MatlabDialect extends Dialect {

  MatlabDialect() {
    super("matlab");
  }

  @Override
  public Abilities abilities(Direction direction) {
    return new Abilities(
        1,
        3,
        Explicit.BOTH_ENDS,
        ImmutableSet.of(Auto.SAME_UPPER),
        OutputPadding.NONE,
        false,
        false,
        direction == Direction.CONVOLUTION ? Dilation.ANY : Dilation.NONE);
  }

  @Override
  Window transposed(AxisRequest r, boolean strict) {
    if (strict && r.is(Auto.SAME_UPPER) && r.span() < r.stride()) {
      throw new InvalidInputException(
          "matlab refuses this transposed convolution: 'same' would crop %d on axis %d, and cropping"
              + " cannot be negative",
          r.span() - r.stride(), r.axis());
    }
    return super.transposed(r, strict);
  }

  @Override
  public WeightLayout weights(Direction direction) {
    return WeightLayout.of(direction, WeightLayout.Order.TAPS_IO, WeightLayout.Order.TAPS_OI);
  }

  @Override
  public boolean channelsLast() {
    return true;
  }

  @Override
  public String code(Direction direction, List<Integer> kernel, Parameters parameters) {
    Code code = new Code(kernel, parameters);
    boolean conv = direction == Direction.CONVOLUTION;
    String size = "[" + code.spaced(kernel) + "]";
    String stride = "[" + code.spaced(parameters.stride()) + "]";
    String dilation = "[" + code.spaced(parameters.dilation()) + "]";
    return String.format(
        "%s%ddLayer(%s, channels, 'Stride', %s, '%s', %s%s)",
        conv ? "convolution" : "transposedConv",
        code.axes(),
        size,
        stride,
        conv ? "Padding" : "Cropping",
        code.isSame() ? "'same'" : edges(code),
        conv ? ", 'DilationFactor', " + dilation : "");
  }

  /** MATLAB orders [top bottom left right] on two axes and [begins; ends] on three. */
  private static String edges(Code code) {
    return code.axes() == 3
        ? "[" + code.bareBegins().replace(",", "") + "; " + code.bareEnds().replace(",", "") + "]"
        : "[" + code.interleaved() + "]";
  }
}
