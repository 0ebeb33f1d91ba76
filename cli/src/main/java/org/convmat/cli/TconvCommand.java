package org.convmat.cli;

import org.convmat.core.dialect.Parameters;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code convmat tconv}: the transposed convolution u = C^T v. */
@CommandLine.Command(
    name = "tconv",
    customSynopsis = "convmat tconv X --kernel W [-o Y] [OPTIONS]",
    description = {
      "The transposed convolution of X with the kernel W, which up-samples: u = C^T x.",
      "",
      "Rank 1 and 2 are one image and its kernel; rank 3, 4 and 5 are (N, C, spatial...) with a"
          + " kernel (in, out/groups, taps...). X and W have the same rank; where one has rank 1, a"
          + " single row or column from CSV or Matrix Market counts as rank 1 too. Integers give"
          + " integers, exactly; float32 gives float32, anything with float64 gives float64."
    },
    footer = {
      "",
      "Example:",
      "  printf '2,1\\n4,4\\n' > x.csv; printf '1,4,1\\n1,4,3\\n3,3,1\\n' > w.csv",
      "  ./convmat tconv x.csv --kernel w.csv --stride 2 --padding 1 --output-padding 1"
    })
final class TconvCommand extends ConvolveCommand {

  @Mixin private final TransposedOptions size = new TransposedOptions();

  @Override
  boolean transposed() {
    return true;
  }

  @Override
  Parameters complete(Parameters shared) {
    return size.addTo(shared);
  }
}
