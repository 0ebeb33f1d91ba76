package org.convmat.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.convmat.core.BoundConvolution;
import org.convmat.core.Convolution;
import org.convmat.core.NumericConvolution;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.io.AtomicFile;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.view.diagram.tutorial.TutorialPage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code convmat tutorial}: the notebook on transposed convolution, replayed. */
@CommandLine.Command(
    name = "tutorial",
    customSynopsis = "convmat tutorial [--backend NAME] [OPTIONS]",
    description = {
      "Replays the notebook on up-sampling with transposed convolution: an image M, a kernel K, the"
          + " convolution matrix C, the convolution D = C M, and the transposed convolution U, all"
          + " worked out on the chosen backend. With --html as one page with a picture for every step,"
          + " that needs no network and no script."
    },
    footer = {
      "",
      "Example:",
      "  ./convmat tutorial --backend auto",
      "  ./convmat tutorial --html -o tutorial.html"
    })
final class TutorialCommand extends Command {

  private static final NumericArray M =
      integers(new double[] {4, 5, 8, 7, 1, 8, 8, 8, 3, 6, 6, 4, 6, 5, 7, 8}, 4, 4);
  private static final NumericArray K = integers(new double[] {1, 4, 1, 1, 4, 3, 3, 3, 1}, 3, 3);
  private static final NumericArray SMALL = integers(new double[] {2, 1, 4, 4}, 2, 2);

  @Option(names = "--html", description = "A page instead of text.")
  private boolean html;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the page goes; else it is printed.")
  private @Nullable String output;

  @Mixin private final ExecutionOptions execution = new ExecutionOptions();
  @Mixin private final JsonOption json = new JsonOption();

  @Override
  void run(Console console) {
    Path file = page();
    try (Session session = execution.open()) {
      Convolution convolution = Convolution.of(K.tensor()).forImage(M.shape().toArray());
      DenseMatrix c = convolution.matrix().dense();
      try (BoundConvolution bound = session.bind(convolution)) {
        Results results =
            new Results(
                session.backend(),
                toArray(c),
                apply(bound, false, M),
                toArray(c.transposed()),
                apply(bound, true, SMALL));
        if (html) {
          put(results.page(convolution), file, console);
        } else if (json.wanted()) {
          results.printJson(console.out());
        } else {
          results.print(console);
        }
      }
    }
  }

  /** Where the page goes, if not to standard output; refused before anything is computed. */
  private @Nullable Path page() {
    if (output != null && !html) {
      throw new InvalidInputException("-o %s is for the page; add --html", output);
    }
    if (html && json.wanted()) {
      throw new InvalidInputException("--html and --json exclude each other; give one of them");
    }
    if (output == null) {
      return null;
    }
    Path file = ArrayInput.path(output);
    AtomicFile.check(file);
    return file;
  }

  private static void put(String page, @Nullable Path file, Console console) {
    if (file == null) {
      console.out().print(page);
    } else {
      AtomicFile.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static NumericArray apply(BoundConvolution bound, boolean transposed, NumericArray x) {
    return new NumericConvolution(bound, transposed, K.dtype(), null).apply(x);
  }

  private static NumericArray integers(double[] values, int... shape) {
    return new NumericArray(Tensor.wrap(values, shape), DType.INT64);
  }

  private static NumericArray toArray(DenseMatrix matrix) {
    Elements cells = Elements.allocate(ElementType.DOUBLE, matrix.rows() * matrix.columns());
    for (int i = 0; i < cells.length(); i++) {
      cells.set(i, matrix.get(i / matrix.columns(), i % matrix.columns()));
    }
    return integers(cells.doubles(), matrix.rows(), matrix.columns());
  }

  /** What was computed, by the notebook's names. */
  private record Results(
      String backend, NumericArray c, NumericArray d, NumericArray ct, NumericArray u) {

    void print(Console console) {
      console.out().line("Up-sampling with a transposed convolution, on backend " + backend + ".");
      show(console, "M", "the image.", M);
      show(console, "K", "the kernel.", K);
      show(
          console,
          "C",
          "the convolution matrix: a row for each place where the kernel fits, a column for each"
              + " pixel of M.",
          c);
      heading(console, "C.shape", "4 places times 16 pixels.");
      console.out().line("(" + dimensions() + ")");
      show(console, "D", "the convolution of M: C times M as a column of 16, folded to 2x2.", d);
      show(console, "C_t", "the transposed matrix, which goes from 4 numbers to 16.", ct);
      show(
          console,
          "U",
          "the transposed convolution of [[2, 1], [4, 4]]: C_t times that as a column of 4, folded"
              + " to 4x4, an image again.",
          u);
    }

    void printJson(TextOutput out) {
      Json.print(
          out,
          json -> {
            json.text("backend", backend);
            json.array("M", M);
            json.array("K", K);
            json.array("C", c);
            json.numbers("shape", c.shape().toArray());
            json.array("D", d);
            json.array("C_t", ct);
            json.array("U", u);
          });
    }

    String page(Convolution convolution) {
      return new TutorialPage(
              backend, convolution, M.tensor(), d.tensor(), SMALL.tensor(), u.tensor())
          .html();
    }

    private String dimensions() {
      return Arrays.stream(c.shape().toArray())
          .mapToObj(Integer::toString)
          .collect(Collectors.joining(", "));
    }

    private static void show(Console console, String name, String meaning, NumericArray array) {
      heading(console, name, meaning);
      ArrayText.printNotebook(array, console.out());
    }

    private static void heading(Console console, String name, String meaning) {
      console.out().print("\n" + console.strong(name) + ": " + meaning + "\n");
    }
  }
}
