package org.convmat.benchmarks.table;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The table as text, row by row while it is measured. */
final class RowsText {

  private final PrintStream out;

  RowsText(PrintStream out) {
    this.out = out;
  }

  void head(String title) {
    out.println(title);
    out.printf(
        Locale.ROOT,
        "%-18s %-10s %11s %11s %11s %8s %8s %7s %-10s %s%n",
        "layer",
        "form",
        "ours us",
        "ORT us",
        "PyTorch us",
        "ratio",
        "GFLOP/s",
        "limit",
        "limited by",
        "max diff");
  }

  void row(Row row) {
    out.printf(
        Locale.ROOT,
        "%-18s %-10s %11.1f %11s %11s %8s %8.2f %7.3f %-10s %s%n",
        row.layer(),
        row.form(),
        row.oursMicros(),
        number("%.1f", row.ortMicros()),
        number("%.1f", row.torchMicros()),
        number("%.2f", row.ratio().orElse(Double.NaN)),
        row.gigaflops(),
        row.limitFraction(),
        row.limit().by(),
        number("%.1e", row.maxDifference()));
  }

  /** The geometric mean of the ratios, and the slowest row. */
  void summary(List<Row> rows) {
    List<Row> compared = rows.stream().filter(row -> row.ratio().isPresent()).toList();
    if (compared.isEmpty()) {
      return;
    }
    Row slowest = compared.stream().min(Comparator.comparingDouble(RowsText::ratio)).orElseThrow();
    out.printf(
        Locale.ROOT,
        "better peer / ours: geometric mean %.2f, slowest %.2f (%s), %d of %d rows at least 1%n",
        geometricMean(compared),
        ratio(slowest),
        slowest.layer(),
        compared.stream().filter(row -> ratio(row) >= 1).count(),
        compared.size());
  }

  void machine(String line) {
    out.println(line);
  }

  static double geometricMean(List<Row> rows) {
    return Math.exp(rows.stream().mapToDouble(row -> Math.log(ratio(row))).average().orElse(0));
  }

  private static double ratio(Row row) {
    return row.ratio().orElseThrow();
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
