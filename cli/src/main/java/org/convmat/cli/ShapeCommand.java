package org.convmat.cli;

import java.util.List;
import org.convmat.cli.Converters.Extents;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.explain.SizeFormula;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.spi.ConvolutionAxis;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code convmat shape}: the output size, and the formula with the numbers in it. */
@CommandLine.Command(
    name = "shape",
    customSynopsis = "convmat shape --input-size NxN --kernel-size NxN [--transposed] [OPTIONS]",
    description =
        "The spatial size of the result, and for each axis the formula with the numbers"
            + " in it.",
    footer = {
      "",
      "Example:",
      "  ./convmat shape --input-size 113x113 --kernel-size 3x3 --stride 2 --padding 1"
    })
final class ShapeCommand extends Command {

  @Mixin private final SizeOptions sizes = new SizeOptions();

  @Mixin private final KernelSizeOption kernel = new KernelSizeOption();

  @Mixin private final AxisOptions axes = new AxisOptions();
  @Mixin private final JsonOption json = new JsonOption();

  @Override
  void run(Console console) {
    Parameters parameters = sizes.complete(axes.parameters());
    List<ConvolutionAxis> result = axes(axes, sizes, kernel.size(), parameters);
    SizeFormulas formulas = SizeFormulas.of(result, parameters, sizes.transposed());
    List<Integer> output = formulas.all().stream().map(SizeFormula::output).toList();
    if (json.wanted()) {
      printJson(console.out(), formulas, new Extents(output));
    } else {
      console.out().line(new Extents(output).toString());
      formulas.print(console);
    }
  }

  /** The axes of a kernel whose size alone is known. */
  static List<ConvolutionAxis> axes(
      AxisOptions axes, SizeOptions sizes, Extents kernel, Parameters parameters) {
    requireAsMany(sizes, kernel);
    return axes.axes(sizes.transposed(), sizes.input().values(), kernel.values(), parameters);
  }

  /** Refuses an input and a kernel of different numbers of axes. */
  static void requireAsMany(SizeOptions sizes, Extents kernel) {
    if (sizes.input().values().size() != kernel.values().size()) {
      throw new InvalidInputException(
          "--input-size %s has %d axes, --kernel-size %s has %d; they must be as many",
          sizes.input(), sizes.input().values().size(), kernel, kernel.values().size());
    }
  }

  private void printJson(TextOutput out, SizeFormulas formulas, Extents output) {
    Json.print(
        out,
        json -> {
          json.numbers("input", sizes.input().toArray());
          json.numbers("kernel", kernel.size().toArray());
          json.truth("transposed", sizes.transposed());
          json.numbers("output", output.toArray());
          formulas.to(json, "axes");
        });
  }
}
