package org.convmat.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.convmat.core.BoundConvolution;
import org.convmat.core.Convolution;
import org.convmat.core.NumericConvolution;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code convmat tutorial}: the notebook on transposed convolution, replayed. */
@CommandLine.Command(
    name = "tutorial",
    customSynopsis = "convmat tutorial [--backend NAME] [OPTIONS]",
    description = {
      "Replays the notebook on up-sampling with transposed convolution: an image M, a kernel K, the"
          + " convolution matrix C, the convolution D = C M, and the transposed convolution U, all"
          + " worked out on the chosen backend."
    },
    footer = {"", "Example:", "  ./convmat tutorial --backend auto"})
final class TutorialCommand extends Command {

  private static final NumericArray M =
      integers(new double[] {4, 5, 8, 7, 1, 8, 8, 8, 3, 6, 6, 4, 6, 5, 7, 8}, 4, 4);
  private static final NumericArray K = integers(new double[] {1, 4, 1, 1, 4, 3, 3, 3, 1}, 3, 3);
  private static final NumericArray SMALL = integers(new double[] {2, 1, 4, 4}, 2, 2);

  @Mixin private final ExecutionOptions execution = new ExecutionOptions();
  @Mixin private final JsonOption json = new JsonOption();

  @Override
  void run(Console console) {
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
        if (json.wanted()) {
          results.printJson(console.out());
        } else {
          results.print(console);
        }
      }
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
