package org.convmat.core.dialect;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.convmat.core.dialect.Abilities.Dilation;
import org.convmat.core.dialect.Abilities.Explicit;
import org.convmat.core.dialect.Abilities.OutputPadding;
import org.convmat.core.dialect.Padding.Auto;

/**
 * DL4J 1.0 {@code Convolution1D} to {@code Convolution3D}, {@code Deconvolution2D} and {@code
 * Deconvolution3D}: numbers are {@code ConvolutionMode.Truncate} with the same padding at both
 * ends, SAME_UPPER is {@code ConvolutionMode.Same}. No output padding, no groups. {@code Same} with
 * a kernel smaller than the stride halves a negative total towards zero.
 */
public final class Dl4jDialect extends Dialect {

  Dl4jDialect() {
    super("dl4j", "deeplearning4j");
  }

  @Override
  public Abilities abilities(Direction direction) {
    return new Abilities(
        direction == Direction.CONVOLUTION ? 1 : 2,
        3,
        Explicit.SYMMETRIC,
        ImmutableSet.of(Auto.SAME_UPPER),
        OutputPadding.NONE,
        false,
        false,
        Dilation.ANY);
  }

  @Override
  Window transposed(AxisRequest r, boolean strict) {
    if (r.is(Auto.SAME_UPPER) && r.outputSize().isEmpty() && r.extra() == 0) {
      return new Window((r.span() - r.stride()) / 2, (long) r.extent() * r.stride());
    }
    return super.transposed(r, strict);
  }

  @Override
  public WeightLayout weights(Direction direction) {
    return WeightLayout.of(direction, WeightLayout.Order.OI_TAPS, WeightLayout.Order.IO_TAPS);
  }

  @Override
  public boolean channelsLast() {
    return false;
  }

  @Override
  public String code(Direction direction, List<Integer> kernel, Parameters parameters) {
    Code code = new Code(kernel, parameters);
    String name = direction == Direction.CONVOLUTION ? "Convolution" : "Deconvolution";
    return String.format(
        "new %s%dD.Builder().kernelSize(%s).stride(%s).dilation(%s)%s.hasBias(false)"
            + ".nOut(channels).build()",
        name,
        code.axes(),
        code.bare(kernel),
        code.bare(parameters.stride()),
        code.bare(parameters.dilation()),
        code.isSame()
            ? ".convolutionMode(ConvolutionMode.Same)"
            : ".convolutionMode(ConvolutionMode.Truncate).padding(" + code.bareBegins() + ")");
  }
}
