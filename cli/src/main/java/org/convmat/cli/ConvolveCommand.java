package org.convmat.cli;

import org.convmat.core.BoundConvolution;
import org.convmat.core.Convolution;
import org.convmat.core.ConvolutionBuilder;
import org.convmat.core.NumericConvolution;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.io.ArrayFiles;
import org.convmat.core.plan.Form;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.spi.Accuracy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code conv} and {@code tconv} share: arrays in, one product, an array out. */
abstract class ConvolveCommand extends Command {

  @CommandLine.Parameters(
      paramLabel = "X",
      description = "The input's file, or - for standard input as CSV.")
  private String input = "";

  @Mixin private final KernelOptions kernel = new KernelOptions();
  @Mixin private final AxisOptions axes = new AxisOptions();
  @Mixin private final ChannelOptions channels = new ChannelOptions();

  @Option(
      names = "--bias",
      paramLabel = "FILE",
      description = "One value for each channel of the result: rank 1, or a single row or column.")
  private @Nullable String bias;

  @Mixin private final ExecutionOptions execution = new ExecutionOptions();
  @Mixin private final AccuracyOption accuracy = new AccuracyOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  /** Whether the transpose is applied. */
  abstract boolean transposed();

  /** The parameters with those that only this command has. */
  abstract Parameters complete(Parameters shared);

  @Override
  void run(Console console) {
    Parameters parameters = complete(channels.addTo(axes.parameters()));
    output.check();
    try (Session session = execution.open(accuracy.accuracy())) {
      ArrayInput arrays = ArrayInput.read(input, kernel.file(), console.in());
      output.checkRank(arrays.x().shape().rank());
      DialectArrays layout = axes.arrays(transposed());
      Convolution convolution = convolution(arrays, layout, parameters);
      try (BoundConvolution bound = session.bind(convolution)) {
        NumericConvolution numeric =
            new NumericConvolution(bound, transposed(), arrays.kernel().dtype(), bias());
        NumericArray x = layout.input(arrays.x());
        NumericArray result = layout.output(numeric.apply(x));
        put(result, session.backend(), numeric.cost(x).form(), console);
        noteAccuracy(numeric.accuracy(x), console);
      }
    }
  }

  /** Says what became of a permission, which integers do not use. */
  private void noteAccuracy(Accuracy kept, Console console) {
    if (verbose() && accuracy.accuracy() == Accuracy.NORMWISE) {
      console.note("accuracy " + Choice.word(kept));
    }
  }

  private Convolution convolution(ArrayInput arrays, DialectArrays layout, Parameters parameters) {
    ConvolutionBuilder builder =
        kernel.begin(arrays.kernel(), axes, transposed(), parameters).boundary(channels.boundary());
    Shape shape = layout.input(arrays.x()).shape();
    int[] spatial = shape.rank() <= 2 ? shape.toArray() : shape.from(2).toArray();
    return transposed() ? builder.forGrid(spatial) : builder.forImage(spatial);
  }

  private @Nullable NumericArray bias() {
    return bias == null ? null : ArrayFiles.readVector(ArrayInput.path(bias));
  }

  private void put(NumericArray result, String backend, Form form, Console console) {
    if (output.toFile()) {
      output.write(result, console);
    } else if (output.toJson()) {
      Json.print(
          console.out(),
          json -> {
            json.text("backend", backend);
            json.text("form", form.toString());
            json.text("dtype", result.dtype().toString());
            json.numbers("shape", result.shape().toArray());
            json.array("data", result);
          });
    } else {
      ArrayText.print(result, console.out());
    }
    if (verbose()) {
      console.note(
          result.dtype() + " " + result.shape() + ", backend " + backend + ", form " + form);
    }
  }
}
