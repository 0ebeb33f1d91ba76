package org.convmat.core.dialect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.convmat.core.dialect.Padding.Auto;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ConvolutionAxis;
import org.junit.jupiter.api.Test;

/** Dialects against loops that follow each framework's own definition, and hand-checked vectors. */
class DefinitionsTest {

  private static final Parameters P = Parameters.DEFAULT;

  /** u = C^T v on one axis, from the six integers. */
  private static double[] scatter(ConvolutionAxis axis, double[] v, double[] w) {
    double[] u = new double[axis.image()];
    for (int o = 0; o < axis.grid(); o++) {
      for (int t = 0; t < axis.kernel(); t++) {
        int i = (int) axis.imagePosition(o, t);
        if (i >= 0 && i < u.length) {
          u[i] += w[t] * v[o];
        }
      }
    }
    return u;
  }

  /** y = C x on one axis. */
  private static double[] gather(ConvolutionAxis axis, double[] x, double[] w) {
    double[] y = new double[axis.grid()];
    for (int o = 0; o < axis.grid(); o++) {
      for (int t = 0; t < axis.kernel(); t++) {
        int i = (int) axis.imagePosition(o, t);
        y[o] += i >= 0 && i < x.length ? w[t] * x[i] : 0;
      }
    }
    return y;
  }

  private static ConvolutionAxis transposed(Dialect dialect, int grid, int kernel, Parameters p) {
    return dialect.transposed(List.of(grid), List.of(kernel), p, true).get(0);
  }

  private static Parameters pad(Parameters p, int begin, int end) {
    return p.withPadding(new Padding.Explicit(List.of(new Ends(begin, end))));
  }

  /** x = [1,2,3], kernel [1,10,100], stride 2: the pixel of keras#22876. */
  @Test
  void sameInPyTorchAndKerasIsOnePixelApart() {
    double[] x = {1, 2, 3};
    double[] w = {1, 10, 100};
    Parameters strided = P.withStride(2);
    assertArrayEquals(
        new double[] {10, 102, 20, 203, 30, 300},
        scatter(transposed(Dialects.PYTORCH, 3, 3, pad(strided, 1, 1).withOutputPadding(1)), x, w));
    double[] same = {1, 10, 102, 20, 203, 30};
    Parameters upper = strided.withPadding(Auto.SAME_UPPER);
    for (Dialect dialect : List.of(Dialects.KERAS, Dialects.JAX, Dialects.ONNX, Dialects.MATLAB)) {
      assertArrayEquals(same, scatter(transposed(dialect, 3, 3, upper), x, w), dialect.id());
    }
    Dialect two = Dialects.DL4J;
    assertArrayEquals(
        same, scatter(two.transposed(List.of(3, 3), List.of(3, 3), upper, true).get(0), x, w));
  }

  /**
   * JAX's documentation: lhs is dilated by the stride, padded by (low, high), and correlated with
   * rhs; SAME and VALID as in _conv_transpose_padding of jax/_src/lax/convolution.py.
   */
  @Test
  void jaxIsAFractionallyStridedConvolution() {
    Random random = new Random(3);
    for (int i = 0; i < 3000; i++) {
      int n = 1 + random.nextInt(6);
      int k = 1 + random.nextInt(5);
      int s = 1 + random.nextInt(4);
      int d = 1 + random.nextInt(3);
      int span = d * (k - 1) + 1;
      int mode = random.nextInt(3);
      int length = mode == 0 ? s + span - 2 : s + span - 2 + Math.max(span - s, 0);
      int low = mode == 1 || s > span - 1 ? span - 1 : (length + 1) / 2;
      int high = length - low;
      Parameters p =
          P.withStride(s).withDilation(d).withPadding(mode == 0 ? Auto.SAME_UPPER : Auto.VALID);
      if (mode == 2) {
        low = random.nextInt(8) - 1;
        high = random.nextInt(8) - 1;
        p = pad(p, low, high);
      }
      double[] x = random.doubles(n).toArray();
      double[] w = random.doubles(k).toArray();
      int out = (n - 1) * s + 1 + low + high - span + 1;
      if (out < 1) {
        Parameters refused = p;
        assertThrows(InvalidInputException.class, () -> transposed(Dialects.JAX, n, k, refused));
        continue;
      }
      double[] expected = new double[out];
      for (int o = 0; o < out; o++) {
        for (int t = 0; t < k; t++) {
          int at = o + t * d - low;
          expected[o] += at >= 0 && at % s == 0 && at / s < n ? w[t] * x[at / s] : 0;
        }
      }
      Tensor rhs = Tensor.wrap(w, k, 1, 1);
      double[] canonical =
          Dialects.JAX
              .weights(Direction.TRANSPOSED)
              .toCanonical(rhs, Direction.TRANSPOSED, 1)
              .doubles();
      assertArrayEquals(
          expected, scatter(transposed(Dialects.JAX, n, k, p), x, canonical), 1e-12, p.toString());
    }
  }

