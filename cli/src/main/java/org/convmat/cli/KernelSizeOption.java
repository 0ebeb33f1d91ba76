package org.convmat.cli;

import org.convmat.cli.Converters.Extents;
import picocli.CommandLine.Option;

/** A kernel that is known by its size only. */
final class KernelSizeOption {

  @Option(
      names = "--kernel-size",
      paramLabel = "NxN",
      required = true,
      description = "Spatial size of the kernel.")
  private Extents kernelSize = Extents.NONE;

  Extents size() {
    return kernelSize;
  }
}
