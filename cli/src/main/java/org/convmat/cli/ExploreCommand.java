package org.convmat.cli;

import com.google.common.primitives.Ints;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.convmat.cli.Converters.Extents;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.io.AtomicFile;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.view.explorer.ExplorerPage;
import org.convmat.view.explorer.ExplorerStart;
import org.convmat.view.explorer.Samples;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code convmat explore}: a page to look at a layer in a browser. */
@CommandLine.Command(
    name = "explore",
    customSynopsis = {
      "convmat explore [X] [--kernel W] [--transposed] [-o FILE] [OPTIONS]",
      "convmat explore --input-size NxN --kernel-size NxN [--transposed] [-o FILE] [OPTIONS]"
    },
    description = {
      "Writes one HTML page that needs no network. It shows a layer on one axis or two: the cells, the"
          + " kernel, the matrix C or its transpose, where each number comes from and where it goes."
          + " Sizes, stride, padding, dialect and the numbers can be changed in it. It opens with the"
          + " layer that the options say; without any, with the tutorial's.",
      "",
      "The page shows at most 64 cells along an axis and 1024 in all, one channel, and kernels of at"
          + " most 15 taps along an axis. docs/explore.md has its keys and its links."
    },
    footer = {
      "",
      "Example:",
      "  ./convmat explore -o explorer.html",
      "  ./convmat explore --input-size 5x5 --kernel-size 3x3 --stride 2 --transposed -o up.html"
    })
final class ExploreCommand extends Command {

  @CommandLine.Parameters(
      arity = "0..1",
      paramLabel = "X",
      description = "The input's file, or - for standard input as CSV. Default: the tutorial's.")
  private @Nullable String input;

  @Option(
      names = "--input-size",
      paramLabel = "NxN",
      description = "Spatial size of the input, instead of X; it holds the tutorial's numbers.")
  private @Nullable Extents inputSize;

  @Option(
      names = {"-k", "--kernel"},
      paramLabel = "W",
      description = "The kernel's file. Default: the tutorial's.")
  private @Nullable String kernel;

  @Option(
      names = "--kernel-size",
      paramLabel = "NxN",
      description = "Spatial size of the kernel, instead of --kernel.")
  private @Nullable Extents kernelSize;

  @Option(names = "--transposed", description = "The transposed convolution, as tconv.")
  private boolean transposed;

  @Option(names = "--flip", description = "True convolution: mirror the kernel along every axis.")
  private boolean flip;

  @Mixin private final AxisOptions axes = new AxisOptions();
  @Mixin private final TransposedOptions resultSize = new TransposedOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the page to a file; else, or with -, to standard output.")
  private String output = ArrayInput.STREAM;

  @Override
  void run(Console console) {
    boolean toFile = !output.equals(ArrayInput.STREAM);
    if (toFile) {
      AtomicFile.check(ArrayInput.path(output));
    }
    byte[] page = ExplorerPage.html(start(console)).getBytes(StandardCharsets.UTF_8);
    if (toFile) {
      Path file = ArrayInput.path(output);
      AtomicFile.write(file, out -> out.write(page));
      if (verbose()) {
        console.note(file + ", " + Quantity.bytes(page.length));
      }
    } else {
      console.out().write(out -> out.write(page));
    }
  }

  private ExplorerStart start(Console console) {
    if (!transposed) {
      resultSize.requireNone();
    }
    requireOne("X", input, "--input-size", inputSize);
    requireOne("--kernel", kernel, "--kernel-size", kernelSize);
    Parameters shared = axes.parameters();
    Arrays arrays = arrays(console);
    return new ExplorerStart(
        transposed,
        axes.dialect(),
        axes.strict(),
        flip,
        transposed ? resultSize.addTo(shared) : shared,
        arrays.x(),
        arrays.w());
  }

  private static void requireOne(
      String file, @Nullable Object path, String option, @Nullable Object size) {
    if (path != null && size != null) {
      throw new InvalidInputException(
          "%s and %s exclude each other; give one of them", file, option);
    }
  }

  /** The two arrays that the page opens with. */
  private record Arrays(Tensor x, Tensor w) {}

  private Arrays arrays(Console console) {
    if (input != null && kernel != null) {
      ArrayInput read = ArrayInput.read(input, kernel, console.in());
      return new Arrays(read.x().tensor(), read.kernel().tensor());
    }
    if (input != null) {
      Tensor x = read(input, kernelSize, console).tensor();
      return new Arrays(x, filled(Samples.KERNEL, kernelSize, x.shape()));
    }
    Samples sample = Samples.input(transposed);
    if (kernel != null) {
      Tensor w = read(kernel, inputSize, console).tensor();
      return new Arrays(filled(sample, inputSize, w.shape()), w);
    }
    Shape two = Shape.of(1, 1);
    Shape other = kernelSize != null ? Shape.of(kernelSize.toArray()) : two;
    Tensor x = filled(sample, inputSize, other);
    return new Arrays(x, filled(Samples.KERNEL, kernelSize, x.shape()));
  }

  /** An array from a file, of rank 1 if a size beside it has one axis. */
  private static NumericArray read(String file, @Nullable Extents beside, Console console) {
    int rank = beside == null ? 2 : beside.values().size();
    return ArrayInput.readKernel(file, rank, console.in());
  }

  /**
   * A sample of the size that was given, else of its own size and as many axes as {@code other}.
   */
  private static Tensor filled(Samples sample, @Nullable Extents size, Shape other) {
    if (size != null) {
      return sample.tensor(Ints.toArray(size.values()));
    }
    int extent = sample.tensor().shape().extent(0);
    return other.rank() == 1 ? sample.tensor(extent) : sample.tensor();
  }
}
