package org.convmat.cli;

import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
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
      description = "What lies outside the image: zero (default). This version knows no other.")
  private Choice.Boundary boundary = Choice.Boundary.ZERO;

  /** Adds these to the parameters. */
  Parameters addTo(Parameters parameters) {
    if (boundary != Choice.Boundary.ZERO) {
      throw new InvalidInputException(
          "boundary '%s' is not in this version, which knows zero only", Choice.word(boundary));
    }
    if (groups < 1) {
      throw new InvalidInputException("--groups is %d, must be at least 1", groups);
    }
    return parameters.withGroups(groups);
  }
}
