package org.convmat.cli.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.convmat.core.io.ArrayFiles;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --accuracy} with a backend that answers with what it was allowed. */
class AccuracyIT {

  @TempDir Path folder;

  @Test
  void theWordReachesTheBackendButForIntegers() {
    String tells =
        ProviderJar.backend(
            "Tells",
            "tells",
            """
            public Multiplier prepare(Operand operand, Execution execution) {
              double answer = execution.accuracy() == Accuracy.NORMWISE ? 7 : 1;
              return new Multiplier() {
                public void multiply(DenseMatrix x, DenseMatrix y) {
                  for (int r = 0; r < y.rows(); r++) {
                    for (int c = 0; c < y.columns(); c++) {
                      y.elements().set(y.index(r, c), answer);
                    }
                  }
                }
                public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
                  multiply(x, y);
                }
              };
            }
            """);
    Path jar =
        ProviderJar.named(folder, "tells").source("Tells", tells).provides("plug.Tells").build();
    for (String command : List.of("conv", "tconv")) {
      assertEquals("[1.]", answer(jar, command, DType.FLOAT64));
      assertEquals("[1.]", answer(jar, command, DType.FLOAT64, "--accuracy", "componentwise"));
      assertEquals("[7.]", answer(jar, command, DType.FLOAT64, "--accuracy", "normwise"));
    }
    String[] threads = {"--accuracy", "NORMWISE", "--threads", "2", "--form", "lowered"};
    assertEquals("[7.]", answer(jar, "conv", DType.FLOAT32, threads));
    assertEquals("[1]", answer(jar, "conv", DType.INT64, "--accuracy", "normwise"));
  }

  private String answer(Path jar, String command, DType type, String... options) {
    String x = folder.resolve("x.npy").toString();
    Tensor three = Tensor.wrap(new double[] {3}, 1).as(type.elementType());
    ArrayFiles.write(new NumericArray(three, type), Path.of(x));
    List<String> arguments = new ArrayList<>(List.of(command, x, "--kernel", x));
    arguments.addAll(List.of("--backend-path", jar.toString(), "--backend", "tells"));
    arguments.addAll(List.of(options));
    FreshJvm.Result result = FreshJvm.jar(arguments.toArray(String[]::new));
    assertEquals(0, result.exit(), result::toString);
    return result.out().strip();
  }
}
