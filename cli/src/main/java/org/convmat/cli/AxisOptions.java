package org.convmat.cli;

import com.google.common.collect.ImmutableList;
import org.convmat.cli.Converters.PerAxis;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What says where the taps fall, in both directions. */
final class AxisOptions {

  @Option(
      names = "--stride",
      paramLabel = "N[,N]",
      description =
          "Distance between neighbouring grid positions; default 1. All of these take one"
              + " value for all axes or one for each.")
  private PerAxis stride = new PerAxis(ImmutableList.of(1));

  @Option(
      names = "--dilation",
      paramLabel = "N[,N]",
      description = "Distance between neighbouring taps; default 1.")
  private PerAxis dilation = new PerAxis(ImmutableList.of(1));

  @Option(
      names = "--padding",
      paramLabel = "N|B:E[,N|B:E]",
      description =
          "Padding of the image at both ends, or at begin:end; negative crops. For a"
              + " transposed convolution, that of the convolution it transposes. Default 0.")
  private @Nullable Padding padding;

  @Option(
      names = "--auto-pad",
      paramLabel = "RULE",
      description = "Padding worked out: same_upper, same_lower or valid, instead of --padding.")
  private Padding.@Nullable Auto autoPad;

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      description =
          "Whose meaning the parameters have: pytorch (default). This version knows no" + " other.")
  private Choice.Dialect dialect = Choice.Dialect.PYTORCH;

  /** The parameters so far. */
  Parameters parameters() {
    if (dialect != Choice.Dialect.PYTORCH) {
      throw new InvalidInputException(
          "dialect '%s' is not in this version, which knows pytorch only", Choice.word(dialect));
    }
    return Parameters.DEFAULT
        .withStride(stride.toArray())
        .withDilation(dilation.toArray())
        .withPadding(chosenPadding());
  }

  private Padding chosenPadding() {
    if (padding != null && autoPad != null) {
      throw new InvalidInputException(
          "--padding and --auto-pad %s exclude each other; give one of them", Choice.word(autoPad));
    }
    return padding != null ? padding : autoPad != null ? autoPad : Padding.NONE;
  }
}
