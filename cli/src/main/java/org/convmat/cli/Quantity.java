package org.convmat.cli;

import java.util.Locale;

/** Numbers as people read them. */
final class Quantity {

  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final String[] TIME_UNITS = {"ns", "us", "ms", "s"};

  private Quantity() {}

  /** A number of things; one that does not fit a long is known only to be larger. */
  static String count(long value) {
    return (value == Long.MAX_VALUE ? ">" : "") + value;
  }

  /** Memory. */
  static String bytes(long value) {
    double amount = value;
    int unit = 0;
    while (amount >= 1024 && unit < BYTE_UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    String number = String.format(Locale.ROOT, unit == 0 ? "%.0f" : "%.1f", amount);
    return (value == Long.MAX_VALUE ? ">" : "") + number + " " + BYTE_UNITS[unit];
  }

  /** A duration. */
  static String seconds(double value) {
    double amount = value * 1e9;
    int unit = 0;
    while (amount >= 1000 && unit < TIME_UNITS.length - 1) {
      amount /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.3g %s", amount, TIME_UNITS[unit]);
  }
}
