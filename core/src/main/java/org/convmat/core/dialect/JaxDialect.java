package org.convmat.core.dialect;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.convmat.core.dialect.Abilities.Dilation;
import org.convmat.core.dialect.Abilities.Explicit;
import org.convmat.core.dialect.Abilities.OutputPadding;
import org.convmat.core.dialect.Padding.Auto;

/**
 * JAX's {@code lax.conv_general_dilated} and {@code lax.conv_transpose}. Padding is SAME, VALID or
 * pairs of any integers. Of a transposed convolution a pair (low, high) pads the dilated grid, so
 * it adds to the result: the crops are K-1-low and K-1-high. SAME has {@code low + high = stride +
 * K - 2} with {@code low = K-1} if stride &gt; K-1, else the larger half; VALID is {@code low =
 * K-1}, {@code high = K-1 + max(stride-K, 0)}.
 *
 * <p>By default {@code conv_transpose} does not mirror its kernel, which is what {@link #weights}
 * says; with {@code transpose_kernel=True} the weights are those of the forward convolution, {@link
 * #transposeKernel}.
 */
public final class JaxDialect extends Dialect {

  JaxDialect() {
    super("jax", "lax");
  }

  @Override
  public Abilities abilities(Direction direction) {
    boolean transposed = direction == Direction.TRANSPOSED;
    return new Abilities(
        1,
        Integer.MAX_VALUE,
        Explicit.ANY,
        transposed
            ? ImmutableSet.of(Auto.SAME_UPPER, Auto.VALID)
            : ImmutableSet.copyOf(Auto.values()),
        OutputPadding.NONE,
        false,
        !transposed,
        Dilation.ANY);
  }

  @Override
  Window transposed(AxisRequest r, boolean strict) {
    long most = r.span() - 1;
    if (r.padding() instanceof Padding.Explicit) {
      long crops = 2 * most - r.ends().begin() - r.ends().end();
      return new Window(most - r.ends().begin(), Strictness.imageExtent(r, r.full() - crops));
    }
    if (r.outputSize().isPresent() || r.extra() != 0) {
      return super.transposed(r, strict);
    }
    if (r.is(Auto.VALID)) {
      return new Window(0, (r.extent() - 1L) * r.stride() + Math.max(r.span(), r.stride()));
    }
    long length = r.stride() + r.span() - 2;
    long half = r.is(Auto.SAME_UPPER) ? (length + 1) / 2 : length / 2;
    long low = r.stride() > most ? most : half;
    return new Window(most - low, (long) r.extent() * r.stride());
  }

  @Override
  ImmutableMap<Refusal, String> words() {
    return ImmutableMap.of(
        Refusal.KEYWORD, "String padding is not implemented for transposed convolution");
  }

  @Override
  public WeightLayout weights(Direction direction) {
    return new WeightLayout(WeightLayout.Order.TAPS_IO, direction == Direction.TRANSPOSED);
  }

  /** The weights of a transposed convolution with {@code transpose_kernel=True}. */
  public WeightLayout transposeKernel() {
    return WeightLayout.of(WeightLayout.Order.TAPS_OI);
  }

  @Override
  public boolean padsDilatedGrid() {
    return true;
  }

  @Override
  public boolean channelsLast() {
    return true;
  }

  @Override
  public String code(Direction direction, List<Integer> kernel, Parameters parameters) {
    Code code = new Code(kernel, parameters);
    String padding =
        !code.isKeyword()
            ? code.pairs()
            : parameters.padding() == Auto.SAME_UPPER ? "'SAME'" : "'" + parameters.padding() + "'";
    if (direction == Direction.CONVOLUTION) {
      return String.format(
          "lax.conv_general_dilated(x, w, window_strides=[%s], padding=%s, rhs_dilation=[%s],"
              + " feature_group_count=%d)",
          code.bare(parameters.stride()),
          padding,
          code.bare(parameters.dilation()),
          parameters.groups());
    }
    return String.format(
        "lax.conv_transpose(x, w, strides=[%s], padding=%s, rhs_dilation=[%s],"
            + " transpose_kernel=True)",
        code.bare(parameters.stride()), padding, code.bare(parameters.dilation()));
  }
}
