package org.convmat.cli;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.convmat.cli.LayerOptions.Layer;
import org.convmat.core.explain.Dropped;
import org.convmat.core.explain.Explainer;
import org.convmat.core.explain.Link;
import org.convmat.core.explain.Side;
import org.convmat.core.explain.Term;
import org.convmat.core.geometry.Boundary;

/** An explanation as text: one line where it is short, else a table. */
record ExplainReport(Explained explained, CellNames names, Layer layer) {

  /** More terms than this are a table. */
  private static final int ON_A_LINE = 9;

  void print(Console console, boolean verbose) {
    boolean table = explained.links().size() > ON_A_LINE;
    if (!explained.gather()) {
      printScatter(console);
    } else if (table) {
      printTable(console);
    } else {
      console.out().line(sum());
    }
    console.out().line(line(!table && explained.gather()));
    printBoundary(console);
    printDropped(console, verbose);
    SizeFormulas.of(layer.convolution().geometry().axes(), layer.parameters(), layer.transposed())
        .print(console);
  }

  private String cell() {
    return names.cell(explained.side(), explained.cell());
  }

  private String sum() {
    String terms = Stream.concat(numeric(), symbolic()).collect(joining(" + "));
    String total = total();
    return cell()
        + (terms.isEmpty() ? " = 0: no tap reaches it" : " = " + terms)
        + (terms.isEmpty() || total.isEmpty() ? "" : " = " + total);
  }

  private String total() {
    Double value = explained.value();
    return value == null ? "" : names.number(value);
  }

  private Stream<String> numeric() {
    return explained.terms().stream()
        .map(t -> product(t) + " (" + input(t.link()) + " " + weight(t.link()) + ")");
  }

  /** Nothing where the numbers are known. */
  private Stream<String> symbolic() {
    return explained.value() != null
        ? Stream.empty()
        : explained.links().stream().map(link -> weight(link) + "*" + input(link));
  }

  private String weight(Link link) {
    return names.weight(link) + names.fell(explained.explainer(), link);
  }

  private String product(Term term) {
    return names.factor(term.value()) + "*" + names.factor(term.weight());
  }

  private String input(Link link) {
    return names.cell(explained.otherSide(), link.on(explained.otherSide()));
  }

  private void printTable(Console console) {
    String total = total();
    console.out().line(cell() + " = " + (total.isEmpty() ? "the sum of" : total));
    String line = Explained.lineName(explained.otherSide());
    Table table = new Table();
    if (total.isEmpty()) {
      table.row("weight", "input", line);
      for (Link link : explained.links()) {
        table.row(weight(link), input(link), other(link));
      }
    } else {
      table.row("product", "input", "weight", line, "sum");
      for (Term t : explained.terms()) {
        Link link = t.link();
        table.row(product(t), input(link), weight(link), other(link), names.number(t.sum()));
      }
    }
    table.print(console);
  }

  private String other(Link link) {
    return Long.toString(link.index(explained.otherSide()));
  }

  private void printScatter(Console console) {
    Double value = explained.value();
    console
        .out()
        .line(
            String.format(
                "%s%s touches %d of %d outputs",
                cell(),
                value == null ? "" : " = " + total(),
                explained.links().stream().map(this::other).distinct().count(),
                explained.otherSide().cells(explained.explainer().geometry())));
    for (Link link : explained.links()) {
      String weight = names.factor(explained.explainer().weight(link));
      String term =
          value == null
              ? weight(link) + "*" + cell()
              : names.factor(value) + "*" + weight + " (" + weight(link) + ")";
      console.out().line("  " + input(link) + " += " + term);
    }
  }

  /** The row or column of C, with its entries where they are few. */
  private String line(boolean withEntries) {
    Explainer explainer = explained.explainer();
    Side other = explained.otherSide();
    List<Link> links = explained.links();
    Map<Long, Double> sums = new LinkedHashMap<>(); // a boundary may join two taps in one entry
    links.forEach(link -> sums.merge(link.index(other), explainer.weight(link), Double::sum));
    String entries =
        sums.entrySet().stream()
            .map(
                e ->
                    names.number(e.getValue())
                        + " in "
                        + Explained.lineName(other)
                        + " "
                        + e.getKey())
            .collect(joining(", "));
    return String.format(
        "%s %d of C, which is %dx%d: %s",
        Explained.lineName(explained.side()),
        explained.line(),
        explainer.geometry().rows(),
        explainer.geometry().columns(),
        withEntries && !links.isEmpty() ? entries : sums.size() + " entries");
  }

  /** What "at" means, where it is said. */
  private void printBoundary(Console console) {
    Explainer explainer = explained.explainer();
    long outside =
        explained.links().stream().filter(l -> !names.fell(explainer, l).isEmpty()).count();
    Boundary boundary = explainer.geometry().boundary();
    if (outside > 0) {
      console
          .out()
          .line(
              String.format(
                  "%d of these taps fell outside the image, at [..], and see what the boundary %s"
                      + " shows there: %s",
                  outside, boundary, boundary.picture()));
    }
  }

  private void printDropped(Console console, boolean verbose) {
    List<Dropped> dropped = explained.dropped();
    if (dropped.isEmpty()) {
      return;
    }
    console
        .out()
        .line(
            String.format(
                "%d of %d taps have no part in it%s",
                dropped.size(),
                explained.explainer().geometry().tapCount(),
                verbose ? ":" : "; -v says why"));
    if (verbose) {
      for (Dropped tap : dropped) {
        String place = CellNames.bracket(names.inFile(tap.tap()));
        console.out().line("  tap " + place + ": " + tap.reason());
      }
    }
  }
}
