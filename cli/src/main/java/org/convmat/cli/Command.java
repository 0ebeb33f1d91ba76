package org.convmat.cli;

import picocli.CommandLine.Mixin;

/** A command: options, which the parser fills in, and what is done with them. */
abstract class Command {

  @Mixin private final CommonOptions common = new CommonOptions();

  /** Runs it. Whatever it throws becomes one line and an exit code: see {@link Failures}. */
  abstract void run(Console console);

  /** Whether to say more on standard error. */
  final boolean verbose() {
    return common.verbose();
  }
}
