package org.convmat.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What every command has. Who asked for help is the parser's to know. */
@CommandLine.Command(
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a check that was asked for failed",
      "2:bad usage or bad input",
      "3:no such, broken or unavailable backend",
      "70:a defect in convmat"
    },
    sortOptions = false,
    usageHelpWidth = 100)
@SuppressWarnings("UnusedVariable") // set and read by the parser
final class CommonOptions {

  /** For asking the parser whether it was given. */
  static final String VERBOSE = "--verbose";

  @Option(
      names = {"-v", VERBOSE},
      order = 100,
      description = "Say more on standard error: what was chosen, stack traces.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      order = 101,
      usageHelp = true,
      description = "Print this help.")
  private boolean help;

  @Option(names = "--version", order = 102, versionHelp = true, description = "Print the version.")
  private boolean version;

  boolean verbose() {
    return verbose;
  }
}
