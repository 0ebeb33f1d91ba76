package org.convmat.core;

import static org.convmat.core.Published.CONV;
import static org.convmat.core.Published.TCONV;
import static org.convmat.core.Published.pad;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.JaxDialect;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Auto;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * JAX on what its own documentation and tests publish (jax-ml/jax at cec06d11):
 * docs/notebooks/convolutions.ipynb and tests/lax_test.py.
 */
class JaxPublishedTest {

  private static final JaxDialect JAX = Dialects.JAX;
  private static final Parameters P = Parameters.DEFAULT;

  /**
   * The sizes that the notebook prints as "out shape", for its image of 200 x 198 and 3x3 kernel.
   */
  @ParameterizedTest
  @CsvSource({
    "same, 1, 1, 200, 198",
    "2, 1, 1, 202, 200",
    "valid, 1, 1, 198, 196",
    "same, 2, 1, 100, 99",
    "valid, 1, 12, 176, 174"
  })
  void notebookSizes(String padding, int stride, int dilation, int rows, int columns) {
    Padding chosen =
        padding.equals("same") ? Auto.SAME_UPPER : padding.equals("valid") ? Auto.VALID : pad(2, 2);
    Parameters p = P.withStride(stride).withDilation(dilation).withPadding(chosen);
    assertEquals(rows, Published.size(JAX, CONV, 200, 3, p));
    assertEquals(columns, Published.size(JAX, CONV, 198, 3, p));
  }

  /** "larger than original!", and "equivalent to tensorflow: tf.nn.conv2d_transpose" (SAME). */
  @Test
  void notebookSizesOfTheDilatedImage() {
    Parameters twice = P.withStride(2);
    assertEquals(397, Published.size(JAX, TCONV, 200, 3, twice.withPadding(pad(0, 0))));
    assertEquals(393, Published.size(JAX, TCONV, 198, 3, twice.withPadding(pad(0, 0))));
    Parameters custom = twice.withPadding(pad(2, 1));
    assertEquals(400, Published.size(JAX, TCONV, 200, 3, custom));
    assertEquals(396, Published.size(JAX, TCONV, 198, 3, custom));
    Parameters same = twice.withPadding(Auto.SAME_UPPER);
    List<Integer> grid = List.of(200, 198);
    List<Integer> kernel = List.of(3, 3);
    assertEquals(
        Dialects.KERAS.transposed(grid, kernel, same, true),
        JAX.transposed(grid, kernel, custom, true));
    assertEquals(
        JAX.transposed(grid, kernel, same, true), JAX.transposed(grid, kernel, custom, true));
  }

  /**
   * The notebook's diagonal edge kernel, 1 1 0 / 1 0 -1 / 0 -1 -1, on a block of ones, here 2x2 in
   * 4x4. By hand, SAME pads one cell and y[r,c] = x[r-1,c-1] + x[r-1,c] + x[r,c-1] - x[r,c+1] -
   * x[r+1,c] - x[r+1,c+1]; for y[1,1]: 0 + 0 + 0 - x[1,2] - x[2,1] - x[2,2] = -3; y[0,1]: - x[1,1]
   * - x[1,2] = -2; y[2,1]: x[1,0] + x[1,1] + x[2,0] - x[2,2] = 1 - 1 = 0.
   */
  @Test
  void notebookKernelByHand() {
    Tensor w = Tensor.wrap(new double[] {1, 1, 0, 1, 0, -1, 0, -1, -1}, 3, 3, 1, 1);
    Tensor block =
        Tensor.wrap(new double[] {0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0}, 1, 1, 4, 4);
    double[] same = {-1, -2, -1, 0, -2, -3, 0, 1, -1, 0, 3, 2, 0, 1, 2, 1};
    Published.check(
        JAX, CONV, block, w, P.withPadding(Auto.SAME_UPPER), Tensor.wrap(same, 1, 1, 4, 4));
    Published.check(
        JAX,
        CONV,
        block,
        w,
        P.withPadding(Auto.VALID),
        Tensor.wrap(new double[] {-3, 0, 0, 3}, 1, 1, 2, 2));
  }

