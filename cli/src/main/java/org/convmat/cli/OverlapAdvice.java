package org.convmat.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.convmat.core.explain.Contribution;
import org.convmat.core.explain.EvenChanges;
import org.convmat.core.explain.EvenChanges.Change;
import org.convmat.core.explain.EvenChanges.Parameter;
import org.convmat.core.explain.EvenKernel;
import org.convmat.core.explain.Overlap;
import org.convmat.core.explain.SizeFormula;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.view.diagram.Brief;

/** Why an overlap is as even as it is, and what would make it even; all of it from its numbers. */
record OverlapAdvice(OverlapReport report) {

  /** Below this a sum differs from the others by its rounding. */
  private static final double ROUNDING = 1e-6;

  private Overlap overlap() {
    return report.overlap();
  }

  private List<ConvolutionAxis> axes() {
    return overlap().geometry().axes();
  }

  /** Why, a sentence each. */
  List<String> causes() {
    List<String> causes = new ArrayList<>();
    for (int a = 0; a < axes().size(); a++) {
      causes.add(counts(a));
    }
    if (overlap().weighted()) {
      causes.add(weights());
    }
    causes.addAll(border());
    return causes;
  }

  private String counts(int a) {
    ConvolutionAxis axis = axes().get(a);
    List<Integer> taps = overlap().phaseTaps(a);
    int least = Collections.min(taps);
    int most = Collections.max(taps);
    String numbers =
        String.format(
            Locale.ROOT,
            "axis %d, kernel %d, stride %d%s: ",
            a,
            axis.kernel(),
            axis.stride(),
            axis.dilation() == 1 ? "" : ", dilation " + axis.dilation());
    if (least == most) {
      return numbers
          + "even, each of the "
          + axis.stride()
          + " phases gets "
          + least
          + " of the taps";
    }
    return String.format(
        Locale.ROOT,
        "%suneven, phase %d gets %d of the taps and phase %d gets %d%s",
        numbers,
        taps.indexOf(most),
        most,
        taps.indexOf(least),
        least,
        axis.dilation() > 1 && least == 0 && axis.kernel() >= axis.stride()
            ? "; dilation and stride have a common factor, so no tap ever falls on some phases"
            : least == 0 ? ", so some cells stay empty" : "");
  }

  private String weights() {
    int channel = report.channel();
    boolean evenWeights = overlap().even(channel);
    if (evenWeights) {
      return overlap().even()
          ? "the weights"
              + report.inChannel()
              + " are even too: a constant input stays constant inside"
          : "the weights"
              + report.inChannel()
              + " make up for it: every phase has the same sum, a constant input stays constant inside";
    }
    List<List<Integer>> phases = new ArrayList<>(overlap().phases());
    Comparator<List<Integer>> bySum =
        Comparator.comparingDouble(phase -> overlap().interior(channel, phase).sum());
    List<Integer> least = Collections.min(phases, bySum);
    List<Integer> most = Collections.max(phases, bySum);
    Contribution low = overlap().interior(channel, least);
    Contribution high = overlap().interior(channel, most);
    return String.format(
        Locale.ROOT,
        "the weights%s are uneven%s: those of phase %s add up to %s, those of phase %s to %s; a"
            + " constant 1 comes out as a pattern between them, with the period of the stride%s",
        report.inChannel(),
        overlap().even() ? ", though the counts are even" : "",
        Brief.index(least),
        Brief.number(low.sum()),
        Brief.index(most),
        Brief.number(high.sum()),
        unevenChannels());
  }

  private String unevenChannels() {
    int count = overlap().geometry().imageChannels();
    long uneven = IntStream.range(0, count).filter(c -> !overlap().even(c)).count();
    return count == 1 ? "" : "; so it is in " + uneven + " of " + count + " output channels";
  }

  private List<String> border() {
    List<String> border = new ArrayList<>();
    for (int a = 0; a < axes().size(); a++) {
      int begin = overlap().borderBegin(a);
      int end = overlap().borderEnd(a);
      if (begin + end > 0) {
        border.add(
            begin == axes().get(a).image()
                ? "border: no cell on axis " + a + " is reached by all taps of its phase"
                : String.format(
                    Locale.ROOT,
                    "border: the first %d and the last %d of %d cells on axis %d are not reached by"
                        + " the same taps as the inside",
                    begin,
                    end,
                    axes().get(a).image(),
                    a));
      }
    }
    return border;
  }

  /** What would make it even, the smallest change first. */
  List<String> changes() {
    List<String> changes = new ArrayList<>();
    EvenKernel even = report.evenKernel();
    boolean byWeights = even != null && even.change() <= ROUNDING;
    if (!overlap().even() && !byWeights) {
      changes.addAll(geometryChanges());
    }
    if (even != null && !byWeights) {
      changes.add(
          String.format(
              Locale.ROOT,
              "even with other weights: the nearest kernel whose phases have equal sums, for each"
                  + " pair of channels, differs by %s of its norm (--even-kernel FILE writes it);"
                  + " training keeps it even only if it is made to. Equal sub-kernels from the start"
                  + " (ICNR, arXiv:1707.02937) are another",
              OverlapReport.percent(even.change())));
    } else if (even == null && overlap().weighted() && !overlap().even(report.channel())) {
      changes.add("no weights make this geometry even: some phase has no tap");
    }
    return changes;
  }

  private List<String> geometryChanges() {
    List<String> changes = new ArrayList<>();
    for (int a = 0; a < axes().size(); a++) {
      ConvolutionAxis axis = axes().get(a);
      List<Change> ofAxis = new ArrayList<>(EvenChanges.of(axis));
      ofAxis.sort(
          Comparator.comparingInt((Change change) -> Math.abs(change.to() - change.from()))
              .thenComparing(Change::parameter)
              .thenComparing(Comparator.comparingInt(Change::to).reversed()));
      String prefix = "even with, on axis " + a + ": ";
      String words =
          String.join("; or ", ofAxis.stream().map(change -> describe(axis, change)).toList());
      if (!words.isEmpty()) {
        changes.add(prefix + words);
      }
    }
    return changes;
  }

  private static String describe(ConvolutionAxis axis, Change change) {
    String words =
        String.format(
            Locale.ROOT, "%s %d instead of %d", change.parameter(), change.to(), change.from());
    return change.parameter() == Parameter.KERNEL ? words + keeping(axis, change.to()) : words;
  }

  /** The padding with which another kernel gives a result of the same size. */
  private static String keeping(ConvolutionAxis axis, int kernel) {
    long both =
        SizeFormula.overhang(
            new ConvolutionAxis(
                axis.image(), axis.grid(), kernel, axis.stride(), axis.dilation(), 0));
    long padding = Math.floorDiv(both + 1, 2L);
    long more = 2 * padding - both;
    return padding < 0 || more >= axis.stride()
        ? ""
        : String.format(
            Locale.ROOT,
            " (padding %d%s keeps the output at %d)",
            padding,
            more == 0 ? "" : ", output padding " + more,
            axis.image());
  }
}
