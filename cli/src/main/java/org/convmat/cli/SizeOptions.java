package org.convmat.cli;

import org.convmat.cli.Converters.Extents;
import org.convmat.core.dialect.Parameters;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An input that is known by its size only, and the direction in which it goes. */
final class SizeOptions {

  @Option(
      names = "--input-size",
      paramLabel = "NxN",
      required = true,
      description = "Spatial size of the input: of the image, or with --transposed of the grid.")
  private Extents inputSize = Extents.NONE;

  @Option(names = "--transposed", description = "The transposed convolution, as tconv.")
  private boolean transposed;

  @Mixin private final TransposedOptions resultSize = new TransposedOptions();

  Extents input() {
    return inputSize;
  }

  boolean transposed() {
    return transposed;
  }

  /** Adds what decides the size of a transposed convolution's result. */
  Parameters complete(Parameters parameters) {
    if (transposed) {
      return resultSize.addTo(parameters);
    }
    resultSize.requireNone();
    return parameters;
  }
}
