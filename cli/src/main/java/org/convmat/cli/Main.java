package org.convmat.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Runs one command line. */
public final class Main {

  /** What the launcher sets where standard output is a terminal; Java alone cannot tell. */
  private static final String TERMINAL = "convmat.terminal";

  /** The same of standard error. */
  private static final String WATCHED = "convmat.watched";

  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    ErrorStream err = new ErrorStream();
    int code =
        run(
            args,
            new Console(
                System.in,
                new TextOutput(out),
                errors(err),
                Boolean.getBoolean(TERMINAL),
                Boolean.getBoolean(WATCHED)));
    err.end();
    System.exit(code);
  }

  /**
   * Runs a command line in this process, without terminal effects.
   *
   * @return the exit code
   */
  public static int run(String[] args, InputStream in, OutputStream out, OutputStream err) {
    return run(args, new Console(in, new TextOutput(out), errors(err), false, false));
  }

  private static PrintStream errors(OutputStream err) {
    return new PrintStream(err, true, StandardCharsets.UTF_8);
  }

  private static int run(String[] args, Console console) {
    Failures failures = new Failures(console.err());
    try {
      run(args, console, failures);
      console.out().flush();
      LogLines.end();
      return ExitCode.DONE;
    } catch (Throwable e) { // whatever it is, a person reads one line
      return failures.report(e);
    }
  }

  private static void run(String[] args, Console console, Failures failures) {
    Optional<Command> bare = Commands.bare(args);
    if (bare.isPresent()) {
      LogLines.begin(false, console.err());
      bare.get().run(console);
    } else {
      parseAndRun(args, console, failures);
    }
  }

  private static void parseAndRun(String[] args, Console console, Failures failures) {
    ParseResult parsed = Commands.parser(args).parseArgs(args);
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    CommandLine command = parsed.commandSpec().commandLine();
    if (command.isUsageHelpRequested()) {
      console.out().print(command.getUsageMessage(console.ansi()));
    } else if (command.isVersionHelpRequested()) {
      console.out().line("convmat " + Version.get());
    } else {
      boolean verbose = parsed.hasMatchedOption(CommonOptions.VERBOSE);
      failures.verbose(verbose);
      LogLines.begin(verbose, console.err());
      command.<Command>getCommand().run(console);
    }
  }
}
