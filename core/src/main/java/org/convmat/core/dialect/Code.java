package org.convmat.core.dialect;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.convmat.core.dialect.Padding.Ends;

/** Writes parameters down as source code. */
record Code(List<Integer> kernel, Parameters parameters) {

  /** Number of axes. */
  int axes() {
    return kernel.size();
  }

  String stride() {
    return list(parameters.stride());
  }

  String dilation() {
    return list(parameters.dilation());
  }

  String outputPadding() {
    return list(parameters.outputPadding().isEmpty() ? List.of(0) : parameters.outputPadding());
  }

  /** Whether the padding is the keyword SAME of either kind. */
  boolean isSame() {
    return parameters.padding() == Padding.Auto.SAME_UPPER
        || parameters.padding() == Padding.Auto.SAME_LOWER;
  }

  /** Whether the padding is a keyword. */
  boolean isKeyword() {
    return parameters.padding() instanceof Padding.Auto;
  }

  /** The begin paddings. */
  String begins() {
    return list(ends(Ends::begin));
  }

  /** The begin paddings without parentheses. */
  String bareBegins() {
    return bare(ends(Ends::begin));
  }

  /** The end paddings without parentheses. */
  String bareEnds() {
    return bare(ends(Ends::end));
  }

  /** Values as {@code 1 2}, one for each axis. */
  String spaced(List<Integer> values) {
    return bare(values).replace(",", "");
  }

  /** The end paddings. */
  String ends() {
    return list(ends(Ends::end));
  }

  /** (begin, end) of every axis. */
  String pairs() {
    List<Integer> begins = spread(ends(Ends::begin));
    List<Integer> ends = spread(ends(Ends::end));
    return IntStream.range(0, axes())
        .mapToObj(a -> "(" + begins.get(a) + ", " + ends.get(a) + ")")
        .collect(joining(", ", "[", "]"));
  }

  /** Begin and end of one axis after the other. */
  String interleaved() {
    List<Integer> begins = spread(ends(Ends::begin));
    List<Integer> ends = spread(ends(Ends::end));
    return IntStream.range(0, axes())
        .mapToObj(a -> begins.get(a) + " " + ends.get(a))
        .collect(joining(" "));
  }

  /** All begins, then all ends. */
  String flat() {
    return "[" + bareBegins() + ", " + bareEnds() + "]";
  }

  private List<Integer> ends(ToIntFunction<Ends> end) {
    List<Ends> ends =
        parameters.padding() instanceof Padding.Explicit explicit
            ? explicit.axes()
            : List.of(new Ends(0, 0));
    return ends.stream().map(end::applyAsInt).toList();
  }

  /** Values as {@code 1, 2}, one for each axis. */
  String bare(List<Integer> values) {
    return spread(values).stream().map(String::valueOf).collect(joining(", "));
  }

  /** Values as {@code (1, 2)}, or {@code 1} on one axis. */
  String list(List<Integer> values) {
    return axes() == 1 ? bare(values) : "(" + bare(values) + ")";
  }

  private List<Integer> spread(List<Integer> values) {
    return values.size() == axes()
        ? values
        : IntStream.range(0, axes()).mapToObj(a -> values.get(0)).toList();
  }
}
