package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  @Test
  void aReaderThatStopsEarlyIsNoError() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertEquals(0, tutorial("Broken pipe", err));
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aFullDiskIsAnError() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertEquals(2, tutorial("No space left on device", err));
    assertEquals(
        "convmat: standard output: cannot be written: No space left on device\n",
        err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void numbersLineUpAndReadBack() {
    double[] values = {1, -2.25, 1e-3, 1234, 0.1, Double.NaN};
    assertEquals(
        """
        [[   1.   ,   -2.25 ],
         [   0.001, 1234.   ],
         [   0.1  ,  nan    ]]
        """,
        text(Tensor.wrap(values, 3, 2)));
    assertEquals("[1.0e-9, 1.0   ]\n", text(Tensor.wrap(new double[] {1e-9, 1}, 2)));
    assertEquals("[0.1, 3. ]\n", text(Tensor.wrap(new float[] {0.1f, 3}, 2)));
    assertEquals(
        """
        [[[1., 2.],
          [3., 4.]],

         [[5., 6.],
          [7., 8.]]]
        """,
        text(Tensor.wrap(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2)));
  }

  @Test
  void whateverAMessageHoldsItIsOneLine() {
    assertEquals("convmat: a b c", Failures.line("a\nb\u001bc\r\n"));
    assertTrue(Run.of("conv", "a\nb.csv", "--kernel", "c\rd.csv").err().lines().count() == 1);
  }

  private static String text(Tensor tensor) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TextOutput target = new TextOutput(out);
    ArrayText.print(NumericArray.of(tensor), target);
    target.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static int tutorial(String failure, OutputStream err) {
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(failure);
          }
        };
    return Main.run(new String[] {"tutorial"}, InputStream.nullInputStream(), out, err);
  }
}
