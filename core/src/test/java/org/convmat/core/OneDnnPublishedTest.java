package org.convmat.core;

import static org.convmat.core.Published.CONV;
import static org.convmat.core.Published.TCONV;
import static org.convmat.core.Published.pad;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ConvolutionAxis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * oneDNN on what its own tests and examples publish (uxlfoundation/oneDNN at 3f27bec2). Dilations
 * are counted from 0, as there.
 */
class OneDnnPublishedTest {

  private static final Parameters P = Parameters.DEFAULT.withDilation(0);

  /**
   * Numbers of test_convolution.cpp and test_convtranspose.cpp, tests/gtests/graph/unit/backend.
   */
  private static final double[] DIAGONALS = {1, 0, 1, 0, 1, 0, 1, 0, 1};

  /**
   * The deconvolutions of tests/benchdnn/inputs/deconv: shapes_1d, shapes_2d, shapes_3d,
   * shapes_dilated and shapes_ci name input and output size, kernel, stride, left padding and
   * dilation of each; here every different axis of them. What benchdnn pads on the right is worked
   * out by hand, as (input - 1)*stride - output + 1 + (kernel - 1)*(dilation + 1) - left.
   */
  @ParameterizedTest
  @CsvSource({
    "55, 227, 11, 4, 0, 0, 0", // alexnet:deconv1: 54*4 - 227 + 11 - 0
    "27, 27, 5, 1, 2, 0, 2", // alexnet:deconv2
    "13, 13, 3, 1, 1, 0, 1", // alexnet:deconv3
    "112, 224, 7, 2, 3, 0, 2", // googlenet_v1:conv1/7x7_s2: 111*2 - 224 + 7 - 3
    "512, 1030, 7, 2, 0, 0, -1", // masknet_p1:deconv1: 511*2 - 1030 + 7 - 0
    "28, 56, 1, 2, 0, 0, -1", // resnet_50:res3a_branch1: 27*2 - 56 + 1 - 0
    "5, 2, 3, 1, 3, 2, 6", // deconv1d:1: 4 - 2 + 7 - 3
    "55, 55, 3, 1, 1, 0, 1", // pytorch_unittest
    "8, 5, 3, 1, 3, 0, 2", // deconv_ci_1d:gemm: 7 - 5 + 3 - 3
    "5, 5, 1, 1, 0, 0, 0", // deconv_ci_1d:1x1
    "9, 11, 3, 1, 0, 0, 0", // unet_3d:deconv8, height
    "8, 10, 3, 1, 0, 0, 0", // unet_3d:deconv8, depth
    "7, 11, 3, 1, 0, 1, 0", // unet_3d:dilated_deconv8, height
    "52, 225, 11, 4, 0, 1, 0", // alexnet:dilated_deconv1: 51*4 - 225 + 21 - 0
    "23, 27, 5, 1, 2, 1, 2", // alexnet:dilated_deconv2: 22 - 27 + 9 - 2
    "11, 13, 3, 1, 1, 1, 1", // alexnet:dilated_deconv3: 10 - 13 + 5 - 1
    "9, 13, 3, 1, 1, 2, 1", // alexnet:dilated_deconv4: 8 - 13 + 7 - 1
    "109, 224, 7, 2, 3, 1, 2", // conv1/7x7_s2: 108*2 - 224 + 13 - 3
    "26, 28, 2, 1, 0, 1, 0", // 3a/pool_proj: 25 - 28 + 3 - 0
    "6, 14, 5, 1, 2, 2, 2" // 4d/5x5: 5 - 14 + 13 - 2
  })
  void benchdnnSizes(int n, int size, int k, int s, int left, int dilation, int right) {
    Parameters p =
        P.withStride(s).withDilation(dilation).withPadding(pad(left, right)).withOutputSize(size);
    ConvolutionAxis axis = axis(n, k, p);
    assertEquals(new ConvolutionAxis(size, n, k, s, dilation + 1, left), axis);
    // the check of src/common/deconvolution.cpp: a destination one stride larger has another source
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> axis(n, k, p.withOutputSize(size + s)));
    assertTrue(
        e.getMessage().contains("mismatch between actual and computed src dims"), e::toString);
  }

  private static ConvolutionAxis axis(int n, int k, Parameters p) {
    return Dialects.ONEDNN.transposed(List.of(n), List.of(k), p, true).get(0);
  }

  /** examples/primitives/deconvolution.cpp: OH = (13 - 1)*4 - 1 - 1 + 3 = 49. */
  @Test
  void sizeOfTheExample() {
    Parameters p = P.withStride(4).withPadding(pad(1, 1));
    assertEquals(49, axis(13, 3, p).image());
    assertEquals(49, axis(13, 3, p.withOutputSize(49)).image());
  }

  /**
   * ConvolutionNcxOix: the 3x3 kernel 1 0 1 / 0 1 0 / 1 0 1 on 4x4. By hand, y[0,0] = x[0,0] +
   * x[0,2] + x[1,1] + x[2,0] + x[2,2] = -3 + 2 - 1 + 2 - 1 = -1.
   */
  @Test
  void convolutionOfTheGraphTests() {
    double[] x = {-3, -1.5, 2, .5, -.5, -1, 1, 1.5, 2, 2.5, -1, 0, 3, -2, -1, 4};
    Published.check(
        Dialects.ONEDNN,
        CONV,
        Tensor.wrap(x, 1, 1, 4, 4),
        Tensor.wrap(DIAGONALS, 1, 1, 3, 3),
        P,
        Tensor.wrap(new double[] {-1, 2.5, 5, 1.5}, 1, 1, 2, 2));
    // ConvolutionNxcXio: a 3x4 kernel that is 1 at every other place, on the first 3x4 numbers
    double[] chequered = {1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0};
    Published.check(
        Dialects.ONEDNN,
        CONV,
        Tensor.wrap(Arrays.copyOf(x, 12), 1, 1, 3, 4),
        Tensor.wrap(chequered, 1, 1, 3, 4),
        P,
        Tensor.wrap(new double[] {.5}, 1, 1, 1, 1));
  }

  /**
   * ConvolutionBackwardData, which is what a deconvolution computes: 0 1 / 2 3 and the same kernel;
   * u[1,1] = v[0,0]*w[1,1] + v[1,1]*w[0,0] = 0 + 3. And convtranspose_relu with its bias of 2,
   * after which nothing is negative, so its numbers less 2 are the deconvolution: u[0,0] = 1 - 2 =
   * -1.
   */
  @Test
  void deconvolutionsOfTheGraphTests() {
    Tensor w = Tensor.wrap(DIAGONALS, 1, 1, 3, 3);
    double[] back = {0, 1, 0, 1, 2, 3, 3, 3, 0, 3, 3, 1, 2, 3, 2, 3};
    Published.check(
        Dialects.ONEDNN,
        TCONV,
        Tensor.wrap(new double[] {0, 1, 2, 3}, 1, 1, 2, 2),
        w,
        P,
        Tensor.wrap(back, 1, 1, 4, 4));
    double[] biased = {1, 4.5, 1, 4.5, 7, 2.5, 9.5, 3.5, 1, 9.5, 2.5, 4.5, 7, 3.5, 7, 3.5};
    Published.check(
        Dialects.ONEDNN,
        TCONV,
        Tensor.wrap(new double[] {-1, 2.5, 5, 1.5}, 1, 1, 2, 2),
        w,
        P,
        Tensor.wrap(Arrays.stream(biased).map(u -> u - 2).toArray(), 1, 1, 4, 4));
  }

  /**
   * ConvtransposeWithGroups: inputs 1 2 and 3 4 in two groups of 2 to 4 channels. Theirs is written
   * (I, O/groups), 1 0 1 0 in every row; as (O, I/groups), which the primitive takes, that is 1 1 /
   * 0 0 / 1 1 / 0 0 in each group. 1 + 2 = 3, 3 + 4 = 7.
   */
  @Test
  void groupsOfTheGraphTests() {
    double[] w = {1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0};
    Published.check(
        Dialects.ONEDNN,
        TCONV,
        Tensor.wrap(new double[] {1, 2, 3, 4}, 1, 4, 1, 1),
        Tensor.wrap(w, 8, 2, 1, 1),
        P.withGroups(2),
        Tensor.wrap(new double[] {3, 0, 3, 0, 7, 0, 7, 0}, 1, 8, 1, 1));
  }

  /**
   * tests/gtests/test_deconvolution.cpp, SimpleSmall_NCHW: batch 2, 6 to 4 channels, 3x3; groups,
   * input, output and padding of each; and two of SimpleSmall_Blocked. As there, a deconvolution
   * must be the backward data of the convolution whose weights are its own with O and I swapped in
   * each group; that convolution is written out from the formulas of the developer guide.
   */
  @ParameterizedTest
  @CsvSource({"1, 4, 4, 1", "1, 2, 4, 0", "2, 4, 4, 1", "2, 2, 4, 0", "1, 4, 3, 1", "1, 2, 3, 0"})
  void isBackwardDataOfTheConvolution(int groups, int in, int out, int padding) {
    Random random = new Random(7);
    double[] src = integers(random, 2 * 6 * in * in);
    double[] weights = integers(random, 6 * 4 * 9 / groups);
    double[] back = new double[2 * 4 * out * out];
    int ics = 6 / groups;
    int ocs = 4 / groups;
    for (int i = 0; i < 2 * 6 * ocs * in * in * 9; i++) {
      int kw = i % 3;
      int kh = i / 3 % 3;
      int iw = i / 9 % in;
      int ih = i / 9 / in % in;
      int oc = i / 9 / in / in % ocs;
      int ic = i / 9 / in / in / ocs % 6;
      int n = i / 9 / in / in / ocs / 6;
      int oh = ih + kh - padding;
      int ow = iw + kw - padding;
      if (oh >= 0 && oh < out && ow >= 0 && ow < out) {
        int channel = ic / ics * ocs + oc;
        double w = weights[((channel * ics + ic % ics) * 3 + kh) * 3 + kw];
        back[((n * 4 + channel) * out + oh) * out + ow] +=
            w * src[((n * 6 + ic) * in + ih) * in + iw];
      }
    }
    int right = in - 1 - out + 3 - padding; // right_padding of dnnl_test_common.hpp, stride 1
    Parameters p = P.withPadding(pad(padding, right)).withOutputSize(out).withGroups(groups);
    Published.check(
        Dialects.ONEDNN,
        TCONV,
        Tensor.wrap(src, 2, 6, in, in),
        Tensor.wrap(weights, 4, ics, 3, 3),
        p,
        Tensor.wrap(back, 2, 4, out, out));
  }

  private static double[] integers(Random random, int count) {
    return random.ints(count, -9, 10).asDoubleStream().toArray();
  }
}
