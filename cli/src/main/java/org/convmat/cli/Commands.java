package org.convmat.cli;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands, and the parser that knows them. */
final class Commands {

  private static final ImmutableMap<String, Supplier<Command>> ALL =
      ImmutableMap.<String, Supplier<Command>>builder()
          .put("tutorial", TutorialCommand::new)
          .put("conv", ConvCommand::new)
          .put("tconv", TconvCommand::new)
          .put("matrix", MatrixCommand::new)
          .put("shape", ShapeCommand::new)
          .put("plan", PlanCommand::new)
          .put("solve", SolveCommand::new)
          .put("translate", TranslateCommand::new)
          .put("explain", ExplainCommand::new)
          .put("verify", VerifyCommand::new)
          .put("explore", ExploreCommand::new)
          .put("overlap", OverlapCommand::new)
          .put("animate", AnimateCommand::new)
          .put("upsample", UpsampleCommand::new)
          .put("downsample", DownsampleCommand::new)
          .put("backends", BackendsCommand::new)
          .buildOrThrow();

  /** Those that need no arguments. */
  private static final ImmutableSet<String> BARE = ImmutableSet.of("tutorial", "backends");

  private Commands() {}

  /**
   * The command, if the command line is just the name of one that needs no arguments. There is
   * nothing to parse then, and the parser takes half the time of such a run.
   */
  static Optional<Command> bare(String[] args) {
    return args.length == 1 && BARE.contains(args[0])
        ? Optional.ofNullable(ALL.get(args[0])).map(Supplier::get)
        : Optional.empty();
  }

  /**
   * The parser for a command line. Where that begins with a command, the parser knows only this
   * one: reading the annotations of all would cost more time than most of them need to run.
   */
  static CommandLine parser(String[] args) {
    // picocli would load converters for dates and databases, which no option here has.
    System.setProperty("picocli.converters.excludes", "java.time.*,java.sql.*");
    System.setProperty("java.awt.headless", "true"); // pictures go into files, not on a display
    CommandLine root = new CommandLine(new Convmat());
    String first = args.length == 0 ? "" : args[0];
    ALL.forEach(
        (name, command) -> {
          if (name.equals(first) || !ALL.containsKey(first)) {
            root.addSubcommand(name, command.get());
          }
        });
    root.setExpandAtFiles(false); // a file may be called @x
    Converters.register(root);
    return root;
  }

  static String names() {
    return String.join(", ", ALL.keySet());
  }
}
