package org.convmat.cli;

import static java.util.stream.Collectors.joining;

import com.google.common.primitives.Ints;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.convmat.cli.Converters.Extents;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.solve.LayerStack;
import org.convmat.core.solve.LayerStack.Skip;
import org.convmat.core.solve.Solution;
import org.convmat.core.solve.StackLayer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code solve} says of a stack of layers: the sizes that one input takes, or the inputs that
 * fit.
 *
 * @param input the size of the input, if it is known
 * @param wanted the size that must come out, if it matters
 * @param most the largest input that is tried
 */
record SolveStack(
    List<StackLayer> layers,
    List<Skip> skips,
    @Nullable Extents input,
    @Nullable Extents wanted,
    int most) {

  void print(Console console) {
    if (input != null && wanted != null) {
      throw new InvalidInputException(
          "of a stack, give --input-size and see what comes out, or --output-size and see what must"
              + " go in, not both");
    }
    requireAxes(input);
    requireAxes(wanted);
    for (int axis = 0; axis < layers.get(0).axes(); axis++) {
      LayerStack stack = LayerStack.along(layers, axis);
      console.out().line(console.strong("axis " + axis) + ": " + axis(stack, axis));
      if (input != null) {
        printSizes(console, stack, size(input, axis));
      }
    }
  }

  void to(Json json) throws IOException {
    requireAxes(input);
    requireAxes(wanted);
    List<Integer> axes = IntStream.range(0, layers.get(0).axes()).boxed().toList();
    json.objects("axes", axes, this::describe);
  }

  private void describe(Json json, int axis) throws IOException {
    LayerStack stack = LayerStack.along(layers, axis);
    if (input == null) {
      json.number("most", most);
      json.numbers("inputs", Ints.toArray(inputs(stack, axis)));
      return;
    }
    List<Integer> sizes = stack.requireSizes(size(input, axis));
    json.numbers("sizes", Ints.toArray(sizes));
    json.objects("skips", skips, (j, skip) -> describe(j, skip, sizes));
    json.objects("way_back", wayBack(stack, size(input, axis)), SolveCommand::describe);
  }

  private static void describe(Json json, Skip skip, List<Integer> sizes) throws IOException {
    json.number("from", skip.from());
    json.number("to", skip.to());
    json.truth("fits", sizes.get(skip.from()).equals(sizes.get(skip.to())));
  }

  private String axis(LayerStack stack, int axis) {
    if (input != null) {
      return stack.requireSizes(size(input, axis)).stream()
          .map(String::valueOf)
          .collect(joining(", "));
    }
    String what =
        (skips.isEmpty() ? "" : " that fit every skip connection")
            + (wanted == null ? "" : " that give " + size(wanted, axis));
    return "inputs up to "
        + most
        + (what.isEmpty() ? " that every layer takes" : what)
        + ": "
        + NumberRuns.text(inputs(stack, axis));
  }

  private List<Integer> inputs(LayerStack stack, int axis) {
    List<Integer> fitting = stack.inputsMeeting(skips, most);
    if (wanted == null) {
      return fitting;
    }
    List<Integer> giving = stack.inputsGiving(size(wanted, axis), most);
    return fitting.stream().filter(giving::contains).toList();
  }

  private void printSizes(Console console, LayerStack stack, int size) {
    List<Integer> sizes = stack.requireSizes(size);
    for (Skip skip : skips) {
      int from = sizes.get(skip.from());
      int to = sizes.get(skip.to());
      String verdict = from == to ? "both " + from : from + " and " + to + " do not fit";
      console.out().line("  skip " + skip.from() + ":" + skip.to() + ": " + verdict);
    }
    for (Solution back : wayBack(stack, size)) {
      SolveCommand.print(console, "  back, ", back);
    }
  }

  /** Only of a stack that goes down alone. */
  private List<Solution> wayBack(LayerStack stack, int size) {
    return stack.convolutionsOnly() ? stack.wayBack(size) : List.of();
  }

  private void requireAxes(@Nullable Extents size) {
    if (size != null && size.values().size() != layers.get(0).axes()) {
      throw new InvalidInputException(
          "the size %s has %d axes, the layers have %d; they must be as many",
          size, size.values().size(), layers.get(0).axes());
    }
  }

  private static int size(Extents extents, int axis) {
    return extents.values().get(axis);
  }
}
