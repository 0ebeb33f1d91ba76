package org.convmat.cli;

import org.convmat.core.failure.InvalidInputException;
import picocli.CommandLine;

/** The command line without a command: help, version, or an error. */
@CommandLine.Command(
    name = "convmat",
    description = {
      "Turns a convolution into a matrix, multiplies with it on a backend of your choice, and"
          + " transposes it to up-sample."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Files by extension: .npy, .npz, .mtx, .csv, .json; - is standard input or output as CSV.",
      "convmat COMMAND --help says more.",
      "",
      "Example:",
      "  ./convmat tutorial"
    })
final class Convmat extends Command {

  @Override
  void run(Console console) {
    throw new InvalidInputException(
        "%s", "no command is given, must be one of " + Commands.names() + "; see convmat --help");
  }
}
