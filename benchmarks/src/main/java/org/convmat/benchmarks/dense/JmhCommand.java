package org.convmat.benchmarks.dense;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.convmat.benchmarks.command.Commands;
import org.convmat.benchmarks.limit.ArithmeticPeak;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.spi.ElementType;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The dense products under JMH. */
@Command(
    name = "benchmarks/jmh",
    sortOptions = false,
    description = "Times dense products under JMH, each in a process of its own, one thread.")
public final class JmhCommand implements Callable<Integer> {

  @Option(names = "--backend", paramLabel = "NAME", description = "The backend (auto).")
  private String backend = "auto";

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Seconds of an iteration; there are three and five (${DEFAULT-VALUE}).")
  private double seconds = 1;

  @Option(
      names = "--size",
      paramLabel = "N",
      split = ",",
      description = "Rows and columns (64,512,1024).")
  private List<String> sizes = List.of("64", "512", "1024");

  @SuppressWarnings("UnusedVariable") // read by the parser
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  private JmhCommand() {}

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(Commands.execute(new CommandLine(new JmhCommand()), arguments));
  }

  @Override
  public Integer call() throws RunnerException {
    String id = BackendRegistry.discover().select(backend).id();
    for (ElementType type : ElementType.values()) {
      Collection<RunResult> results = new Runner(options(id, type)).run();
      double peak = ArithmeticPeak.measure(type, 1);
      System.out.printf(Locale.ROOT, "%s: peak %.1f GFLOP/s%n", type, peak / 1e9);
      results.forEach(result -> report(result, peak));
    }
    return 0;
  }

  private Options options(String id, ElementType type) {
    TimeValue time = TimeValue.nanoseconds((long) (seconds * 1e9));
    return new OptionsBuilder()
        .include(DenseBenchmark.class.getName())
        .param("type", type.name())
        .param("size", sizes.toArray(String[]::new))
        .param("by", DenseProduct.contestants(id, type).toArray(String[]::new))
        .warmupTime(time)
        .measurementTime(time)
        .build();
  }

  private static void report(RunResult result, double peak) {
    int size = Integer.parseInt(result.getParams().getParam("size"));
    double rate = DenseProduct.flops(size) / result.getPrimaryResult().getScore() / 1e3;
    System.out.printf(
        Locale.ROOT,
        "%-8s %6d %-8s %8.2f GFLOP/s %8.3f of peak%n",
        result.getParams().getParam("type"),
        size,
        result.getParams().getParam("by"),
        rate,
        rate * 1e9 / peak);
  }
}
