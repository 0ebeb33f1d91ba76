package org.convmat.view.diagram;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers in few characters, as a cell has room for. */
public final class Brief {

  private static final MathContext DIGITS = new MathContext(4);

  private Brief() {}

  /** A number with at most four digits that matter. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e5) {
      return Long.toString((long) value);
    }
    double magnitude = Math.abs(value);
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    String text =
        magnitude >= 1e-3 && magnitude < 1e6 ? rounded.toPlainString() : rounded.toString();
    return text.replace("E+", "e").replace("E", "e");
  }

  /** Extents, as in {@code 4x4}. */
  public static String extents(List<Integer> extents) {
    return extents.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  /** Indices, as in {@code 1,2}. */
  public static String index(List<Integer> index) {
    return index.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
