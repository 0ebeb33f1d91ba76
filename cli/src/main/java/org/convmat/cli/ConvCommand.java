package org.convmat.cli;

import org.convmat.core.dialect.Parameters;
import picocli.CommandLine;

/** {@code convmat conv}: the convolution y = C x. */
@CommandLine.Command(
    name = "conv",
    customSynopsis = "convmat conv X --kernel W [-o Y] [OPTIONS]",
    description = {
      "The convolution of X with the kernel W: y = C x.",
      "",
      "Rank 1 and 2 are one image and its kernel; rank 3, 4 and 5 are (N, C, spatial...) with a"
          + " kernel (out, in/groups, taps...). X and W have the same rank; where one has rank 1, a"
          + " single row or column from CSV or Matrix Market counts as rank 1 too. Integers give"
          + " integers, exactly; float32 gives float32, anything with float64 gives float64."
    },
    footer = {
      "",
      "Example:",
      "  printf '4,5,8,7\\n1,8,8,8\\n3,6,6,4\\n' > x.csv; printf '1,4\\n3,1\\n' > w.csv",
      "  ./convmat conv x.csv --kernel w.csv --stride 1,2"
    })
final class ConvCommand extends ConvolveCommand {

  @Override
  boolean transposed() {
    return false;
  }

  @Override
  Parameters complete(Parameters shared) {
    return shared;
  }
}
