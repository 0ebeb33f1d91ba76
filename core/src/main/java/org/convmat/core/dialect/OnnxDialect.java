package org.convmat.core.dialect;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.convmat.core.dialect.Abilities.Dilation;
import org.convmat.core.dialect.Abilities.Explicit;
import org.convmat.core.dialect.Abilities.OutputPadding;
import org.convmat.core.dialect.Padding.Auto;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.failure.InvalidInputException;

/**
 * ONNX's operators Conv and ConvTranspose (opset 22). {@link Padding.Explicit} is auto_pad NOTSET.
 * Where a transposed convolution's size is fixed, by {@code output_shape} or by SAME (image =
 * grid*stride), the padding follows from
 *
 * <pre>{@code
 * total = (grid-1)*stride + output_padding + K - image
 * begin = floor(total/2) for SAME_UPPER, total - floor(total/2) otherwise
 * }</pre>
 *
 * <p>so NOTSET and VALID share the rule of SAME_LOWER, pads are not used, and a negative total
 * extends the result, by less than a stride: ONNX's published case {@code
 * test_convtranspose_output_shape} has total -1 and its row of zeros at the end.
 */
public final class OnnxDialect extends Dialect {

  OnnxDialect() {
    super("onnx", "onnxruntime");
  }

  @Override
  public Abilities abilities(Direction direction) {
    boolean transposed = direction == Direction.TRANSPOSED;
    return new Abilities(
        1,
        3,
        Explicit.BOTH_ENDS,
        ImmutableSet.of(Auto.SAME_UPPER, Auto.SAME_LOWER, Auto.VALID),
        transposed ? OutputPadding.BELOW_STRIDE_OR_DILATION : OutputPadding.NONE,
        transposed,
        true,
        Dilation.ANY);
  }

  @Override
  void restrict(Direction direction, ImmutableList<AxisRequest> axes) {
    for (AxisRequest r : axes) {
      if (r.outputSize().isPresent() && (r.ends().begin() != 0 || r.ends().end() != 0)) {
        throw new InvalidInputException(
            "onnx refuses this transposed convolution: with output_shape the pads are worked out,"
                + " so leave out pads %d:%d on axis %d",
            r.ends().begin(), r.ends().end(), r.axis());
      }
    }
  }

  @Override
  Window transposed(AxisRequest r, boolean strict) {
    long full = r.full() + r.extra();
    boolean same = r.is(Auto.SAME_UPPER) || r.is(Auto.SAME_LOWER);
    if (same || r.outputSize().isPresent()) {
      if (strict && r.outputSize().isPresent()) {
        requireOneGrid(r, full);
      }
      long image = r.outputSize().orElse(Math.toIntExact((long) r.extent() * r.stride()));
      Ends upper = new Ends(Math.toIntExact(Math.floorDiv(full - image, 2)), 0);
      long begin = r.is(Auto.SAME_UPPER) ? upper.begin() : full - image - upper.begin();
      return new Window(begin, image);
    }
    return new Window(r.ends().begin(), full - r.ends().begin() - r.ends().end());
  }

  /**
   * ONNX Runtime's check: the convolution of this result has as many outputs as there are inputs.
   */
  private static void requireOneGrid(AxisRequest r, long full) {
    int wanted = r.outputSize().orElseThrow();
    long room = wanted + Math.max(0, full - wanted) - r.span();
    long grid = Math.floorDiv(room, r.stride()) + 1;
    if (grid != r.extent()) {
      throw new InvalidInputException(
          "onnx refuses this transposed convolution: output_shape %d on axis %d is inconsistent:"
              + " expected input size %d, got %d (kernel spans %d, stride %d, output_padding %d)",
          wanted, r.axis(), grid, r.extent(), r.span(), r.stride(), r.extra());
    }
  }

  @Override
  ImmutableMap<Refusal, String> words() {
    return ImmutableMap.of(
        Refusal.OUTPUT_PADDING,
        "output_padding must be less than the corresponding stride/dilation dimension");
  }

  @Override
  public WeightLayout weights(Direction direction) {
    return WeightLayout.of(direction, WeightLayout.Order.OI_TAPS, WeightLayout.Order.IO_TAPS);
  }

  @Override
  public boolean sizeFixesPadding() {
    return true;
  }

  @Override
  public boolean channelsLast() {
    return false;
  }

  @Override
  public String code(Direction direction, List<Integer> kernel, Parameters parameters) {
    Code code = new Code(kernel, parameters);
    String padding =
        parameters.padding() instanceof Auto auto
            ? "auto_pad='" + auto + "'"
            : "pads=" + code.flat();
    String more = "";
    if (direction == Direction.TRANSPOSED) {
      if (!parameters.outputSize().isEmpty()) {
        padding = code.isKeyword() ? padding : "auto_pad='NOTSET'";
        more += ", output_shape=[" + code.bare(parameters.outputSize()) + "]";
      }
      if (!parameters.outputPadding().isEmpty()) {
        more += ", output_padding=[" + code.bare(parameters.outputPadding()) + "]";
      }
    }
    return String.format(
        "onnx.helper.make_node('%s', ['X', 'W'], ['Y'], strides=[%s], %s, dilations=[%s], group=%d%s)",
        direction == Direction.CONVOLUTION ? "Conv" : "ConvTranspose",
        code.bare(parameters.stride()),
        padding,
        code.bare(parameters.dilation()),
        parameters.groups(),
        more);
  }
}
