package org.convmat.cli;

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
import org.convmat.core.solve.LayerStack.Skip;
import org.convmat.core.solve.Solution;
import org.convmat.core.solve.Solver;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code convmat solve}: from the sizes to the parameters. */
@CommandLine.Command(
    name = "solve",
    customSynopsis = {
      "convmat solve --input-size NxN --kernel-size NxN --output-size NxN [--transposed] [OPTIONS]",
      "convmat solve --layer TEXT [--layer TEXT]... [--skip I:J]... [--output-size NxN | --input-size"
          + " NxN]"
    },
    description = {
      "Every choice of padding and output padding that turns an input of one size into a result of"
          + " another, axis by axis, in each framework; of a transposed convolution, also the"
          + " forward convolution that it is the adjoint of. Where there is no choice, the nearest"
          + " sizes that can be had.",
      "",
      "With --layer, of a whole stack: which inputs fit every --skip connection or give the"
          + " --output-size; or, with --input-size, which sizes it takes, and for a stack of"
          + " convolutions every way back up. One layer and an --output-size: which inputs collapse to"
          + " this output. Layers are strict."
    },
    footer = {
      "",
      "Example:",
      "  ./convmat solve --transposed --input-size 57 --kernel-size 3 --stride 2 --output-size 113",
      "  ./convmat solve --layer 'conv --kernel-size 3 --stride 2 --padding 1' --output-size 12",
      "  ./convmat solve --skip 1:3 --skip 0:4 \\",
      "      --layer 'conv --kernel-size 2 --stride 2' --layer 'conv --kernel-size 2 --stride 2' \\",
      "      --layer 'tconv --kernel-size 2 --stride 2' --layer 'tconv --kernel-size 2 --stride 2'"
    })
final class SolveCommand extends Command {

  @Option(names = "--input-size", paramLabel = "NxN", description = "Spatial size of the input.")
  private @Nullable Extents inputSize;

  @Option(names = "--kernel-size", paramLabel = "NxN", description = "Spatial size of the kernel.")
  private @Nullable Extents kernelSize;

  @Option(
      names = "--output-size",
      paramLabel = "NxN",
      description = "The wanted spatial size of the result.")
  private @Nullable Extents outputSize;

  @Option(names = "--transposed", description = "Of a transposed convolution.")
  private boolean transposed;

  @Option(
      names = "--stride",
      paramLabel = "N[,N]",
      description = "Distance between neighbouring grid positions; default 1.")
  private @Nullable PerAxis stride;

  @Option(
      names = "--dilation",
      paramLabel = "N[,N]",
      description = "Distance between neighbouring taps, counted from 1; default 1.")
  private @Nullable PerAxis dilation;

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      description = "Of this framework only; default: of all.")
  private @Nullable String dialect;

  @Option(
      names = "--layer",
      paramLabel = "TEXT",
      description =
          "A layer of a stack, first to last, as 'conv --kernel-size 3 --stride 2 --padding 1' or"
              + " 'tconv ...' with the options of conv and tconv that place taps.")
  private final List<String> layers = new ArrayList<>();

  @Option(
      names = "--skip",
      paramLabel = "I:J",
      description =
          "Two places of the stack that must have one size: 0 is the input, I what layer I gives.")
  private final List<Skip> skips = new ArrayList<>();

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "Of a stack, the largest input that is tried; default 512.")
  private int most = 512;

  @Mixin private final JsonOption json = new JsonOption();

  @Override
  void run(Console console) {
    if (!layers.isEmpty()) {
      runStack(console);
      return;
    }
    if (!skips.isEmpty()) {
      throw new InvalidInputException("--skip joins the layers of a stack; give them with --layer");
    }
    int axes = require(inputSize).values().size();
    List<Solution> solutions = solutions(axes);
    if (json.wanted()) {
      Json.print(console.out(), j -> j.objects("solutions", solutions, SolveCommand::describe));
      return;
    }
    for (int i = 0; i < solutions.size(); i++) {
      String name = solutions.get(i).problem().dialect().id();
      print(console, console.strong(name) + ", axis " + i % axes + ": ", solutions.get(i));
    }
  }

  private void runStack(Console console) {
    boolean outside = kernelSize != null || stride != null || dilation != null || transposed;
    if (outside || dialect != null) {
      throw new InvalidInputException(
          "--kernel-size, --stride, --dilation, --transposed and --dialect go into the --layer that"
              + " they belong to");
    }
    if (most < 1) {
      throw new InvalidInputException("--most is %d, must be at least 1", most);
    }
    SolveStack stack =
        new SolveStack(
            layers.stream().map(LayerText::parse).toList(), skips, inputSize, outputSize, most);
    if (json.wanted()) {
      Json.print(console.out(), stack::to);
    } else {
      stack.print(console);
    }
  }

  /** Prints what there is on one axis, and every choice. */
  static void print(Console console, String begin, Solution solution) {
    console.out().line(begin + solution.explanation());
    for (Choice choice : solution.choices()) {
      console.out().line("  " + ParametersText.of(choice.parameters()) + adjoint(choice));
    }
  }

  private static Extents require(@Nullable Extents size) {
    if (size == null) {
      throw new InvalidInputException(
          "give --input-size, --kernel-size and --output-size, or the layers of a stack with"
              + " --layer");
    }
    return size;
  }

  private List<Solution> solutions(int axes) {
    Extents input = require(inputSize);
    Extents kernel = require(kernelSize);
    Extents output = require(outputSize);
    if (kernel.values().size() != axes || output.values().size() != axes) {
      throw new InvalidInputException(
          "--input-size %s, --kernel-size %s and --output-size %s must have as many axes",
          input, kernel, output);
    }
    List<Solution> solutions = new ArrayList<>();
    for (Dialect each : dialect == null ? Dialects.all() : List.of(Dialects.of(dialect))) {
      for (int a = 0; a < axes; a++) {
        AxisProblem problem =
            new AxisProblem(
                each,
                transposed ? Direction.TRANSPOSED : Direction.CONVOLUTION,
                axes,
                input.values().get(a),
                kernel.values().get(a),
                pick("--stride", stride, a, axes),
                pick("--dilation", dilation, a, axes));
        solutions.add(Solver.solve(problem, output.values().get(a)));
      }
    }
    return solutions;
  }

  private static int pick(String option, @Nullable PerAxis values, int axis, int axes) {
    int[] all = values == null ? new int[] {1} : values.toArray();
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

  static void describe(Json json, Solution solution) throws IOException {
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
