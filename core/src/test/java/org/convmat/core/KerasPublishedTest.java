package org.convmat.core;

import static org.convmat.core.Published.TCONV;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.convmat.core.dialect.DataLayout;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.Padding.Auto;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Vectors of TensorFlow and Keras: tensorflow/python/kernel_tests/nn_ops/conv1d_transpose_test.py
 * and conv2d_transpose_test.py; keras-team/keras at 3422977a, files named at each test.
 */
class KerasPublishedTest {

  private static final Parameters P = Parameters.DEFAULT;

  /** testConv2DTransposeSame and testConv2DTransposeSingleStride of TensorFlow. */
  @Test
  void tensorflowConv2dTranspose() {
    Tensor x = DataLayout.toChannelsFirst(Published.ones(2, 6, 4, 3));
    Tensor f = Published.ones(3, 3, 2, 3);
    tensorflow(x, f, 2, new int[] {12, 8}, (h, w) -> 3 + (h && w ? 9 : h || w ? 3 : 0));
    tensorflow(x, f, 1, new int[] {6, 4}, (h, w) -> 12 + (h && w ? 15 : h || w ? 6 : 0));
  }

  private interface Target {
    double at(boolean insideRows, boolean insideColumns);
  }

  private static void tensorflow(Tensor x, Tensor f, int stride, int[] size, Target target) {
    double[] expected = new double[4 * size[0] * size[1]];
    for (int i = 0; i < expected.length; i++) {
      int h = i / size[1] % size[0];
      int w = i % size[1];
      expected[i] =
          target.at(
              h % stride == 0 && h > 0 && h < size[0] - 1,
              w % stride == 0 && w > 0 && w < size[1] - 1);
    }
    Parameters p = P.withStride(stride).withPadding(Auto.SAME_UPPER);
    Published.check(Dialects.KERAS, TCONV, x, f, p, Tensor.wrap(expected, 2, 2, size[0], size[1]));
  }

  /** testConv1DTransposeSame of TensorFlow. */
  @Test
  void tensorflowConv1dTranspose() {
    Tensor x = DataLayout.toChannelsFirst(Published.ones(2, 4, 3));
    double[] row = {3, 3, 6, 3, 6, 3, 6, 3};
    double[] expected =
        IntStream.range(0, 4).boxed().flatMapToDouble(i -> Arrays.stream(row)).toArray();
    Parameters p = P.withStride(2).withPadding(Auto.SAME_UPPER);
    Published.check(
        Dialects.KERAS, TCONV, x, Published.ones(3, 2, 3), p, Tensor.wrap(expected, 2, 2, 8));
  }

  /**
   * keras/src/layers/convolutional/conv_transpose_test.py, ConvTransposeBasicTest: the sizes that
   * test_conv1d, 2d and 3d_transpose_basic expect, axis by axis.
   */
  @ParameterizedTest
  @CsvSource({
    "8, 2, 2, valid, , 16",
    "8, 2, 3, same, 2, 23",
    "8, 3, 1, valid, , 10",
    "14, 7, 16, valid, , 224",
    "8, 2, 1, valid, , 9",
    "8, 3, 2, valid, , 17"
  })
  void kerasSizes(int n, int k, int s, String padding, @Nullable Integer extra, int expected) {
    assertEquals(expected, Published.size(Dialects.KERAS, TCONV, n, k, keras(s, padding, extra)));
  }

  /** keras/src/backend/common/backend_utils_test.py, GetOutputShapeGivenTFPaddingTest. */
  @ParameterizedTest
  @CsvSource({"valid, , 11", "same, , 10", "valid, 1, 12"})
  void kerasSizesGivenTensorFlowPadding(String padding, @Nullable Integer extra, int expected) {
    assertEquals(expected, Published.size(Dialects.KERAS, TCONV, 5, 3, keras(2, padding, extra)));
  }

