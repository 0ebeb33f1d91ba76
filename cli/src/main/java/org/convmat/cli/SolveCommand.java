package org.convmat.cli;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.convmat.cli.Converters.Extents;
import org.convmat.cli.Converters.PerAxis;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.Direction;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.solve.AxisProblem;
import org.convmat.core.solve.Choice;
import org.convmat.core.solve.Solution;
import org.convmat.core.solve.Solver;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code convmat solve}: from the sizes to the parameters. */
@CommandLine.Command(
    name = "solve",
    customSynopsis =
        "convmat solve --input-size NxN --kernel-size NxN --output-size NxN [--transposed] [OPTIONS]",
    description = {
      "Every choice of padding and output padding that turns an input of one size into a result of"
          + " another, axis by axis, in each framework; of a transposed convolution, also the"
          + " forward convolution that it is the adjoint of. Where there is no choice, the nearest"
          + " sizes that can be had."
    },
    footer = {
      "",
      "Example:",
      "  ./convmat solve --transposed --input-size 57 --kernel-size 3 --stride 2 --output-size 113"
    })
final class SolveCommand extends Command {

  @Option(
      names = "--input-size",
      paramLabel = "NxN",
      required = true,
      description = "Spatial size of the input.")
  private Extents inputSize = Extents.NONE;

  @Option(
      names = "--kernel-size",
      paramLabel = "NxN",
      required = true,
      description = "Spatial size of the kernel.")
  private Extents kernelSize = Extents.NONE;

  @Option(
      names = "--output-size",
      paramLabel = "NxN",
      required = true,
      description = "The wanted spatial size of the result.")
  private Extents outputSize = Extents.NONE;

  @Option(names = "--transposed", description = "Of a transposed convolution.")
  private boolean transposed;

  @Option(
      names = "--stride",
      paramLabel = "N[,N]",
      description = "Distance between neighbouring grid positions; default 1.")
  private PerAxis stride = new PerAxis(ImmutableList.of(1));

  @Option(
      names = "--dilation",
      paramLabel = "N[,N]",
      description = "Distance between neighbouring taps, counted from 1; default 1.")
  private PerAxis dilation = new PerAxis(ImmutableList.of(1));

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      description = "Of this framework only; default: of all.")
  private @Nullable String dialect;

  @Mixin private final JsonOption json = new JsonOption();

  @Override
  void run(Console console) {
    List<Solution> solutions = solutions();
    if (json.wanted()) {
      Json.print(console.out(), j -> j.objects("solutions", solutions, SolveCommand::describe));
      return;
    }
    for (int i = 0; i < solutions.size(); i++) {
      Solution solution = solutions.get(i);
      int axis = i % inputSize.values().size();
      String name = solution.problem().dialect().id();
      console.out().line(console.strong(name) + ", axis " + axis + ": " + solution.explanation());
      for (Choice choice : solution.choices()) {
        console.out().line("  " + ParametersText.of(choice.parameters()) + adjoint(choice));
      }
    }
  }

  private List<Solution> solutions() {
    int axes = inputSize.values().size();
    if (kernelSize.values().size() != axes || outputSize.values().size() != axes) {
      throw new InvalidInputException(
          "--input-size %s, --kernel-size %s and --output-size %s must have as many axes",
          inputSize, kernelSize, outputSize);
    }
    List<Solution> solutions = new ArrayList<>();
    for (Dialect each : dialect == null ? Dialects.all() : List.of(Dialects.of(dialect))) {
      for (int a = 0; a < axes; a++) {
        AxisProblem problem =
            new AxisProblem(
                each,
                transposed ? Direction.TRANSPOSED : Direction.CONVOLUTION,
                axes,
                inputSize.values().get(a),
                kernelSize.values().get(a),
                pick("--stride", stride, a, axes),
                pick("--dilation", dilation, a, axes));
        solutions.add(Solver.solve(problem, outputSize.values().get(a)));
      }
    }
    return solutions;
  }

  private static int pick(String option, PerAxis values, int axis, int axes) {
    int[] all = values.toArray();
    if (all.length != 1 && all.length != axes) {
      throw new InvalidInputException(
          "%s has %d values for %d axes; give one for all or one for each",
          option, all.length, axes);
    }
    return all[all.length == 1 ? 0 : axis];
  }

  private static String adjoint(Choice choice) {
    return choice
        .adjointOf()
        .map(p -> ", the adjoint of the convolution with " + ParametersText.of(p))
        .orElse("");
  }

  private static void describe(Json json, Solution solution) throws IOException {
    json.text("dialect", solution.problem().dialect().id());
    json.number("input", solution.problem().input());
    json.number("wanted", solution.wanted());
    json.text("explanation", solution.explanation());
    json.texts(
        "choices",
        solution.choices().stream().map(c -> ParametersText.of(c.parameters())).toList());
    json.texts(
        "adjoint_of",
        solution.choices().stream()
            .map(c -> c.adjointOf().map(ParametersText::of).orElse(""))
            .toList());
    json.text("below", solution.below().map(String::valueOf).orElse(null));
    json.text("above", solution.above().map(String::valueOf).orElse(null));
  }
}
