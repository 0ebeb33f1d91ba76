package org.convmat.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Parameters;
import org.convmat.spi.ConvolutionAxis;

/**
 * The size formula of one axis with its numbers. The library has worked out both extents; this says
 * in the dialect's words how.
 *
 * @param axis the six integers
 * @param end padding at the end; that at the begin is the axis' offset
 * @param outputPadding what is left in a transposed convolution
 */
record SizeFormula(ConvolutionAxis axis, boolean transposed, long end, long outputPadding) {

  /** The formulas of all axes. */
  static List<SizeFormula> all(
      List<ConvolutionAxis> axes, Parameters parameters, boolean transposed) {
    List<SizeFormula> formulas = new ArrayList<>();
    for (int a = 0; a < axes.size(); a++) {
      ConvolutionAxis axis = axes.get(a);
      // from the first tap's first place to one past the last tap's last
      long reach = (axis.grid() - 1L) * axis.stride() + span(axis);
      long end = end(parameters.padding(), a, reach - axis.offset() - axis.image());
      long rest = axis.image() - (reach - axis.offset() - end);
      formulas.add(new SizeFormula(axis, transposed, end, transposed ? rest : 0));
    }
    return formulas;
  }

  /** The formula without numbers. */
  static String inWords(boolean transposed) {
    return transposed
        ? "(input - 1)*stride - begin - end + dilation*(kernel - 1) + 1 + output_padding"
        : "floor((input + begin + end - dilation*(kernel - 1) - 1) / stride) + 1";
  }

  int input() {
    return transposed ? axis.grid() : axis.image();
  }

  int output() {
    return transposed ? axis.image() : axis.grid();
  }

  @Override
  public String toString() {
    String form =
        transposed
            ? "(%1$d - 1)*%2$d - %3$s - %4$s + %5$d*(%6$d - 1) + 1 + %7$d = %8$d"
            : "floor((%1$d + %3$s + %4$s - %5$d*(%6$d - 1) - 1) / %2$d) + 1 = %8$d";
    return String.format(
        Locale.ROOT,
        form,
        input(),
        axis.stride(),
        signed(axis.offset()),
        signed(end),
        axis.dilation(),
        axis.kernel(),
        outputPadding,
        output());
  }

  /** The numbers and the formula. */
  void to(Json json) throws IOException {
    json.number("input", input());
    json.number("kernel", axis.kernel());
    json.number("stride", axis.stride());
    json.number("dilation", axis.dilation());
    json.number("begin", axis.offset());
    json.number("end", end);
    if (transposed) {
      json.number("output_padding", outputPadding);
    }
    json.number("output", output());
    json.text("formula", toString());
  }

  private static long span(ConvolutionAxis axis) {
    return axis.dilation() * (axis.kernel() - 1L) + 1;
  }

  /** The end padding that was given, or the one that a rule worked out. */
  private static long end(Padding padding, int axis, long overhang) {
    if (padding instanceof Padding.Explicit explicit) {
      return explicit.axes().get(explicit.axes().size() == 1 ? 0 : axis).end();
    }
    return padding == Padding.Auto.VALID ? 0 : Math.max(0, overhang);
  }

  private static String signed(long value) {
    return value < 0 ? "(" + value + ")" : Long.toString(value);
  }
}