  /**
   * backend_utils_test.py, ConvertConvTransposePaddingArgsJAXTest and
   * ComputeConvTransposePaddingArgs ForJAXTest: kernel 3, stride 2 is JAX's (2, 2) for valid and
   * (2, 1) for same.
   */
  @ParameterizedTest
  @CsvSource({"valid, 2, 2", "same, 2, 1"})
  void kerasPaddingIsThisOfJax(String padding, int left, int right) {
    List<Integer> grid = List.of(5, 5);
    List<Integer> kernel = List.of(3, 3);
    Parameters jax = P.withStride(2).withPadding(Published.pad(left, right));
    assertEquals(
        Dialects.JAX.transposed(grid, kernel, jax, true),
        Dialects.KERAS.transposed(grid, kernel, keras(2, padding, null), true));
  }

  /**
   * conv_transpose_test.py, test_conv1d_transpose_consistency: three ones and the kernel 1, 2, ..,
   * for all kernels and strides to 4, both paddings, and no or every output padding. Its expected
   * values are those of its np_conv1d_transpose: scatter everything, then cut the window that
   * begins K-1-left in.
   */
  @Test
  void keras1dConsistency() {
    int cases = 0;
    for (int k = 1; k <= 4; k++) {
      for (int s = 1; s <= 4; s++) {
        for (int extra = -1; extra < s; extra++) {
          if (extra == 0) {
            continue; // theirs has None and 1 to 4
          }
          for (String padding : List.of("same", "valid")) {
            checkConsistency(k, s, padding, extra < 0 ? null : extra);
            cases++;
          }
        }
      }
    }
    assertEquals(80, cases);
  }

  private static void checkConsistency(int k, int s, String padding, @Nullable Integer extra) {
    boolean same = padding.equals("same");
    int out;
    int length;
    if (same) {
      out = extra == null ? 3 * s : 2 * s + k % 2 + extra;
      length = extra == null ? s + k - 2 : k + k % 2 - 2 + extra;
    } else {
      out = 2 * s + (extra == null ? Math.max(k, s) : k + extra);
      length = 0;
    }
    int left = same ? Math.min(length / 2 + length % 2, k - 1) : k - 1;
    double[] scattered = new double[out + 2 * k];
    for (int h = 0; h < 3; h++) {
      for (int t = 0; t < k; t++) {
        scattered[h * s + t] += t + 1;
      }
    }
    double[] expected = Arrays.copyOfRange(scattered, k - 1 - left, k - 1 - left + out);
    double[] kernel = IntStream.rangeClosed(1, k).asDoubleStream().toArray();
    Published.check(
        Dialects.KERAS,
        TCONV,
        Published.ones(1, 1, 3),
        Tensor.wrap(kernel, k, 1, 1),
        keras(s, padding, extra),
        Tensor.wrap(expected, 1, 1, out));
  }

  private static Parameters keras(int stride, String padding, @Nullable Integer extra) {
    Parameters p =
        P.withStride(stride).withPadding(padding.equals("same") ? Auto.SAME_UPPER : Auto.VALID);
    return extra == null ? p : p.withOutputPadding(extra);
  }

  /** What test_bad_init_args expects to be refused is refused, with its words. */
  @Test
  void kerasRefuses() {
    refused("`output_padding` must be strictly less than `strides`", keras(2, "valid", 2));
    refused("`output_padding` must be strictly less than `strides`", keras(2, "valid", 3));
    refused("`output_padding` must be strictly less than `strides`", keras(1, "valid", 1));
    refused(
        "`strides > 1` not supported in conjunction with `dilation_rate > 1`",
        keras(2, "valid", null).withDilation(2, 1));
  }

  private static void refused(String words, Parameters p) {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> Dialects.KERAS.transposed(List.of(8, 8), List.of(3, 3), p, true));
    assertTrue(String.valueOf(e.getMessage()).contains(words), e::toString);
  }
}
