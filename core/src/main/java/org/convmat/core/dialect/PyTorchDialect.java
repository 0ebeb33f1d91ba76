package org.convmat.core.dialect;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.convmat.core.dialect.Abilities.Dilation;
import org.convmat.core.dialect.Abilities.Explicit;
import org.convmat.core.dialect.Abilities.OutputPadding;
import org.convmat.core.failure.InvalidInputException;

/**
 * {@code torch.nn.Conv1d} to {@code Conv3d} and {@code ConvTranspose1d} to {@code ConvTranspose3d};
 * the rules are those of {@link Dialect}. Padding is symmetric; {@code 'same'} (SAME_UPPER) takes
 * stride 1 only; a transposed convolution has output padding below the larger of stride and
 * dilation, or an output size of stride values.
 *
 * <p>Lenient, it takes padding at each end and the keywords of ONNX in both directions.
 */
public final class PyTorchDialect extends Dialect {

  PyTorchDialect() {
    super("pytorch", "torch", "djl");
  }

  @Override
  public Abilities abilities(Direction direction) {
    return direction == Direction.CONVOLUTION
        ? new Abilities(
            1,
            3,
            Explicit.SYMMETRIC,
            ImmutableSet.of(Padding.Auto.SAME_UPPER, Padding.Auto.VALID),
            OutputPadding.NONE,
            false,
            true,
            Dilation.ANY)
        : new Abilities(
            1,
            3,
            Explicit.SYMMETRIC,
            ImmutableSet.of(),
            OutputPadding.BELOW_STRIDE_OR_DILATION,
            true,
            true,
            Dilation.ANY);
  }

  @Override
  void restrict(Direction direction, ImmutableList<AxisRequest> axes) {
    boolean same = axes.get(0).is(Padding.Auto.SAME_UPPER);
    if (same && axes.stream().anyMatch(r -> r.stride() != 1)) {
      throw new InvalidInputException(
          "pytorch refuses this convolution: padding='same' is not supported for strided"
              + " convolutions");
    }
  }

  @Override
  ImmutableMap<Refusal, String> words() {
    return ImmutableMap.of(
        Refusal.OUTPUT_PADDING, "output padding must be smaller than either stride or dilation",
        Refusal.NEGATIVE_OUTPUT_PADDING, "negative output_padding is not supported",
        Refusal.NEGATIVE_PADDING, "negative padding is not supported");
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
    if (direction == Direction.CONVOLUTION) {
      String padding = code.isSame() ? "'same'" : code.isKeyword() ? "'valid'" : code.begins();
      return String.format(
          "F.conv%dd(x, w, stride=%s, padding=%s, dilation=%s, groups=%d)",
          code.axes(), code.stride(), padding, code.dilation(), parameters.groups());
    }
    return String.format(
        "F.conv_transpose%dd(x, w, stride=%s, padding=%s, output_padding=%s, groups=%d, dilation=%s)",
        code.axes(),
        code.stride(),
        code.begins(),
        code.outputPadding(),
        parameters.groups(),
        code.dilation());
  }
}
