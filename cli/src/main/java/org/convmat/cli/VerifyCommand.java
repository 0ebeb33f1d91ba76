package org.convmat.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.List;
import org.convmat.cli.LayerOptions.Layer;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.BackendSelection;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.execution.DiscoveredBackend;
import org.convmat.core.explain.Side;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.verify.Check;
import org.convmat.core.verify.Check.Status;
import org.convmat.core.verify.Numbers;
import org.convmat.core.verify.Verification;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code convmat verify}: every form on every backend against plain loops. */
@CommandLine.Command(
    name = "verify",
    customSynopsis = {
      "convmat verify X --kernel W [--transposed] [--backend NAME] [OPTIONS]",
      "convmat verify --input-size NxN --kernel W [--transposed] [--seed N] [OPTIONS]"
    },
    description = {
      "Holds every form of the matrix, on every backend that can be used, against plain loops from"
          + " the definition, in both directions; and the two directions against each other:"
          + " <C x, v> = <x, C^T v>. Each cell must be within gamma(k)|C||x| of the exact sum of its"
          + " k products, and exact where all numbers are whole and their sums small. The table has"
          + " the largest error as a fraction of that bound: up to 1 is right.",
      "",
      "What X does not give is drawn from --seed, whole numbers for an integer kernel. A form that"
          + " cannot be used is skipped, with the reason. Layers for which the loops would multiply"
          + " more than 500000000 times are refused.",
      "",
      "Exits with 1 if a check fails, and names the first cell that is wrong."
    },
    footer = {
      "",
      "Example:",
      "  printf '1,4,1\\n1,4,3\\n3,3,1\\n' > w.csv",
      "  ./convmat verify --input-size 8x8 --kernel w.csv --stride 2 --padding 1"
    })
final class VerifyCommand extends Command {

  @Mixin private final LayerOptions layerOptions = new LayerOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where the random numbers begin; default 1.")
  private int seed = 1;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Only this backend: its id, or auto. Default: every one that can be used.")
  private @Nullable String backend;

  @Mixin private final BackendPathOption path = new BackendPathOption();
  @Mixin private final JsonOption json = new JsonOption();

  @Override
  void run(Console console) {
    Layer layer = layerOptions.read(console.in());
    try (BackendSearch search = path.search()) {
      List<CheckedBackend> backends = backends(search.registry());
      Verification verification = verification(layer);
      ImmutableList.Builder<Check> checks = ImmutableList.builder();
      for (CheckedBackend each : backends) {
        checks.addAll(verification.check(each, Execution.sequential()));
      }
      finish(new VerifyReport(checks.build()), console);
    }
  }

  private List<CheckedBackend> backends(BackendRegistry registry) {
    List<String> usable =
        registry.backends().stream()
            .filter(DiscoveredBackend::usable)
            .map(DiscoveredBackend::id)
            .toList();
    if (backend != null || usable.isEmpty()) {
      // where none is usable, auto says what is wrong with each
      return List.of(registry.select(backend == null ? BackendSelection.AUTO : backend));
    }
    return usable.stream().map(registry::select).toList();
  }

  private Verification verification(Layer layer) {
    Geometry geometry = layer.convolution().geometry();
    NumericArray x = layer.x();
    DType kernelType = layer.kernel().dtype();
    ElementType type = (x == null ? kernelType : x.dtype().with(kernelType)).elementType();
    int batch = layer.batch();
    Verification.requireFeasible(geometry, batch);
    Elements given =
        x == null ? random(layer, Side.input(layer.transposed()), seed) : x.tensor().elements();
    Elements drawn = random(layer, Side.output(layer.transposed()), seed + 1L);
    return new Verification(
        layer.convolution().matrix().as(type),
        layer.transposed() ? drawn : given,
        layer.transposed() ? given : drawn,
        batch);
  }

  private static Elements random(Layer layer, Side side, long seed) {
    long cells = side.cells(layer.convolution().geometry()) * layer.batch();
    return Numbers.random(seed, layer.kernel().dtype(), Ints.checkedCast(cells));
  }

  private void finish(VerifyReport report, Console console) {
    if (json.wanted()) {
      report.printJson(console.out());
    } else {
      report.print(console);
    }
    console.out().flush();
    if (report.count(Status.FAILED) > 0) {
      throw new CheckFailedException(report.failure());
    }
    if (report.count(Status.PASSED) == 0) {
      throw new InvalidInputException(
          "no form can be used here, so nothing was checked; give a smaller input, or Java more"
              + " memory, as in CONVMAT_JAVA_OPTS=-Xmx8g");
    }
  }
}
