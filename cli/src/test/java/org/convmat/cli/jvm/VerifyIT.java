package org.convmat.cli.jvm;

import static org.convmat.cli.jvm.ProviderJar.backend;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.convmat.cli.jvm.FreshJvm.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code verify} in a new process, with third parties' backends that are wrong on purpose. */
class VerifyIT {

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("w.csv"), ".1,.4,.1\n.1,.4,.3\n.3,.3,.7\n");
  }

  private Result verify(String... more) {
    String[] args = new String[5 + more.length];
    args[0] = "verify";
    args[1] = "--input-size";
    args[2] = "4x4";
    args[3] = "--kernel";
    args[4] = folder.resolve("w.csv").toString();
    System.arraycopy(more, 0, args, 5, more.length);
    return FreshJvm.jar(args);
  }

  @Test
  void oursPass() {
    Result result = verify();
    assertEquals(0, result.exit(), result::toString);
    assertEquals("", result.err());
    assertTrue(result.out().endsWith("18 passed, 0 failed, 6 skipped\n"), result::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // the last column of C belongs to the last tap of the last grid position
        "if (!t) for (int i = 0; i < rows * n; i++)"
            + " c[i] -= a[i / n * columns + columns - 1] * b[(columns - 1) * n + i % n];"
            + "| dense, forward: batch 0, channel 0, cell [1, 1] is ",
        "if (t) { double s = c[0]; c[0] = c[n]; c[n] = s; }"
            + "| dense, transposed: batch 0, channel 0, cell [0, 0] is ",
        "for (int i = 0; i < c.length; i++) c[i] = (float) c[i];"
            + "| dense, forward: batch 0, channel 0, cell [0, 0] is ",
        "c[0] = Double.NaN;" + "| dense, forward: batch 0, channel 0, cell [0, 0] is NaN, must be ",
        "throw new IllegalStateException(\"no licence\");"
            + "| dense, forward: backend 'wrong' failed "
      })
  void whatIsWrongIsNamed(String defect, String words) {
    String wrong =
        """
        public class Wrong extends Right {
          public String id() { return "wrong"; }
          protected void product(
              double[] a, int rows, int columns, boolean t, double[] b, int n, double[] c) {
            super.product(a, rows, columns, t, b, n, c);
            %s
          }
        }
        """
            .formatted(defect);
    Path jar =
        ProviderJar.named(folder, "wrong")
            .source("Right", backend("Right", "right", ""))
            .source("Wrong", wrong)
            .provides("plug.Wrong")
            .build();
    Result result = verify("--backend-path", jar.toString());
    assertEquals(1, result.exit(), result::toString);
    assertEquals(1, result.err().lines().count(), result::toString);
    assertTrue(
        result.err().startsWith("convmat: backend 'wrong', form " + words), result::toString);
    assertTrue(result.err().contains(" checks failed"), result::toString);
    assertTrue(result.out().contains("  failed  "), result::toString);
    result = verify("--backend-path", jar.toString(), "--backend", "ejml");
    assertEquals(0, result.exit(), result::toString);
  }
}
