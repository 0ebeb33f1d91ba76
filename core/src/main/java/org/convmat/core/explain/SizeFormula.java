package org.convmat.core.explain;

import com.google.common.primitives.Longs;
import java.util.Locale;
import org.convmat.spi.ConvolutionAxis;

/**
 * The size formula of one axis with its numbers. The axis holds both extents; this says in the
 * frameworks' words how the one follows from the other.
 *
 * @param axis the six integers; the padding at the begin is its offset
 * @param transposed whether the image's extent follows from the grid's
 * @param end padding at the end
 */
public record SizeFormula(ConvolutionAxis axis, boolean transposed, long end) {

  /**
   * The formula of an axis alone. Several paddings at the end may give one size; this takes the one
   * nearest to that at the begin.
   */
  public static SizeFormula of(ConvolutionAxis axis, boolean transposed) {
    long least = overhang(axis);
    long end = Longs.constrainToRange(axis.offset(), least, least + axis.stride() - 1);
    return new SizeFormula(axis, transposed, end);
  }

  /** How far the last tap's last place reaches past the image; negative where it falls short. */
  public static long overhang(ConvolutionAxis axis) {
    return reach(axis) - axis.offset() - axis.image();
  }

  /** The formula without numbers. */
  public static String inWords(boolean transposed) {
    return transposed
        ? "(input - 1)*stride - begin - end + dilation*(kernel - 1) + 1 + output_padding"
        : "floor((input + begin + end - dilation*(kernel - 1) - 1) / stride) + 1";
  }

  /** The extent of the input. */
  public int input() {
    return Side.input(transposed).extent(axis);
  }

  /** The extent of the result. */
  public int output() {
    return Side.output(transposed).extent(axis);
  }

  /** What is left in a transposed convolution; 0 in the other direction. */
  public long outputPadding() {
    return transposed ? end - overhang(axis) : 0;
  }

  /** The formula with the numbers, and the result. */
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
        outputPadding(),
        output());
  }

  /** From the first tap's first place to one past the last tap's last. */
  private static long reach(ConvolutionAxis axis) {
    return (axis.grid() - 1L) * axis.stride() + axis.dilation() * (axis.kernel() - 1L) + 1;
  }

  private static String signed(long value) {
    return value < 0 ? "(" + value + ")" : Long.toString(value);
  }
}
