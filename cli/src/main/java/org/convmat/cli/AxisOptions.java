package org.convmat.cli;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.convmat.cli.Converters.PerAxis;
import org.convmat.core.Convolution;
import org.convmat.core.ConvolutionBuilder;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.NumericArray;
import org.convmat.spi.ConvolutionAxis;
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
      description =
          "Distance between neighbouring taps, counted as the dialect counts; default none.")
  private @Nullable PerAxis dilation;

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
          "Whose meaning parameters and arrays have: pytorch, onnx, keras (tensorflow), jax, onednn,"
              + " dl4j or matlab; arrays of rank 3 and more lie as they do there. Named, it refuses"
              + " what that framework refuses. Default: pytorch, and all that has a meaning.")
  private @Nullable String dialect;

  @Option(
      names = "--strict",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Whether to refuse what the dialect's framework refuses. Default: if --dialect is given.")
  private @Nullable Boolean strict;

  /** Whose meaning the parameters have. */
  Dialect dialect() {
    return dialect == null ? Dialects.PYTORCH : Dialects.of(dialect);
  }

  /** Whether what the framework refuses is refused. */
  boolean strict() {
    return strict == null ? dialect != null : strict;
  }

  /** Whether it was asked not to refuse. */
  boolean lenient() {
    return Boolean.FALSE.equals(strict);
  }

  /** The parameters so far. */
  Parameters parameters() {
    return parameters(dialect());
  }

  /** The parameters so far, where another option says whose they are. */
  Parameters parametersOf(Dialect source) {
    if (dialect != null || strict != null) {
      throw new InvalidInputException(
          "--from says whose parameters these are; leave out --dialect and --strict");
    }
    return parameters(source);
  }

  private Parameters parameters(Dialect source) {
    int[] none = {source.stated(1)};
    return Parameters.DEFAULT
        .withStride(stride.toArray())
        .withDilation(dilation == null ? none : dilation.toArray())
        .withPadding(chosenPadding());
  }

  /** Arrays as the dialect's framework lays them out. */
  DialectArrays arrays(boolean transposed) {
    return new DialectArrays(dialect(), transposed);
  }

  /** A convolution with a kernel in convmat's order, in the dialect's sense. */
  ConvolutionBuilder begin(NumericArray kernel, Parameters parameters) {
    return Convolution.of(kernel.tensor()).parameters(parameters).dialect(dialect(), strict());
  }

  /** The six integers of every axis. */
  List<ConvolutionAxis> axes(
      boolean transposed, List<Integer> input, List<Integer> kernel, Parameters parameters) {
    return transposed
        ? dialect().transposed(input, kernel, parameters, strict())
        : dialect().forward(input, kernel, parameters, strict());
  }

  private Padding chosenPadding() {
    if (padding != null && autoPad != null) {
      throw new InvalidInputException(
          "--padding and --auto-pad %s exclude each other; give one of them", Choice.word(autoPad));
    }
    return padding != null ? padding : autoPad != null ? autoPad : Padding.NONE;
  }
}