  /**
   * oneDNN's documentation (Convolution): dst(oh) = sum src(oh*SH + kh*(DH+1) - PH_L) * w(kh), with
   * dilation counted from 0 and OH = (IH - DKH + PH_L + PH_R)/SH + 1; a deconvolution swaps forward
   * and backward data.
   */
  @Test
  void onednnCountsDilationFromZero() {
    Random random = new Random(4);
    for (int i = 0; i < 2000; i++) {
      int k = 1 + random.nextInt(4);
      int s = 1 + random.nextInt(3);
      int dh = random.nextInt(3);
      int left = random.nextInt(3);
      int right = random.nextInt(3);
      int ih = 1 + (k - 1) * (dh + 1) + random.nextInt(8);
      int oh = (ih - (1 + (k - 1) * (dh + 1)) + left + right) / s + 1;
      Parameters p = pad(P.withStride(s).withDilation(dh), left, right);
      double[] src = random.doubles(ih).toArray();
      double[] w = random.doubles(k).toArray();
      double[] dst = new double[oh];
      double[] back = new double[ih];
      double[] diff = random.doubles(oh).toArray();
      for (int o = 0; o < oh; o++) {
        for (int t = 0; t < k; t++) {
          int at = o * s + t * (dh + 1) - left;
          if (at >= 0 && at < ih) {
            dst[o] += src[at] * w[t];
            back[at] += diff[o] * w[t];
          }
        }
      }
      ConvolutionAxis conv = Dialects.ONEDNN.forward(List.of(ih), List.of(k), p, true).get(0);
      assertArrayEquals(dst, gather(conv, src, w), 1e-12);
      ConvolutionAxis deconv = transposed(Dialects.ONEDNN, oh, k, p.withOutputSize(ih));
      assertArrayEquals(back, scatter(deconv, diff, w), 1e-12);
    }
  }

