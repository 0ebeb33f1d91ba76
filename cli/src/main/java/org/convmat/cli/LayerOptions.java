package org.convmat.cli;

import java.io.InputStream;
import org.convmat.cli.Converters.Extents;
import org.convmat.core.Convolution;
import org.convmat.core.ConvolutionBuilder;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One layer, in either direction, with an input that is given or known by its size only. */
final class LayerOptions {

  @CommandLine.Parameters(
      arity = "0..1",
      paramLabel = "X",
      description = "The input's file, or - for standard input as CSV.")
  private @Nullable String input;

  @Option(
      names = "--input-size",
      paramLabel = "NxN",
      description = "Spatial size of the input, instead of X.")
  private @Nullable Extents inputSize;

  @Option(names = "--transposed", description = "The transposed convolution, as tconv.")
  private boolean transposed;

  @Mixin private final KernelOptions kernel = new KernelOptions();
  @Mixin private final AxisOptions axes = new AxisOptions();
  @Mixin private final TransposedOptions resultSize = new TransposedOptions();
  @Mixin private final ChannelOptions channels = new ChannelOptions();

  /**
   * What was asked for.
   *
   * @param x the input, or null if its size alone is known
   */
  record Layer(
      Convolution convolution,
      Parameters parameters,
      boolean transposed,
      NumericArray kernel,
      @Nullable NumericArray x) {

    /** How many inputs there are; 1 if the size alone is known. */
    int batch() {
      return x == null || convolution.isPlain() ? 1 : x.shape().extent(0);
    }
  }

  /** Whether the kernel lies mirrored. */
  boolean flipped() {
    return kernel.flipped();
  }

  /** Reads the files and places the kernel. */
  Layer read(InputStream in) {
    Parameters parameters = parameters();
    if (input != null && inputSize == null) {
      ArrayInput arrays = ArrayInput.read(input, kernel.file(), in);
      NumericArray x = axes.arrays(transposed).input(arrays.x());
      Shape shape = x.shape();
      int[] spatial = shape.rank() <= 2 ? shape.toArray() : shape.from(2).toArray();
      Layer layer = layer(arrays.kernel(), x, parameters, spatial);
      requireShape(shape, layer.convolution());
      return layer;
    }
    if (input != null || inputSize == null) {
      throw new InvalidInputException("give either the input X or --input-size, such as 4x4");
    }
    NumericArray weights = ArrayInput.readKernel(kernel.file(), inputSize.values().size(), in);
    return layer(weights, null, parameters, inputSize.toArray());
  }

  private Parameters parameters() {
    Parameters shared = channels.addTo(axes.parameters());
    if (transposed) {
      return resultSize.addTo(shared);
    }
    resultSize.requireNone();
    return shared;
  }

  private Layer layer(
      NumericArray weights, @Nullable NumericArray x, Parameters parameters, int[] spatial) {
    ConvolutionBuilder builder =
        kernel.begin(weights, axes, transposed, parameters).boundary(channels.boundary());
    Convolution convolution = transposed ? builder.forGrid(spatial) : builder.forImage(spatial);
    return new Layer(convolution, parameters, transposed, weights, x);
  }

  private void requireShape(Shape shape, Convolution convolution) {
    int batch = convolution.isPlain() ? 1 : shape.extent(0);
    Shape needed = transposed ? convolution.gridShape(batch) : convolution.imageShape(batch);
    if (!shape.equals(needed) || shape.size() == 0) {
      throw new InvalidInputException(
          "the input has shape %s, must have %s%s",
          shape, convolution.isPlain() ? "" : "Nx", needed.from(convolution.isPlain() ? 0 : 1));
    }
  }
}
