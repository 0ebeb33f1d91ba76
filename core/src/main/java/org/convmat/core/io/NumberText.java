package org.convmat.core.io;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.convmat.core.tensor.DType;

/** Numbers as text: what is accepted and what is written, in every text format. */
final class NumberText {

  private static final Pattern FINITE =
      Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

  /** Digits of the largest integer that any dtype holds, 2^64-1. */
  private static final int LONGEST_INTEGER = 20;

  private NumberText() {}

  /** Whether the token is an optional sign and digits, and nothing else. */
  static boolean isInteger(String token) {
    int start = token.startsWith("-") || token.startsWith("+") ? 1 : 0;
    for (int i = start; i < token.length(); i++) {
      if (token.charAt(i) < '0' || token.charAt(i) > '9') {
        return false;
      }
    }
    return token.length() > start;
  }

  /** Whether {@link #parse} takes the token: decimal notation, or nan, inf, infinity. */
  static boolean isNumber(String token) {
    return FINITE.matcher(token).matches() || !Double.isNaN(special(token)) || isNan(token);
  }

  /** The nearest double; infinite if the token is too large for one. */
  static double parse(String token) {
    if (isNan(token)) {
      return Double.NaN;
    }
    double special = special(token);
    return Double.isNaN(special) ? Double.parseDouble(token) : special;
  }

  /** Whether a finite number's nearest double is infinite. */
  static boolean overflows(String token, double value) {
    return Double.isInfinite(value) && Double.isNaN(special(token));
  }

  /** Whether {@code value}, parsed from an integer token, is exactly that integer. */
  static boolean isExact(String integer, double value) {
    if (Math.abs(value) < 0x1p53) {
      return true;
    }
    String digits = integer.replaceFirst("^([+-]?)0+", "$1");
    return digits.length() <= LONGEST_INTEGER + 1
        && new BigDecimal(value).toBigInteger().equals(new BigInteger(digits));
  }

  /**
   * The shortest text that reads back as the same number: integers without a decimal point, floats
   * with one, {@code nan}, {@code inf} and {@code -inf} as NumPy's savetxt writes them.
   */
  static String of(double value, DType dtype) {
    if (dtype.isInteger()) {
      return Math.abs(value) < 0x1p63
          ? Long.toString((long) value)
          : new BigDecimal(value).toBigInteger().toString();
    }
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return dtype == DType.FLOAT64 ? Double.toString(value) : Float.toString((float) value);
  }

  private static boolean isNan(String token) {
    return unsigned(token).equals("nan");
  }

  /** Plus or minus infinity, or NaN for everything else. */
  private static double special(String token) {
    String word = unsigned(token);
    if (!word.equals("inf") && !word.equals("infinity")) {
      return Double.NaN;
    }
    return token.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  private static String unsigned(String token) {
    if (token.length() > "-infinity".length()) {
      return ""; // no long copies of what cannot be a word
    }
    return (token.startsWith("-") || token.startsWith("+") ? token.substring(1) : token)
        .toLowerCase(Locale.ROOT);
  }
}
