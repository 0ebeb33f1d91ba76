package org.convmat.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of words in columns that line up; the last column is never padded. */
final class Table {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Prints the rows, the first of them as a heading. */
  void print(Console console) {
    for (int r = 0; r < rows.size(); r++) {
      String line = line(rows.get(r));
      console.out().line(r == 0 ? console.strong(line) : line);
    }
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < row.size(); c++) {
      String cell = row.get(c);
      line.append(c == 0 ? "" : GAP).append(cell);
      if (c < row.size() - 1) {
        line.append(" ".repeat(width(c) - cell.length()));
      }
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
