package org.convmat.cli;

import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Boundary;
import picocli.CommandLine.Option;

/** What decides which entries the matrix has, beside the axes. */
final class ChannelOptions {

  @Option(
      names = "--groups",
      paramLabel = "N",
      description = "Number of groups that the channels fall into; default 1.")
  private int groups = 1;

  @Option(
      names = "--boundary",
      paramLabel = "RULE",
      description =
          "What lies outside the image: zero (default), reflect (d c b|a b c d), symmetric (c b a|a b"
              + " c d), replicate or circular; also by the names of other libraries.")
  private String boundary = "zero";

  /** What lies outside the image. */
  Boundary boundary() {
    return Boundary.of(boundary);
  }

  /** Adds these to the parameters. */
  Parameters addTo(Parameters parameters) {
    if (groups < 1) {
      throw new InvalidInputException("--groups is %d, must be at least 1", groups);
    }
    return parameters.withGroups(groups);
  }
}
