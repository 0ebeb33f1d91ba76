package org.convmat.core.dialect;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.convmat.core.dialect.Abilities.Dilation;
import org.convmat.core.dialect.Abilities.Explicit;
import org.convmat.core.dialect.Abilities.OutputPadding;
import org.convmat.core.failure.InvalidInputException;

/**
 * oneDNN's convolution and deconvolution: {@code padding_l} at least 0, {@code padding_r} above
 * minus the stride, and dilation counted from 0. Sizes of source and destination are both given and
 * must fit; of a deconvolution {@code floor((dst - K + padding_l + padding_r) / stride) + 1 = src},
 * so the size asked for may exceed the smallest by up to stride-1, which does the work of an output
 * padding.
 *
 * <p>Weights are (O, I, taps...) in both directions; with groups, a leading axis of groups, whose
 * memory is that of (O, I/groups, taps...).
 */
public final class OneDnnDialect extends Dialect {

  OneDnnDialect() {
    super("onednn", "dnnl", "mkldnn");
  }

  @Override
  int dilationStep() {
    return 1;
  }

  @Override
  public Abilities abilities(Direction direction) {
    return new Abilities(
        1,
        3,
        Explicit.END_ABOVE_MINUS_STRIDE,
        ImmutableSet.of(),
        OutputPadding.NONE,
        direction == Direction.TRANSPOSED,
        true,
        Dilation.ANY);
  }

  @Override
  Window transposed(AxisRequest r, boolean strict) {
    if (strict && r.outputSize().isPresent()) {
      // rounds down, where oneDNN's own division would take a kernel larger than its padded image
      int wanted = r.outputSize().getAsInt();
      long room = wanted - r.span() + r.ends().begin() + r.ends().end();
      long source = Math.floorDiv(room, r.stride()) + 1;
      if (source != r.extent()) {
        throw new InvalidInputException(
            "onednn refuses this deconvolution: mismatch between actual and computed src dims on"
                + " axis %d: src (%d) != (dst(%d) - ker(%d) + pad_l(%d) + pad_r(%d))/ str(%d) + 1 ="
                + " %d",
            r.axis(),
            r.extent(),
            wanted,
            r.span(),
            r.ends().begin(),
            r.ends().end(),
            r.stride(),
            source);
      }
    }
    return super.transposed(r, strict);
  }

  @Override
  ImmutableMap<Refusal, String> words() {
    return ImmutableMap.of(
        Refusal.NEGATIVE_PADDING, "left padding value must be non-negative",
        Refusal.END_PADDING, "right padding and stride must sum up to a positive value");
  }

  @Override
  public WeightLayout weights(Direction direction) {
    return WeightLayout.of(WeightLayout.Order.OI_TAPS);
  }

  @Override
  public boolean statesResult() {
    return true;
  }

  @Override
  public boolean channelsLast() {
    return false;
  }

  @Override
  public String code(Direction direction, List<Integer> kernel, Parameters parameters) {
    Code code = new Code(kernel, parameters);
    return String.format(
        "dnnl::%s::primitive_desc(engine, prop_kind::forward_inference, algorithm::%s, src_md,"
            + " weights_md, dst_md, /*strides*/ {%s}, /*dilates*/ {%s}, /*padding_l*/ {%s},"
            + " /*padding_r*/ {%s})",
        direction == Direction.CONVOLUTION ? "convolution_forward" : "deconvolution_forward",
        direction == Direction.CONVOLUTION ? "convolution_direct" : "deconvolution_direct",
        code.bare(parameters.stride()),
        code.bare(parameters.dilation()),
        code.bareBegins(),
        code.bareEnds());
  }
}
