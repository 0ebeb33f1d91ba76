package org.convmat.benchmarks.dense;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.convmat.benchmarks.command.Commands;
import org.convmat.benchmarks.dense.DenseProduct.Prepared;
import org.convmat.benchmarks.limit.ArithmeticPeak;
import org.convmat.benchmarks.timing.InTurn;
import org.convmat.benchmarks.timing.Samples;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.ojalgo.OjAlgoUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The dense product of a backend, of EJML and of ojAlgo in turn, as a fraction of the peak. */
@Command(
    name = "benchmarks/dense",
    sortOptions = false,
    description = "Times the dense product of a backend, of EJML and of ojAlgo in turn.")
public final class DenseCommand implements Callable<Integer> {

  @Option(names = "--backend", paramLabel = "NAME", description = "The backend (auto).")
  private String backend = "auto";

  @Option(names = "--threads", paramLabel = "N", description = "Threads (${DEFAULT-VALUE}).")
  private int threads = 1;

  @Option(names = "--seconds", paramLabel = "S", description = "Seconds a row (${DEFAULT-VALUE}).")
  private double seconds = 3;

  @Option(
      names = "--size",
      paramLabel = "N",
      split = ",",
      description = "Rows and columns (512,1024).")
  private List<Integer> sizes = List.of(512, 1024);

  @SuppressWarnings("UnusedVariable") // read by the parser
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  private DenseCommand() {}

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(Commands.execute(new CommandLine(new DenseCommand()), arguments));
  }

  @Override
  public Integer call() {
    OjAlgoUtils.limitThreadsTo(threads);
    String id = BackendRegistry.discover().select(backend).id();
    ExecutorService helpers = Executors.newFixedThreadPool(Math.max(1, threads - 1));
    try {
      System.out.printf(
          Locale.ROOT,
          "%d threads%n%-8s %6s %-8s %11s %8s %8s %8s %9s%n",
          threads,
          "type",
          "size",
          "by",
          "us",
          "GFLOP/s",
          "of peak",
          "/ours",
          "max diff");
      for (ElementType type : ElementType.values()) {
        double peak = ArithmeticPeak.measure(type, threads);
        for (int size : sizes) {
          row(
              new DenseProduct(size, type),
              DenseProduct.contestants(id, type),
              type,
              size,
              peak,
              helpers);
        }
      }
    } finally {
      helpers.shutdown();
    }
    return 0;
  }

  private void row(
      DenseProduct product,
      List<String> names,
      ElementType type,
      int size,
      double peak,
      ExecutorService helpers) {
    List<Prepared> all =
        names.stream().map(name -> product.by(name, Execution.on(helpers, threads))).toList();
    List<Samples> samples = InTurn.of(seconds).run(all.stream().map(Prepared::work).toList());
    for (int i = 0; i < names.size(); i++) {
      double nanos = samples.get(i).median();
      System.out.printf(
          Locale.ROOT,
          "%-8s %6d %-8s %11.1f %8.2f %8.3f %8.2f %9.1e%n",
          type,
          size,
          names.get(i),
          nanos / 1e3,
          DenseProduct.flops(size) / nanos,
          DenseProduct.flops(size) / nanos * 1e9 / peak,
          samples.get(i).medianRatio(samples.get(0)),
          difference(all.get(i).result(), all.get(0).result()));
    }
    System.out.printf(Locale.ROOT, "%-8s peak %.1f GFLOP/s%n", type, peak / 1e9);
  }

  private static double difference(Elements a, Elements b) {
    double worst = 0;
    for (int i = 0; i < a.length(); i++) {
      worst = Math.max(worst, Math.abs(a.get(i) - b.get(i)));
    }
    return worst;
  }
}
