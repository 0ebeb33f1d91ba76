package org.convmat.cli;

import java.util.List;
import java.util.Optional;
import org.convmat.cli.Converters.Extents;
import org.convmat.cli.Converters.PerAxis;
import org.convmat.core.Convolution;
import org.convmat.core.ConvolutionBuilder;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.plan.FormCost;
import org.convmat.core.plan.Plan;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.spi.ElementType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code convmat plan}: what each form would cost, and which one auto picks. */
@CommandLine.Command(
    name = "plan",
    customSynopsis = {
      "convmat plan --input-size NxN --kernel-size NxN [--channels IN,OUT] [OPTIONS]",
      "convmat plan --input-size NxN --kernel W [OPTIONS]"
    },
    description =
        "The forms of the matrix with their cost on a backend, and the one that auto"
            + " picks. Nothing is allocated, so sizes may be planned that no machine could hold.",
    footer = {
      "",
      "Example:",
      "  ./convmat plan --input-size 64x64 --kernel-size 3x3 --channels 64,32 --stride 2"
          + " --padding 1 --transposed"
    })
final class PlanCommand extends Command {

  @Mixin private final SizeOptions sizes = new SizeOptions();

  @Option(
      names = {"-k", "--kernel"},
      paramLabel = "W",
      description = "The kernel's file, for its shape and dtype.")
  private @Nullable String kernel;

  @Option(
      names = "--kernel-size",
      paramLabel = "NxN",
      description = "Spatial size of the kernel, instead of --kernel.")
  private @Nullable Extents kernelSize;

  @Option(
      names = "--channels",
      paramLabel = "IN,OUT",
      description = "Channels of input and result, with --kernel-size; default 1,1.")
  private @Nullable PerAxis channelCounts;

  @Option(names = "--batch", paramLabel = "N", description = "Number of inputs; default 1.")
  private int batch = 1;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      description = "float32 or float64, of the input; default: the kernel's, else float64.")
  private Choice.@Nullable Precision precision;

  @Mixin private final AxisOptions axes = new AxisOptions();
  @Mixin private final ChannelOptions channels = new ChannelOptions();
  @Mixin private final BackendOptions backend = new BackendOptions();
  @Mixin private final FormOption form = new FormOption();
  @Mixin private final JsonOption json = new JsonOption();

  @Override
  void run(Console console) {
    Parameters parameters = sizes.complete(channels.addTo(axes.parameters()));
    if (batch < 1) {
      throw new InvalidInputException("--batch is %d, must be at least 1", batch);
    }
    if ((kernel == null) == (kernelSize == null)) {
      throw new InvalidInputException("give either --kernel FILE or --kernel-size, such as 3x3");
    }
    try (BackendOptions.Chosen chosen = backend.open()) {
      Planned planned = kernel == null ? bySize(parameters) : byFile(kernel, parameters, console);
      Plan plan =
          Plan.of(
              planned.geometry,
              planned.type,
              batch,
              chosen.backend().features(),
              Plan.availableMemory());
      PlanReport report =
          new PlanReport(
              plan, chosen.backend().id(), planned.type, batch, choice(plan), form.form());
      if (json.wanted()) {
        report.printJson(console.out());
      } else {
        report.print(console);
      }
    }
  }

  private record Planned(Geometry geometry, ElementType type) {}

  private Planned bySize(Parameters parameters) {
    List<Integer> counts = channelCounts == null ? List.of(1, 1) : channelCounts.values();
    if (counts.size() != 2) {
      throw new InvalidInputException(
          "--channels has %d values, must have 2: those of the input and of the result",
          counts.size());
    }
    int image = counts.get(sizes.transposed() ? 1 : 0);
    int grid = counts.get(sizes.transposed() ? 0 : 1);
    Extents extents = kernelSize == null ? Extents.NONE : kernelSize;
    Geometry geometry =
        new Geometry(
            ShapeCommand.axes(axes, sizes, extents, parameters),
            grid,
            image,
            parameters.groups(),
            channels.boundary());
    return new Planned(geometry, type(DType.FLOAT64));
  }

  private Planned byFile(String file, Parameters parameters, Console console) {
    if (channelCounts != null) {
      throw new InvalidInputException(
          "--channels belongs to --kernel-size; the kernel %s has its own", file);
    }
    NumericArray weights = ArrayInput.readKernel(file, sizes.input().values().size(), console.in());
    NumericArray own = axes.arrays(sizes.transposed()).kernel(weights, parameters.groups());
    ConvolutionBuilder builder = axes.begin(own, parameters).boundary(channels.boundary());
    int[] input = sizes.input().toArray();
    Convolution convolution = sizes.transposed() ? builder.forGrid(input) : builder.forImage(input);
    return new Planned(convolution.geometry(), type(weights.dtype()));
  }

  private ElementType type(DType kernelType) {
    DType input = precision == null ? kernelType : precision.dtype();
    return (kernel == null ? input : input.with(kernelType)).elementType();
  }

  /** What conv would use; empty if nothing fits and nothing special was asked for. */
  private Optional<FormCost> choice(Plan plan) {
    boolean hopeless = plan.forms().stream().noneMatch(FormCost::feasible);
    return form.form().isEmpty() && hopeless
        ? Optional.empty()
        : Optional.of(plan.choose(form.form()));
  }
}