  /**
   * "transposed conv = 180deg kernel rotation plus LHS dilation", padding ((2, 1), (2, 1)): with
   * the rotated kernel, u[2i+a, 2j+b] += w[a,b] x[i,j], cut to twice the size. By hand for x = 1 2
   * / 3 4 and the edge kernel: u[0,0] = w[0,0]*1 = 1; u[0,2] = w[0,2]*1 + w[0,0]*2 = 2; u[2,2] =
   * w[2,2]*1 + w[2,0]*2 + w[0,2]*3 + w[0,0]*4 = -1 + 4 = 3; u[1,2] = w[1,2]*1 + w[1,0]*2 = 1;
   * u[2,1] = w[2,1]*1 + w[0,1]*3 = 2; u[1,1] = w[1,1]*1 = 0.
   */
  @Test
  void notebookTransposedConvolutionByHand() {
    // conv_transpose does not rotate; what it is given is the rotated kernel, as in the notebook
    Tensor rotated = Tensor.wrap(new double[] {-1, -1, 0, -1, 0, 1, 0, 1, 1}, 3, 3, 1, 1);
    Tensor x = Tensor.wrap(new double[] {1, 2, 3, 4}, 1, 1, 2, 2);
    double[] u = {1, 1, 2, 2, 1, 0, 1, 0, 3, 2, 3, 2, 3, 0, 1, 0};
    Tensor expected = Tensor.wrap(u, 1, 1, 4, 4);
    Parameters twice = P.withStride(2);
    Published.check(JAX, TCONV, x, rotated, twice.withPadding(pad(2, 1)), expected);
    Published.check(JAX, TCONV, x, rotated, twice.withPadding(Auto.SAME_UPPER), expected);
  }

  /** testConvTransposePaddingList: ones of 28x28 with ones of 3x3, padding (0, 0): 26x26 of 9. */
  @Test
  void ofOnes() {
    double[] nines = new double[26 * 26];
    Arrays.fill(nines, 9);
    Tensor w = Published.ones(3, 3, 1, 1);
    Published.check(
        JAX,
        CONV,
        Published.ones(1, 1, 28, 28),
        w,
        P.withPadding(pad(0, 0)),
        Tensor.wrap(nines, 1, 1, 26, 26));
  }

  /**
   * testConvTranspose1D, 2D and 2DT: conv_transpose is the gradient of conv_general_dilated with
   * the same padding, for an image of grid*stride + max(K - stride, 0) less the padding (VALID and
   * in numbers), or grid*stride (SAME). All of their kernels, strides, paddings and dilations, on
   * one axis of their 9 x 10. In numbers they set use_consistent_padding, which means (K-1-a,
   * K-1-b). Mirrored and channels swapped, as _transpose_conv_kernel has it, or with
   * transpose_kernel.
   */
  @Test
  void isTheGradientOfTheConvolution() {
    Random random = new Random(6);
    int cases = 0;
    for (int n : new int[] {9, 10}) {
      for (int k = 3; k <= 5; k++) {
        for (int s = 1; s <= 3; s++) {
          for (int d = 1; d <= 2; d++) {
            for (int padding = -2; padding < 9; padding++) {
              gradient(random, n, k, s, d, padding);
              cases++;
            }
          }
        }
      }
    }
    assertEquals(396, cases);
  }

  private static void gradient(Random random, int n, int k, int s, int d, int padding) {
    int span = d * (k - 1) + 1;
    boolean same = padding == -2;
    int image = n * s + (same ? 0 : Math.max(span - s, 0));
    Ends ends = new Ends(0, 0);
    if (padding >= 0) {
      ends = new Ends(padding / 3, padding % 3);
      image -= ends.begin() + ends.end();
    } else if (same) {
      // lax.padtype_to_pads: the total that makes ceil(image/s) windows, its smaller half in front
      int total = Math.max((n - 1) * s + span - image, 0);
      ends = new Ends(total / 2, total - total / 2);
    }
    double[] v = integers(random, 2 * n);
    double[] w = integers(random, 3 * 2 * k);
    // w[tap, o, i] of the convolution from 3 channels to 2; its gradient takes 2 channels to 3
    double[] gradient = new double[3 * image];
    for (int o = 0; o < n; o++) {
      for (int t = 0; t < k; t++) {
        int at = o * s + t * d - ends.begin();
        for (int c = 0; c < 6 && at >= 0 && at < image; c++) {
          gradient[c / 2 * image + at] += w[t * 6 + c] * v[c % 2 * n + o];
        }
      }
    }
    Padding said =
        same
            ? Auto.SAME_UPPER
            : padding == -1 ? Auto.VALID : pad(span - 1 - ends.begin(), span - 1 - ends.end());
    Parameters p = P.withStride(s).withDilation(d).withPadding(said);
    Tensor x = Tensor.wrap(v, 1, 2, n);
    Tensor expected = Tensor.wrap(gradient, 1, 3, image);
    // as the convolution has them, (taps, 3, 2): transpose_kernel=True
    Published.check(JAX, JAX.transposeKernel(), TCONV, x, Tensor.wrap(w, k, 3, 2), p, expected);
    double[] flipped = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      flipped[(k - 1 - i / 6) * 6 + i % 2 * 3 + i % 6 / 2] = w[i];
    }
    Published.check(JAX, TCONV, x, Tensor.wrap(flipped, k, 2, 3), p, expected);
  }

  private static double[] integers(Random random, int count) {
    return random.ints(count, -9, 10).asDoubleStream().toArray();
  }
}
