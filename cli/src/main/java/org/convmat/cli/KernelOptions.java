package org.convmat.cli;

import org.convmat.core.ConvolutionBuilder;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.tensor.NumericArray;
import picocli.CommandLine.Option;

/** The kernel, and which way round it lies. */
final class KernelOptions {

  @Option(
      names = {"-k", "--kernel"},
      paramLabel = "W",
      required = true,
      description = "The kernel's file.")
  private String kernel = "";

  @Option(
      names = "--flip",
      description =
          "True convolution: mirror the kernel along every spatial axis. The default"
              + " correlates, as the frameworks do.")
  private boolean flip;

  String file() {
    return kernel;
  }

  /** Whether the kernel is mirrored. */
  boolean flipped() {
    return flip;
  }

  /** A convolution with the kernel that was read, in the dialect's sense. */
  ConvolutionBuilder begin(
      NumericArray array, AxisOptions axes, boolean transposed, Parameters parameters) {
    NumericArray own = axes.arrays(transposed).kernel(array, parameters.groups());
    ConvolutionBuilder builder = axes.begin(own, parameters);
    return flip ? builder.flip() : builder;
  }
}
