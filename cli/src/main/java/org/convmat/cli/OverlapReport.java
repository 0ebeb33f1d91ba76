package org.convmat.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.convmat.core.explain.Contribution;
import org.convmat.core.explain.EvenKernel;
import org.convmat.core.explain.Overlap;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.view.diagram.Brief;
import org.jspecify.annotations.Nullable;

/**
 * What the library says of an overlap, for a person.
 *
 * @param channel the output channel that is shown
 * @param evenKernel the nearest even kernel; null without weights, or where there is none
 */
record OverlapReport(Overlap overlap, int channel, @Nullable EvenKernel evenKernel) {

  private static final int MOST_PHASES = 32;

  void print(Console console) {
    TextOutput out = console.out();
    out.line("output " + extents() + "; terms that reach each cell:");
    map(console, new OverlapMap(overlap, channel, Contribution::terms));
    if (overlap.weighted()) {
      out.line("the sum of their weights" + inChannel() + ":");
      map(console, new OverlapMap(overlap, channel, Contribution::sum));
    }
    phases(console);
    out.line("uniformity of the counts " + Brief.number(overlap.uniformity()) + weightScore());
    OverlapAdvice advice = new OverlapAdvice(this);
    advice.causes().forEach(out::line);
    advice.changes().forEach(out::line);
  }

  private static void map(Console console, OverlapMap map) {
    if (OverlapMap.possible(map.overlap())) {
      map.print(console);
    }
  }

  String extents() {
    return Brief.extents(overlap.geometry().axes().stream().map(ConvolutionAxis::image).toList());
  }

  String inChannel() {
    int count = overlap.geometry().imageChannels();
    return count == 1 ? "" : " in output channel " + channel + " of " + count;
  }

  private String weightScore() {
    return overlap.weighted()
        ? ", of the weights " + Brief.number(overlap.uniformity(channel)) + inChannel()
        : "";
  }

  private void phases(Console console) {
    if (overlap.phaseCount() > MOST_PHASES) {
      console.out().line(overlap.phaseCount() + " phases; --json lists them");
      return;
    }
    Table table = new Table();
    List<String> head = new ArrayList<>(List.of("phase", "terms"));
    if (overlap.weighted()) {
      head.addAll(List.of("sum of weights", "of |weights|"));
    }
    table.row(head.toArray(new String[0]));
    for (List<Integer> phase : overlap.phases()) {
      Contribution gets = overlap.interior(channel, phase);
      List<String> row = new ArrayList<>(List.of(Brief.index(phase), Long.toString(gets.terms())));
      if (overlap.weighted()) {
        row.add(Brief.number(gets.sum()));
        row.add(Brief.number(gets.magnitude()));
      }
      table.row(row.toArray(new String[0]));
    }
    table.print(console);
  }

  static String percent(double part) {
    return String.format(Locale.ROOT, "%.3g%%", 100 * part);
  }
}