  /** TF's SAME is the exact adjoint of TF's forward SAME: the two are one set of six integers. */
  @Test
  void kerasSameIsTheAdjointOfItsForwardSame() {
    Random random = new Random(5);
    int checked = 0;
    for (int n = 1; n <= 12; n++) {
      for (int k = 1; k <= 7; k++) {
        for (int s = 1; s <= 4; s++) {
          for (int d = 1; d <= (s == 1 ? 3 : 1); d++) {
            Parameters p = P.withStride(s).withDilation(d).withPadding(Auto.SAME_UPPER);
            int image = n * s;
            ConvolutionAxis up = transposed(Dialects.KERAS, n, k, p);
            ConvolutionAxis down =
                Dialects.KERAS.forward(List.of(image), List.of(k), p, true).get(0);
            double[] x = random.doubles(image).toArray();
            double[] v = random.doubles(n).toArray();
            double[] w = random.doubles(k).toArray();
            double left = dot(gather(down, x, w), v);
            double right = dot(x, scatter(up, v, w));
            assertEquals(left, right, 1e-12 * Math.max(1, Math.abs(left)));
            assertEquals(down, up);
            checked++;
          }
        }
      }
    }
    assertTrue(checked > 400, "" + checked);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Each refuses in strict what the others take, and lenient takes what has a meaning. */
  @Test
  void strictRefusesWhatTheFrameworkRefuses() {
    Parameters uneven = pad(P, 1, 2);
    refused(Dialects.PYTORCH, uneven, "padding 1:2");
    refused(Dialects.DL4J, uneven, "padding 1:2");
    refused(Dialects.KERAS, uneven, "padding 1:2");
    refused(Dialects.KERAS, P.withStride(2).withDilation(2), "dilation_rate > 1");
    refused(Dialects.KERAS, P.withOutputPadding(1), "output padding 1");
    refused(Dialects.KERAS, P.withGroups(2), "no groups");
    refused(Dialects.PYTORCH, P.withPadding(Auto.SAME_UPPER), "no padding SAME_UPPER");
    refused(Dialects.MATLAB, P.withDilation(2), "no dilation");
    refused(Dialects.MATLAB, P.withStride(4).withPadding(Auto.SAME_UPPER), "'same' would crop");
    refused(Dialects.DL4J, P.withOutputPadding(1), "output padding 1");
    refused(Dialects.ONEDNN, pad(P.withDilation(0), -1, 1), "padding -1:1");
    refused(Dialects.JAX, P.withOutputSize(9), "cannot be asked for");
    // in their own words
    refused(
        Dialects.PYTORCH,
        P.withOutputPadding(1),
        "output padding must be smaller than either stride or dilation");
    refused(Dialects.PYTORCH, P.withOutputPadding(-1), "negative output_padding is not supported");
    refused(Dialects.PYTORCH, pad(P, -1, -1), "negative padding is not supported");
    refused(
        Dialects.ONNX,
        P.withOutputPadding(1),
        "output_padding must be less than the corresponding stride/dilation dimension");
    refused(Dialects.KERAS, pad(P, 1, 1), "`padding` must be either 'valid' or 'same'");
    refused(
        Dialects.JAX,
        P.withStride(2).withPadding(Auto.SAME_LOWER),
        "String padding is not implemented for transposed convolution");
    refused(
        Dialects.ONEDNN, pad(P.withDilation(0), -1, 1), "left padding value must be non-negative");
    refused(
        Dialects.ONEDNN,
        pad(P.withDilation(0).withStride(2), 0, -2),
        "right padding and stride must sum up to a positive value");
    InvalidInputException oneAxis =
        assertThrows(
            InvalidInputException.class,
            () -> Dialects.DL4J.transposed(List.of(4), List.of(3), P, true));
    assertTrue(oneAxis.getMessage().contains("2 to 3 spatial axes"), oneAxis.getMessage());
    assertEquals(
        new ConvolutionAxis(3, 4, 3, 1, 1, 1),
        Dialects.PYTORCH.transposed(List.of(4), List.of(3), uneven, false).get(0));
  }

  private static void refused(Dialect dialect, Parameters p, String part) {
    List<Integer> grid = List.of(4, 4);
    List<Integer> kernel = List.of(3, 3);
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> dialect.transposed(grid, kernel, p, true));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void weightsComeIntoOneOrder() {
    // 2 groups, 4 outputs, 3 inputs a group, 2 taps: the weight of (o, i, t) is 100o + 10i + t
    Tensor canonical = weights(true);
    Tensor keras = weights(false);
    assertArrayEquals(
        canonical.doubles(),
        Dialects.KERAS
            .weights(Direction.CONVOLUTION)
            .toCanonical(keras, Direction.CONVOLUTION, 2)
            .doubles());
    // oneDNN's deconvolution holds (O, I/groups, taps); convmat (I, O/groups, taps)
    Tensor transposed =
        Dialects.ONEDNN
            .weights(Direction.TRANSPOSED)
            .toCanonical(canonical, Direction.TRANSPOSED, 2);
    assertEquals(211.0, transposed.get(3 + 1, 0, 1));
    assertEquals(321.0, transposed.get(3 + 2, 1, 1));
    assertEquals(100.0, transposed.get(0, 1, 0));
    Tensor data = Tensor.wrap(new double[] {1, 2, 3, 4, 5, 6}, 1, 3, 2);
    assertArrayEquals(new double[] {1, 3, 5, 2, 4, 6}, DataLayout.toChannelsFirst(data).doubles());
    assertArrayEquals(
        data.doubles(), DataLayout.toChannelsLast(DataLayout.toChannelsFirst(data)).doubles());
  }

  private static Tensor weights(boolean tapsLast) {
    double[] values = new double[24];
    for (int o = 0; o < 4; o++) {
      for (int i = 0; i < 3; i++) {
        for (int t = 0; t < 2; t++) {
          values[tapsLast ? (o * 3 + i) * 2 + t : (t * 3 + i) * 4 + o] = 100 * o + 10 * i + t;
        }
      }
    }
    return tapsLast ? Tensor.wrap(values, 4, 3, 2) : Tensor.wrap(values, 2, 3, 4);
  }
}
