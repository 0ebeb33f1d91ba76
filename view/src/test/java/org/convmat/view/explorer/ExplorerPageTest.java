package org.convmat.view.explorer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ExplorerPageTest {

  private static ExplorerStart start(Tensor x, Tensor w, Parameters parameters) {
    return new ExplorerStart(false, Dialects.PYTORCH, false, false, parameters, x, w);
  }

  private static String refusal(Tensor x, Tensor w, Parameters parameters) {
    return assertThrows(InvalidInputException.class, () -> start(x, w, parameters)).getMessage();
  }

  @Test
  void thePageIsOneDocumentThatAsksForNothing() {
    String html =
        ExplorerPage.html(
            start(Samples.IMAGE.tensor(), Samples.KERNEL.tensor(), Parameters.DEFAULT));
    assertFalse(html.contains("http:") || html.contains("https:"), "an address");
    assertFalse(
        Pattern.compile("(?m)^(import|export) ").matcher(html).find(), "a module left over");
    assertFalse(Pattern.compile("\\{(policy|style|data|script)}").matcher(html).find());
    assertTrue(html.contains("default-src 'none'"));
    Matcher sources = Pattern.compile("(src|href)=\"([^\"]*)\"").matcher(html);
    while (sources.find()) {
      assertEquals("data:,", sources.group(2));
    }
    assertTrue(html.length() < 200_000, html.length() + " characters");
  }

  @Test
  void samplesRepeatTheTutorialsNumbers() {
    assertArrayEquals(
        new double[] {4, 5, 8, 7, 4, 1, 8, 8, 8, 1, 3, 6, 6, 4, 3, 6, 5, 7, 8, 6, 4, 5, 8, 7, 4},
        Samples.IMAGE.tensor(5, 5).elements().doubles());
    assertArrayEquals(new double[] {2, 1, 4, 4, 2}, Samples.GRID.tensor(5).elements().doubles());
  }

  @Test
  void aLayerThatIsTooLargeIsRefusedWithItsNumbers() {
    Tensor k = Samples.KERNEL.tensor();
    Parameters none = Parameters.DEFAULT;
    for (String[] pair :
        List.of(
            new String[] {"65x1, 65 cells", refusal(Tensor.wrap(new double[65], 65, 1), k, none)},
            new String[] {
              "33x32, 1056 cells", refusal(Tensor.wrap(new double[1056], 33, 32), k, none)
            },
            new String[] {"17x1", refusal(k, Tensor.wrap(new double[17], 17, 1), none)},
            new String[] {"rank 1", refusal(k, Tensor.wrap(new double[3], 3), none)},
            new String[] {"5.0E9", refusal(k, Tensor.wrap(new double[] {5e9}, 1, 1), none)},
            new String[] {"NaN", refusal(Tensor.wrap(new double[] {Double.NaN}, 1, 1), k, none)},
            new String[] {"stride 100", refusal(k, k, none.withStride(100))},
            new String[] {"does not fit", refusal(k, Tensor.wrap(new double[16], 4, 4), none)})) {
      assertTrue(pair[1].contains(pair[0]), pair[1]);
    }
    Parameters wide = none.withStride(40);
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> new ExplorerStart(true, Dialects.PYTORCH, false, false, wide, k, k))
            .getMessage();
    assertTrue(message.contains("the result is 83x83, 6889 cells"), message);
  }
}
