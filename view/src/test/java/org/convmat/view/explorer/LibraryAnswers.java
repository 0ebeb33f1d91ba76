package org.convmat.view.explorer;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.convmat.core.Convolution;
import org.convmat.core.ConvolutionBuilder;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Padding;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Explainer;
import org.convmat.core.explain.Link;
import org.convmat.core.explain.Side;
import org.convmat.core.explain.SizeFormula;
import org.convmat.core.explain.Term;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.AxisTaps;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.geometry.RowRuns;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ConvolutionAxis;

/** The library's answer to a case, as one line of JSON. Numbers are the bits of a double. */
record LibraryAnswers(RandomLayer layer) {

  /** What {@code layer} may have at most to be answered whole. */
  private static final int SMALL = 400;

  /** The six integers of each axis; throws what the dialect refuses. */
  List<ConvolutionAxis> axes() {
    return layer
        .dialect()
        .axes(
            layer.transposed() ? Direction.TRANSPOSED : Direction.CONVOLUTION,
            layer.extents(),
            layer.taps(),
            layer.parameters(),
            layer.strict());
  }

  /** Whether rows and cells are asked for, and not the axes alone. */
  boolean whole() {
    try {
      Geometry geometry = new Geometry(axes(), 1, 1, 1);
      return layer.extents().size() < 3 && geometry.rows() < SMALL && geometry.columns() < SMALL;
    } catch (InvalidInputException e) {
      return false;
    }
  }

  /** Cells to look at, as pairs of a side and an index. */
  List<String> probes() {
    Explainer explainer = explainer();
    return IntStream.range(0, layer.probes().size())
        .mapToObj(i -> "[" + quoted(side(i).toString()) + "," + index(explainer, i) + "]")
        .toList();
  }

  String line() {
    List<ConvolutionAxis> axes;
    try {
      axes = axes();
    } catch (InvalidInputException e) {
      return "{\"refusal\":" + quoted(e.getMessage()) + "}";
    }
    String six = "{\"six\":" + list(axes, LibraryAnswers::six);
    return whole() ? six + details(axes, explainer()) + "}" : six + "}";
  }

  private String details(List<ConvolutionAxis> axes, Explainer explainer) {
    List<AxisTaps> taps = axes.stream().map(AxisTaps::new).toList();
    List<Integer> probes = IntStream.range(0, layer.probes().size()).boxed().toList();
    Function<Integer, Cell> cell = i -> side(i).cell(explainer.geometry(), index(explainer, i));
    return ",\"taps\":"
        + list(taps, t -> ranges(t.axis().grid(), t::tapBegin, t::tapEnd))
        + ",\"grids\":"
        + list(taps, t -> ranges(t.axis().kernel(), t::gridBegin, t::gridEnd))
        + ",\"entries\":"
        + entries(explainer.geometry())
        + ",\"output\":"
        + output(explainer)
        + ",\"links\":"
        + list(probes, i -> links(explainer, side(i), cell.apply(i)))
        + ",\"dropped\":"
        + list(
            probes,
            i ->
                list(
                    explainer.dropped(side(i), cell.apply(i)),
                    d -> "[" + ints(d.tap()) + "," + quoted(d.reason()) + "]"))
        + ",\"sizes\":"
        + list(axes, axis -> quoted(SizeFormula.of(axis, layer.transposed()).toString()))
        + ",\"given\":"
        + given(axes)
        + ",\"words\":"
        + quoted(SizeFormula.inWords(layer.transposed()));
  }

  private String given(List<ConvolutionAxis> axes) {
    if (!(layer.parameters().padding() instanceof Padding.Explicit explicit)) {
      return "[]";
    }
    List<Integer> numbers = IntStream.range(0, axes.size()).boxed().toList();
    return list(
        numbers,
        a ->
            quoted(
                new SizeFormula(axes.get(a), layer.transposed(), explicit.axes().get(a).end())
                    .toString()));
  }

  private Side side(int probe) {
    return probe % 2 == 0 ? Side.GRID : Side.IMAGE;
  }

  private long index(Explainer explainer, int probe) {
    return layer.probes().get(probe) % side(probe).cells(explainer.geometry());
  }

  private Explainer explainer() {
    ConvolutionBuilder builder =
        Convolution.of(canonical(layer.kernel()))
            .parameters(layer.parameters())
            .dialect(layer.dialect(), layer.strict());
    builder = layer.flip() ? builder.flip() : builder;
    int[] extents = layer.input().shape().toArray();
    Convolution convolution =
        layer.transposed() ? builder.forGrid(extents) : builder.forImage(extents);
    return new Explainer(convolution.matrix(), layer.transposed());
  }

