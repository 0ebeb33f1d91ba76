package org.convmat.cli;

import java.util.List;
import org.convmat.cli.Converters.Extents;
import org.convmat.core.ConvolutionBuilder;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.NumericArray;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A kernel from a file, or one that is known by its size only. */
final class ShapedKernelOptions {

  @Option(
      names = {"-k", "--kernel"},
      paramLabel = "W",
      description = "The kernel's file.")
  private @Nullable String kernel;

  @Option(
      names = "--kernel-size",
      paramLabel = "NxN",
      description = "Spatial size of the kernel, instead of --kernel.")
  private @Nullable Extents kernelSize;

  @Option(
      names = "--flip",
      description = "True convolution: mirror the kernel of --kernel along every spatial axis.")
  private boolean flip;

  /** Refuses both, and neither. */
  void requireOne() {
    if ((kernel == null) == (kernelSize == null)) {
      throw new InvalidInputException(
          "give either --kernel and a file, or --kernel-size, such as 3x3");
    }
    if (flip && kernel == null) {
      throw new InvalidInputException("--flip mirrors weights, so it needs --kernel");
    }
  }

  /** The kernel's file, or null if its size alone is known. */
  @Nullable String file() {
    return kernel;
  }

  /** The size of a kernel without a file; as many axes as the input. */
  List<Integer> size(List<Integer> input) {
    List<Integer> size = kernelSize == null ? List.of() : kernelSize.values();
    if (size.size() != input.size()) {
      throw new InvalidInputException(
          "the input %s has %d axes, --kernel-size %s has %d; they must be as many",
          new Extents(input), input.size(), new Extents(size), size.size());
    }
    return size;
  }

  /** Whether the weights of the matrix lie as they do in the file. */
  boolean liesAsInFile(AxisOptions axes, boolean transposed) {
    return !flip && axes.arrays(transposed).hasOwnKernels();
  }

  /** A convolution with the kernel that was read, in the dialect's sense. */
  ConvolutionBuilder begin(
      NumericArray array, AxisOptions axes, boolean transposed, Parameters parameters) {
    NumericArray own = axes.arrays(transposed).kernel(array, parameters.groups());
    ConvolutionBuilder builder = axes.begin(own, parameters);
    return flip ? builder.flip() : builder;
  }
}
