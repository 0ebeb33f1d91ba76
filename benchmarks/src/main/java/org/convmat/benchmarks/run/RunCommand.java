package org.convmat.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.convmat.benchmarks.command.Commands;
import org.convmat.benchmarks.layers.Layer;
import org.convmat.benchmarks.layers.LayerTable;
import org.convmat.benchmarks.peers.Setting;
import org.convmat.benchmarks.table.TableRun;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.DiscoveredBackend;
import org.convmat.core.io.AtomicFile;
import org.convmat.core.plan.Form;
import org.convmat.spi.Accuracy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Times convmat, ONNX Runtime and PyTorch on layers, in turn, in this process. */
@Command(
    name = "benchmarks/run",
    sortOptions = false,
    description = "Times convmat, ONNX Runtime and PyTorch on layers, in turn, in one process.")
public final class RunCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of each (${DEFAULT-VALUE}).")
  private int threads = 1;

  @Option(names = "--seconds", paramLabel = "S", description = "Seconds a row (${DEFAULT-VALUE}).")
  private double seconds = 2;

  @Option(
      names = "--runs",
      paramLabel = "R",
      description = "Repeat the table and report medians (${DEFAULT-VALUE}).")
  private int runs = 1;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the rows there.")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "convmat's backend (auto; --forms: all of them).")
  private String backend = "auto";

  @Option(
      names = "--form",
      paramLabel = "F",
      description = "${COMPLETION-CANDIDATES}; the plan's choice if not given.")
  private Optional<Form> form = Optional.empty();

  @Option(
      names = "--accuracy",
      paramLabel = "A",
      description = "What convmat allows its backend: componentwise (default) or normwise.")
  private Accuracy accuracy = Accuracy.COMPONENTWISE;

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private LayerTable table = LayerTable.FIXED;

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      split = ",",
      description = "Only these rows, of any table; with --scaling, only these of its layers.")
  private List<String> names = List.of();

  @Option(
      names = "--largest",
      paramLabel = "SIDE",
      description = "--scaling: the largest side of an image (${DEFAULT-VALUE}).")
  private int largest = 4096;

  @ArgGroup private What what = new What();

  /** What to measure instead of the table. */
  private static final class What {
    @Option(
        names = "--scaling",
        description = "Instead: time per pixel on growing images, and memory.")
    private boolean scaling;

    @Option(
        names = "--forms",
        description = "Instead: the form that the plan takes against the others.")
    private boolean forms;

    @Option(names = "--allocation", description = "Instead: bytes that a call allocates.")
    private boolean allocation;
  }

  @SuppressWarnings("UnusedVariable") // read by the parser
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  private RunCommand() {}

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(Commands.execute(new CommandLine(new RunCommand()), arguments));
  }

  @Override
  public Integer call() {
    check();
    BackendRegistry registry = BackendRegistry.discover();
    List<String> backends = List.of(backend);
    if (what.forms && backend.equals("auto")) {
      backends =
          registry.backends().stream()
              .filter(DiscoveredBackend::usable)
              .map(DiscoveredBackend::id)
              .toList();
    }
    for (String name : backends) {
      try (Setting setting = new Setting(threads, seconds, registry.select(name), form, accuracy)) {
        measure(setting);
      }
    }
    return 0;
  }

  private void measure(Setting setting) {
    if (what.scaling) {
      new Scaling(setting, seconds, largest, System.out).run(scaled());
    } else if (what.forms) {
      new Forms(setting, System.out).run(layers());
    } else if (what.allocation) {
      new Allocations(setting, System.out).run(layers());
    } else {
      String rows = new TableRun(setting, System.out).run(layers(), runs);
      json.ifPresent(file -> AtomicFile.write(file, to -> to.write((rows + "\n").getBytes(UTF_8))));
    }
  }

  private void check() {
    int processors = Runtime.getRuntime().availableProcessors();
    if (threads < 1 || threads > processors) {
      throw refused(
          "--threads is " + threads + ", must be 1 to " + processors + " on this machine");
    }
    if (!(seconds > 0)) {
      throw refused("--seconds is " + seconds + ", must be more than 0");
    }
    checkUse();
    json.ifPresent(AtomicFile::check);
    if (runs < 1) {
      throw refused("--runs is " + runs + ", must be at least 1");
    }
  }

  /** Refuses options that what is measured would not heed. */
  private void checkUse() {
    if (what.scaling) {
      refuse("--scaling", "--json", "--runs", "--table");
    } else {
      refuse("a run without --scaling", "--largest");
    }
    if (what.forms) {
      refuse("--forms", "--json", "--runs", "--form");
    }
    if (what.allocation) {
      refuse("--allocation", "--json", "--runs");
    }
  }

  private void refuse(String use, String... options) {
    for (String option : options) {
      if (Objects.requireNonNull(spec).commandLine().getParseResult().hasMatchedOption(option)) {
        throw refused(option + " has no effect on " + use);
      }
    }
  }

  private List<Layer> layers() {
    if (names.isEmpty()) {
      return table.layers();
    }
    List<Layer> all = LayerTable.ALL.layers();
    return names.stream()
        .map(
            name ->
                all.stream()
                    .filter(layer -> layer.name().equals(name))
                    .findFirst()
                    .orElseThrow(
                        () -> refused("there is no layer '" + name + "'; there are " + all)))
        .toList();
  }

  private List<String> scaled() {
    List<String> all = Scaling.names();
    for (String name : names) {
      if (!all.contains(name)) {
        throw refused("--scaling has no layer '" + name + "'; it has " + all);
      }
    }
    return names.isEmpty() ? all : names;
  }

  private ParameterException refused(String why) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
  }
}
