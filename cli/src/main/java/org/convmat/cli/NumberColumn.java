package org.convmat.cli;

import java.math.BigDecimal;
import java.util.Locale;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.spi.Elements;

/**
 * The numbers of an array as text of one width, decimal points below each other; each reads back as
 * the same number. Scientific notation where one of them would be long without, by NumPy's limits.
 */
final class NumberColumn {

  private static final double LARGE = 1e16;
  private static final double SMALL = 1e-4;

  private final Elements elements;
  private final DType dtype;
  private final boolean scientific;
  private int before;
  private int after;

  NumberColumn(NumericArray array) {
    this.elements = array.tensor().elements();
    this.dtype = array.dtype();
    this.scientific = !dtype.isInteger() && needsScientific();
    for (int i = 0; i < elements.length(); i++) {
      String text = plain(i);
      before = Math.max(before, point(text));
      after = Math.max(after, text.length() - point(text));
    }
  }

  /** Element {@code i}, padded to the common width. */
  String text(int i) {
    String text = plain(i);
    int point = point(text);
    return " ".repeat(before - point) + text + " ".repeat(after - (text.length() - point));
  }

  private static int point(String text) {
    int point = text.indexOf('.');
    return point < 0 ? text.length() : point;
  }

  private String plain(int i) {
    double value = elements.get(i);
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (dtype.isInteger()) {
      return new BigDecimal(value).toBigInteger().toString();
    }
    String shortest =
        dtype == DType.FLOAT64 ? Double.toString(value) : Float.toString((float) value);
    return scientific ? shortest.toLowerCase(Locale.ROOT) : withoutExponent(shortest);
  }

  /** NumPy writes {@code 2.} where Java writes {@code 2.0}. */
  private static String withoutExponent(String shortest) {
    String text = shortest.indexOf('E') < 0 ? shortest : new BigDecimal(shortest).toPlainString();
    if (text.indexOf('.') < 0) {
      return text + ".";
    }
    return text.endsWith(".0") ? text.substring(0, text.length() - 1) : text;
  }

  private boolean needsScientific() {
    for (int i = 0; i < elements.length(); i++) {
      double magnitude = Math.abs(elements.get(i));
      boolean ordinary =
          magnitude == 0
              || !Double.isFinite(magnitude)
              || (magnitude < LARGE && magnitude >= SMALL);
      if (!ordinary) {
        return true;
      }
    }
    return false;
  }
}
