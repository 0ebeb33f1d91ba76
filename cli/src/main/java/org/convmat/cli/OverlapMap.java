package org.convmat.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Contribution;
import org.convmat.core.explain.Overlap;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.view.diagram.Brief;
import org.convmat.view.diagram.overlap.Excerpt;

/**
 * A result of one or two axes at a terminal: numbers where they fit, else blocks, the darker the
 * more; of a large one the begin and the end of each axis.
 */
record OverlapMap(Overlap overlap, int channel, ToDoubleFunction<Contribution> number) {

  private static final int WIDTH = 100;
  private static final int LINES = 24;
  private static final String SHADES = " ░▒▓█";
  private static final String GAP = "..";

  /** Whether there is a map. */
  static boolean possible(Overlap overlap) {
    return overlap.geometry().axes().size() <= 2;
  }

  void print(Console console) {
    List<ConvolutionAxis> axes = overlap.geometry().axes();
    int lines = axes.size() == 1 ? 1 : axes.get(0).image();
    int columns = axes.get(axes.size() - 1).image();
    List<List<String>> numbers = numbers(Excerpt.of(lines, LINES), Excerpt.of(columns, WIDTH / 2));
    int widest = numbers.stream().flatMap(List::stream).mapToInt(String::length).max().orElse(1);
    boolean fits = lines <= LINES && columns * (widest + 1) <= WIDTH + 1;
    if (fits) {
      numbers.forEach(line -> console.out().line(aligned(line, widest)));
    } else {
      blocks(console, Excerpt.of(lines, LINES), Excerpt.of(columns, WIDTH / 2));
    }
  }

  private List<List<String>> numbers(Excerpt lines, Excerpt columns) {
    List<List<String>> table = new ArrayList<>();
    for (int line : lines.positions()) {
      List<String> row = new ArrayList<>();
      for (int column : columns.positions()) {
        boolean gap = line == Excerpt.GAP || column == Excerpt.GAP;
        row.add(gap ? GAP : Brief.number(value(line, column)));
      }
      table.add(row);
    }
    return table;
  }

  private double value(int line, int column) {
    boolean flat = overlap.geometry().axes().size() == 1;
    return number.applyAsDouble(
        overlap.at(new Cell(channel, flat ? List.of(column) : List.of(line, column))));
  }

  private static String aligned(List<String> line, int width) {
    StringBuilder text = new StringBuilder();
    for (String word : line) {
      text.append(text.length() == 0 ? "" : " ");
      text.append(" ".repeat(width - word.length())).append(word);
    }
    return text.toString();
  }

  private void blocks(Console console, Excerpt lines, Excerpt columns) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int pass = 0; pass < 2; pass++) {
      for (int line : lines.positions()) {
        StringBuilder text = new StringBuilder();
        for (int column : columns.positions()) {
          if (line == Excerpt.GAP || column == Excerpt.GAP) {
            text.append(GAP);
            continue;
          }
          double value = value(line, column);
          least = Math.min(least, value);
          most = Math.max(most, value);
          text.append(pass == 0 ? "" : shade(value, least, most));
        }
        if (pass == 1) {
          console.out().line(text.toString());
        }
      }
    }
    console.out().line("from " + Brief.number(least) + " to " + Brief.number(most));
  }

  /** Nothing is blank but what is zero, or the least where some are negative. */
  private static String shade(double value, double least, double most) {
    double from = Math.min(0, least);
    double part = most == from ? 1 : (value - from) / (most - from);
    int shade = (int) Math.ceil(part * (SHADES.length() - 1));
    return SHADES.substring(shade, shade + 1).repeat(2);
  }
}
