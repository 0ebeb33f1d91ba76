package org.convmat.cli;

import org.convmat.core.Convolution;
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

  /** A convolution with the kernel that was read. */
  ConvolutionBuilder begin(NumericArray array, Parameters parameters) {
    ConvolutionBuilder builder = Convolution.of(array.tensor()).parameters(parameters);
    return flip ? builder.flip() : builder;
  }
}
