package org.convmat.cli;

import org.convmat.cli.Converters.Extents;
import org.convmat.cli.Converters.PerAxis;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What says which of the possible sizes the result of a transposed convolution has. */
final class TransposedOptions {

  @Option(
      names = "--output-padding",
      paramLabel = "N[,N]",
      description =
          "Transposed only: how much larger than the smallest possible the result is;"
              + " default 0.")
  private @Nullable PerAxis outputPadding;

  @Option(
      names = "--output-size",
      paramLabel = "NxN",
      description =
          "Transposed only: the spatial size of the result, instead of" + " --output-padding.")
  private @Nullable Extents outputSize;

  /** Adds these to the parameters of a transposed convolution; the dialect says if both may be. */
  Parameters addTo(Parameters parameters) {
    Parameters result = parameters;
    if (outputPadding != null) {
      result = result.withOutputPadding(outputPadding.toArray());
    }
    if (outputSize != null) {
      result = result.withOutputSize(outputSize.toArray());
    }
    return result;
  }

  /** Refuses these where nothing is transposed. */
  void requireNone() {
    if (outputPadding != null || outputSize != null) {
      throw new InvalidInputException(
          "%s belongs to the transposed convolution; add --transposed, or leave it out",
          outputPadding != null ? "--output-padding" : "--output-size");
    }
  }
}
