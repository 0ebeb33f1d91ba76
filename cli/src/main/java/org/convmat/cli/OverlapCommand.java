package org.convmat.cli;

import java.nio.file.Path;
import java.util.List;
import org.convmat.cli.Converters.Extents;
import org.convmat.core.Convolution;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.explain.EvenKernel;
import org.convmat.core.explain.Overlap;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.io.ArrayFiles;
import org.convmat.core.io.AtomicFile;
import org.convmat.core.io.FileFormat;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Tensor;
import org.convmat.view.diagram.FigureFile;
import org.convmat.view.diagram.overlap.OverlapPicture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code convmat overlap}: how evenly a transposed convolution covers its result. */
@CommandLine.Command(
    name = "overlap",
    customSynopsis = {
      "convmat overlap --input-size NxN --kernel-size NxN [-o FILE] [OPTIONS]",
      "convmat overlap --input-size NxN --kernel W [-o FILE] [OPTIONS]"
    },
    description = {
      "How many terms reach each output cell of a transposed convolution, and with --kernel how much"
          + " weight: what a constant input comes out as. Where the phases of the stride get"
          + " different amounts, the layer draws a checkerboard (Odena, Dumoulin and Olah, Distill"
          + " 2016). Says for each phase what it gets, how even that is, why, and the smallest change"
          + " that makes it even.",
      "",
      "Uniformity is convmat's own measure: of the counts, the least over the most; of the weights,"
          + " 1 - (max S - min S) / max A, where S is a phase's sum and A its sum of absolute values."
          + " 1 is even. Both are those of the interior, where every tap of a phase arrives.",
      "",
      "-o writes a heat map, .png or .svg."
    },
    footer = {"", "Example:", "  ./convmat overlap --input-size 4 --kernel-size 3 --stride 2"})
final class OverlapCommand extends Command {

  @Option(
      names = "--input-size",
      paramLabel = "NxN",
      required = true,
      description = "Spatial size of the input.")
  private Extents inputSize = Extents.NONE;

  @Mixin private final ShapedKernelOptions kernel = new ShapedKernelOptions();
  @Mixin private final AxisOptions axes = new AxisOptions();
  @Mixin private final TransposedOptions resultSize = new TransposedOptions();
  @Mixin private final ChannelOptions channels = new ChannelOptions();

  @Option(
      names = "--channel",
      paramLabel = "N",
      description = "The output channel to show. Default: the one whose weights are least even.")
  private @Nullable Integer channel;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the heat map, .png or .svg.")
  private @Nullable String output;

  @Option(
      names = "--even-kernel",
      paramLabel = "FILE",
      description =
          "Write the kernel nearest to W whose phases have equal sums, by least squares, for each"
              + " pair of channels; .npy, .npz, .csv or .json.")
  private @Nullable String evenKernel;

  @Mixin private final JsonOption json = new JsonOption();

  @Override
  void run(Console console) {
    Path picture = output == null ? null : ArrayInput.path(output);
    if (picture != null) {
      FigureFile.check(picture);
    }
    if (evenKernel != null) {
      FileFormat.of(ArrayInput.path(evenKernel));
      AtomicFile.check(ArrayInput.path(evenKernel));
    }
    kernel.requireOne();
    Parameters parameters = resultSize.addTo(channels.addTo(axes.parameters()));
    String file = kernel.file();
    OverlapReport report = file == null ? counts(parameters) : weights(file, parameters, console);
    if (picture != null) {
      FigureFile.write(OverlapPicture.of(report.overlap(), report.channel()), picture);
    }
    if (json.wanted()) {
      new OverlapJson(report).print(console.out());
    } else {
      report.print(console);
    }
  }

  private OverlapReport counts(Parameters parameters) {
    if (parameters.groups() != 1 || channel != null || evenKernel != null) {
      throw new InvalidInputException(
          "%s is about weights, so it needs --kernel",
          evenKernel != null ? "--even-kernel" : channel != null ? "--channel" : "--groups");
    }
    List<Integer> input = inputSize.values();
    Geometry geometry =
        new Geometry(
            axes.axes(true, input, kernel.size(input), parameters), 1, 1, 1, channels.boundary());
    return new OverlapReport(Overlap.of(geometry), 0, null);
  }

  private OverlapReport weights(String file, Parameters parameters, Console console) {
    NumericArray array = ArrayInput.readKernel(file, inputSize.values().size(), console.in());
    Convolution convolution =
        kernel
            .begin(array, axes, true, parameters)
            .boundary(channels.boundary())
            .forGrid(inputSize.toArray());
    Overlap overlap = Overlap.of(convolution.matrix());
    EvenKernel even = EvenKernel.nearest(convolution.matrix()).orElse(null);
    if (evenKernel != null) {
      write(even, array, ArrayInput.path(evenKernel));
    }
    return new OverlapReport(overlap, chosen(overlap), even);
  }

  private void write(@Nullable EvenKernel even, NumericArray array, Path path) {
    if (!kernel.liesAsInFile(axes, true)) {
      throw new InvalidInputException(
          "--even-kernel writes weights as PyTorch lays them out, not mirrored; leave out --flip and"
              + " --dialect, and give W so");
    }
    if (even == null) {
      throw new InvalidInputException(
          "--even-kernel: some phase has no tap, so no weights make this layer even; convmat overlap"
              + " without it says which sizes do");
    }
    Tensor weights = Tensor.wrap(even.weights(), array.shape());
    DType type = array.dtype().isInteger() ? DType.FLOAT64 : array.dtype();
    ArrayFiles.write(new NumericArray(weights, type), path);
  }

  private int chosen(Overlap overlap) {
    int count = overlap.geometry().imageChannels();
    if (channel != null) {
      if (channel < 0 || channel >= count) {
        throw new InvalidInputException("--channel is %d, must be 0 to %d", channel, count - 1);
      }
      return channel;
    }
    int worst = 0;
    for (int c = 1; c < count; c++) {
      worst = overlap.uniformity(c) < overlap.uniformity(worst) ? c : worst;
    }
    return worst;
  }
}
