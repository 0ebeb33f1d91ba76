package org.convmat.core.dialect;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.convmat.core.dialect.Abilities.Dilation;
import org.convmat.core.dialect.Abilities.Explicit;
import org.convmat.core.dialect.Abilities.OutputPadding;
import org.convmat.core.dialect.Padding.Auto;

/**
 * Keras 3 {@code Conv1D} to {@code Conv3D} and {@code Conv1DTranspose} to {@code Conv3DTranspose},
 * and TensorFlow below it: padding {@code 'valid'} (also where none is given) and {@code 'same'}
 * (SAME_UPPER). A transposed convolution tells an output padding of 0 from none:
 *
 * <pre>{@code
 * valid, none   image = (grid-1)*stride + max(K, stride)
 * valid, given  image = (grid-1)*stride + K + output padding
 * same, none    image = grid*stride
 * same, given   image = (grid-1)*stride + K mod 2 + output padding
 * }</pre>
 *
 * <p>The window begins where Keras' own padding of the dilated grid puts it: {@code low = min(ceil(
 * length/2), K-1)} of {@code length = stride + K - 2}, or with output padding {@code K + K mod 2 -
 * 2 + output padding}; the crop at the begin is K-1-low.
 */
public final class KerasDialect extends Dialect {

  KerasDialect() {
    super("keras", "tensorflow", "tf");
  }

  @Override
  public Abilities abilities(Direction direction) {
    boolean transposed = direction == Direction.TRANSPOSED;
    return new Abilities(
        1,
        3,
        Explicit.NONE,
        ImmutableSet.of(Auto.SAME_UPPER, Auto.VALID),
        transposed ? OutputPadding.BELOW_STRIDE : OutputPadding.NONE,
        false,
        !transposed,
        Dilation.WITHOUT_STRIDE);
  }

  @Override
  Window transposed(AxisRequest r, boolean strict) {
    if (r.outputSize().isPresent() || r.ends().begin() != 0 || r.ends().end() != 0) {
      return super.transposed(r, strict);
    }
    long span = r.span();
    long grown = (r.extent() - 1L) * r.stride();
    boolean given = r.outputPadding().isPresent();
    if (r.is(Auto.SAME_UPPER) || r.is(Auto.SAME_LOWER)) {
      long odd = span % 2;
      long length = given ? span + odd - 2 + r.extra() : r.stride() + span - 2;
      long half = r.is(Auto.SAME_UPPER) ? Math.floorDiv(length + 1, 2) : Math.floorDiv(length, 2);
      long low = Math.min(half, span - 1);
      return new Window(span - 1 - low, grown + (given ? odd + r.extra() : r.stride()));
    }
    return new Window(0, grown + (given ? span + r.extra() : Math.max(span, r.stride())));
  }

  @Override
  ImmutableMap<Refusal, String> words() {
    return ImmutableMap.of(
        Refusal.OUTPUT_PADDING, "`output_padding` must be strictly less than `strides`",
        Refusal.STRIDE_AND_DILATION,
            "`strides > 1` not supported in conjunction with `dilation_rate > 1`",
        Refusal.NUMBERS, "`padding` must be either 'valid' or 'same'",
        Refusal.KEYWORD, "`padding` must be either 'valid' or 'same'");
  }

  @Override
  public WeightLayout weights(Direction direction) {
    return WeightLayout.of(direction, WeightLayout.Order.TAPS_IO, WeightLayout.Order.TAPS_OI);
  }

  @Override
  public boolean tellsNoneFromZero() {
    return true;
  }

  @Override
  public boolean channelsLast() {
    return true;
  }

  @Override
  public String code(Direction direction, List<Integer> kernel, Parameters parameters) {
    Code code = new Code(kernel, parameters);
    String padding = code.isSame() ? "same" : "valid";
    if (direction == Direction.CONVOLUTION) {
      return String.format(
          "keras.layers.Conv%dD(filters, %s, strides=%s, padding='%s', dilation_rate=%s, groups=%d,"
              + " use_bias=False)",
          code.axes(),
          code.list(kernel),
          code.stride(),
          padding,
          code.dilation(),
          parameters.groups());
    }
    return String.format(
        "keras.layers.Conv%dDTranspose(filters, %s, strides=%s, padding='%s', output_padding=%s,"
            + " dilation_rate=%s, use_bias=False)",
        code.axes(),
        code.list(kernel),
        code.stride(),
        padding,
        parameters.outputPadding().isEmpty() ? "None" : code.outputPadding(),
        code.dilation());
  }
}