  /** The kernel in convmat's order. */
  private Tensor canonical(Tensor kernel) {
    Direction direction = layer.transposed() ? Direction.TRANSPOSED : Direction.CONVOLUTION;
    if (!layer.dialect().weights(direction).mirrored()) {
      return kernel;
    }
    double[] reversed = kernel.elements().doubles().clone();
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = kernel.elements().get(reversed.length - 1 - i);
    }
    return Tensor.wrap(reversed, kernel.shape().toArray());
  }

  private static String six(ConvolutionAxis x) {
    return ints(List.of(x.image(), x.grid(), x.kernel(), x.stride(), x.dilation(), x.offset()));
  }

  private static String ranges(
      int count,
      java.util.function.IntUnaryOperator begin,
      java.util.function.IntUnaryOperator end) {
    return list(
        IntStream.range(0, count).boxed().toList(),
        i -> "[" + begin.applyAsInt(i) + "," + end.applyAsInt(i) + "]");
  }

  /** The structure by the generator of the sparse form, not by the explainer. */
  private static String entries(Geometry geometry) {
    TreeMap<Long, String> entries = new TreeMap<>();
    new RowRuns(geometry)
        .visit(
            (row, count, length, columns, taps, step) -> {
              for (int j = 0; j < count; j++) {
                for (int e = 0; e < length; e++) {
                  int column = columns[e] + j * step;
                  entries.put(
                      (row + j) * geometry.columns() + column,
                      "[" + (row + j) + "," + column + "," + taps[e] + "]");
                }
              }
            });
    return "[" + String.join(",", entries.values()) + "]";
  }

  private String output(Explainer explainer) {
    Side side = explainer.outputSide();
    List<String> values = new ArrayList<>();
    LongStream.range(0, side.cells(explainer.geometry()))
        .mapToObj(i -> side.cell(explainer.geometry(), i))
        .map(cell -> explainer.terms(cell, layer.input().elements()))
        .forEach(
            terms -> values.add(bits(terms.isEmpty() ? 0 : terms.get(terms.size() - 1).sum())));
    return "[" + String.join(",", values) + "]";
  }

  /** Of an output cell the explainer's terms; of an input cell its links, multiplied out here. */
  private String links(Explainer explainer, Side side, Cell cell) {
    if (side == explainer.outputSide()) {
      return list(explainer.terms(cell, layer.input().elements()), t -> term(explainer, t));
    }
    double value = layer.input().elements().get((int) side.index(explainer.geometry(), cell));
    List<Term> terms = new ArrayList<>();
    double sum = 0;
    for (Link link : explainer.scatter(cell)) {
      double weight = explainer.weight(link);
      sum += weight * value;
      terms.add(new Term(link, weight, value, weight * value, sum));
    }
    return list(terms, t -> term(explainer, t));
  }

  private String term(Explainer explainer, Term t) {
    Link link = t.link();
    Direction direction = layer.transposed() ? Direction.TRANSPOSED : Direction.CONVOLUTION;
    boolean mirrored = layer.flip() != layer.dialect().weights(direction).mirrored();
    List<Integer> place = new ArrayList<>(link.tap());
    for (int a = 0; mirrored && a < place.size(); a++) {
      place.set(a, explainer.geometry().axes().get(a).kernel() - 1 - place.get(a));
    }
    String numbers =
        DoubleStream.of(t.value(), t.weight(), t.product(), t.sum())
            .mapToObj(LibraryAnswers::bits)
            .collect(joining(","));
    return String.format(
        "[%d,%d,%d,%s,%s,%s,%s,%s]",
        link.row(),
        link.column(),
        tapIndex(explainer, link.tap()),
        ints(link.grid().position()),
        ints(link.tap()),
        ints(link.image().position()),
        quoted("w" + ints(place)),
        numbers);
  }

  private static int tapIndex(Explainer explainer, List<Integer> tap) {
    int index = 0;
    for (int a = 0; a < tap.size(); a++) {
      index = index * explainer.geometry().axes().get(a).kernel() + tap.get(a);
    }
    return index;
  }

  private static String bits(double value) {
    return quoted(Long.toHexString(Double.doubleToLongBits(value)));
  }

  private static String ints(List<Integer> values) {
    return list(values, String::valueOf);
  }

  private static <T> String list(List<T> items, Function<T, String> text) {
    return items.stream().map(text).collect(joining(",", "[", "]"));
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
