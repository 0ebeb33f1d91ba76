package org.convmat.cli;

import picocli.CommandLine.Option;

/** For commands that print data. */
final class JsonOption {

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  boolean wanted() {
    return json;
  }
}
