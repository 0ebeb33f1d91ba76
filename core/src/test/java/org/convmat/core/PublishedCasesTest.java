package org.convmat.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.convmat.core.dialect.DataLayout;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Auto;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.execution.DiscoveredBackend;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Cases that the frameworks publish, through their strict dialects, on every backend. The numbers
 * are those of onnx/backend/test/case/node/conv.py and convtranspose.py (ONNX 1.20, all of both
 * files) and of tensorflow/python/kernel_tests/nn_ops/conv1d_transpose_test.py and
 * conv2d_transpose_test.py.
 */
class PublishedCasesTest {

  private static final List<CheckedBackend> BACKENDS = backends();

  private static List<CheckedBackend> backends() {
    BackendRegistry registry = BackendRegistry.discover();
    List<CheckedBackend> all = new ArrayList<>();
    registry.backends().stream()
        .filter(DiscoveredBackend::usable)
        .forEach(b -> all.add(registry.select(b.id())));
    assertEquals(2, all.size());
    return all;
  }

  private static final Parameters P = Parameters.DEFAULT;

  /** Two output channels of ones, as most of ONNX's cases have them. */
  private static Tensor ones(int... shape) {
    double[] values = new double[Shape.of(shape).size()];
    Arrays.fill(values, 1);
    return Tensor.wrap(values, shape);
  }

  private static Tensor counting(int... shape) {
    return Tensor.wrap(
        IntStream.range(0, Shape.of(shape).size()).asDoubleStream().toArray(), shape);
  }

  private static double[] twice(double... values) {
    return DoubleStream.concat(Arrays.stream(values), Arrays.stream(values)).toArray();
  }

  private static void onnx(
      Direction direction, Tensor x, Tensor w, Parameters p, int[] shape, double... expected) {
    check(Dialects.ONNX, direction, x, w, p, Tensor.wrap(expected, shape));
  }

  /** Input and expected in convmat's layout, weights in the framework's. */
  private static void check(
      Dialect dialect, Direction direction, Tensor x, Tensor w, Parameters p, Tensor expected) {
    Tensor weights = dialect.weights(direction).toCanonical(w, direction, p.groups());
    ConvolutionBuilder builder = Convolution.of(weights).parameters(p).dialect(dialect, true);
    int[] extents = x.shape().from(2).toArray();
    boolean conv = direction == Direction.CONVOLUTION;
    Convolution convolution = conv ? builder.forImage(extents) : builder.forGrid(extents);
    for (CheckedBackend backend : BACKENDS) {
      try (BoundConvolution bound = convolution.on(backend)) {
        Tensor y = conv ? bound.apply(x) : bound.applyTransposed(x);
        assertEquals(expected.shape(), y.shape());
        assertArrayEquals(expected.doubles(), y.doubles(), 1e-9, backend.id());
      }
    }
  }

  private static Padding pads(int begin0, int begin1, int end0, int end1) {
    return new Padding.Explicit(List.of(new Ends(begin0, end0), new Ends(begin1, end1)));
  }

  private static final Direction CONV = Direction.CONVOLUTION;
  private static final Direction TCONV = Direction.TRANSPOSED;

  @Test
  void onnxConv() {
    Tensor x = counting(1, 1, 5, 5);
    Tensor tall = counting(1, 1, 7, 5);
    Tensor w = ones(1, 1, 3, 3);
    // test_basic_conv_with_padding
    onnx(
        CONV,
        x,
        w,
        P.withPadding(pads(1, 1, 1, 1)),
        new int[] {1, 1, 5, 5},
        12,
        21,
        27,
        33,
        24,
        33,
        54,
        63,
        72,
        51,
        63,
        99,
        108,
        117,
        81,
        93,
        144,
        153,
        162,
        111,
        72,
        111,
        117,
        123,
        84);
    // test_basic_conv_without_padding
    onnx(CONV, x, w, P, new int[] {1, 1, 3, 3}, 54, 63, 72, 99, 108, 117, 144, 153, 162);
    // test_conv_with_strides_padding
    onnx(
        CONV,
        tall,
        w,
        P.withStride(2).withPadding(pads(1, 1, 1, 1)),
        new int[] {1, 1, 4, 3},
        12,
        27,
        24,
        63,
        108,
        81,
        123,
        198,
        141,
        112,
        177,
        124);
    // test_conv_with_strides_no_padding
    onnx(CONV, tall, w, P.withStride(2), new int[] {1, 1, 3, 2}, 54, 72, 144, 162, 234, 252);
    // test_conv_with_strides_and_asymmetric_padding
    onnx(
        CONV,
        tall,
        w,
        P.withStride(2).withPadding(pads(1, 0, 1, 0)),
        new int[] {1, 1, 4, 2},
        21,
        33,
        99,
        117,
        189,
        207,
        171,
        183);
    // test_conv_with_autopad_same
    onnx(
        CONV,
        x,
        w,
        P.withStride(2).withPadding(Auto.SAME_LOWER),
        new int[] {1, 1, 3, 3},
        12,
        27,
        24,
        63,
        108,
        81,
        72,
        117,
        84);
  }

  @Test
  void onnxConvTranspose() {
    Tensor x = counting(1, 1, 3, 3);
    Tensor w = ones(1, 2, 3, 3);
    // test_convtranspose
    onnx(
        TCONV,
        x,
        w,
        P,
        new int[] {1, 2, 5, 5},
        twice(
            0, 1, 3, 3, 2, 3, 8, 15, 12, 7, 9, 21, 36, 27, 15, 9, 20, 33, 24, 13, 6, 13, 21, 15,
            8));
    // test_convtranspose_1d
    onnx(TCONV, counting(1, 1, 3), ones(1, 2, 3), P, new int[] {1, 2, 5}, twice(0, 1, 3, 3, 2));
    // test_convtranspose_output_shape, _pad, _kernel_shape: three ways to one result
    double[] extended =
        twice(
            0, 0, 1, 1, 3, 2, 2, 0, 0, 0, 1, 1, 3, 2, 2, 0, 0, 0, 1, 1, 3, 2, 2, 0, 3, 3, 7, 4, 9,
            5, 5, 0, 3, 3, 7, 4, 9, 5, 5, 0, 3, 3, 7, 4, 9, 5, 5, 0, 6, 6, 13, 7, 15, 8, 8, 0, 6, 6,
            13, 7, 15, 8, 8, 0, 6, 6, 13, 7, 15, 8, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    Parameters strided = P.withStride(3, 2);
    int[] shape = {1, 2, 10, 8};
    onnx(TCONV, x, w, strided.withOutputSize(10, 8), shape, extended);
    onnx(TCONV, x, w, strided.withOutputPadding(1, 1), shape, extended);
    onnx(TCONV, x, w, strided.withOutputSize(10, 8).withOutputPadding(1, 1), shape, extended);
    // test_convtranspose_pads
    onnx(
        TCONV,
        x,
        w,
        strided.withPadding(pads(1, 2, 1, 2)),
        new int[] {1, 2, 7, 3},
        twice(1, 1, 3, 1, 1, 3, 7, 4, 9, 7, 4, 9, 7, 4, 9, 13, 7, 15, 13, 7, 15));
    // test_convtranspose_dilations
    onnx(
        TCONV,
        Tensor.wrap(new double[] {3, 8, 1, 9, 5, 7, 3, 2, 6}, 1, 1, 3, 3),
        Tensor.wrap(new double[] {7, 2, 1, 9}, 1, 1, 2, 2),
        P.withDilation(2),
        new int[] {1, 1, 5, 5},
        21,
        56,
        13,
        16,
        2,
        63,
        35,
        67,
        10,
        14,
        24,
        22,
        76,
        76,
        21,
        9,
        5,
        88,
        45,
        63,
        3,
        2,
        33,
        18,
        54);
    // test_convtranspose_autopad_same
    onnx(
        TCONV,
        x,
        w,
        P.withStride(2).withPadding(Auto.SAME_UPPER),
        new int[] {1, 2, 6, 6},
        twice(
            0, 0, 1, 1, 3, 2, 0, 0, 1, 1, 3, 2, 3, 3, 8, 5, 12, 7, 3, 3, 7, 4, 9, 5, 9, 9, 20, 11,
            24, 13, 6, 6, 13, 7, 15, 8));
  }

  private static final double[] FROM_0 = {
    0, 1, 3, 3, 2, 3, 8, 15, 12, 7, 9, 21, 36, 27, 15, 9, 20, 33, 24, 13, 6, 13, 21, 15, 8
  };
  private static final double[] FROM_9 = {
    9, 19, 30, 21, 11, 21, 44, 69, 48, 25, 36, 75, 117, 81, 42, 27, 56, 87, 60, 31, 15, 31, 48, 33,
    17
  };
  private static final double[] FROM_18 = {
    18, 37, 57, 39, 20, 39, 80, 123, 84, 43, 63, 129, 198, 135, 69, 45, 92, 141, 96, 49, 24, 49, 75,
    51, 26
  };

  @Test
  void onnxConvTransposeInGroups() {
    Parameters groups = P.withGroups(2);
    // test_convtranspose_group_2
    onnx(
        TCONV,
        counting(1, 2, 3, 3),
        ones(2, 1, 3, 3),
        groups,
        new int[] {1, 2, 5, 5},
        DoubleStream.concat(Arrays.stream(FROM_0), Arrays.stream(FROM_9)).toArray());
    // test_convtranspose_group_2_image_3
    double[] starts = {0, 9, 18, 9, 0, 9};
    double[] x =
        Arrays.stream(starts).flatMap(s -> IntStream.range(0, 9).mapToDouble(i -> s + i)).toArray();
    double[] y =
        Arrays.stream(starts)
            .flatMap(s -> Arrays.stream(s == 0 ? FROM_0 : s == 9 ? FROM_9 : FROM_18))
            .toArray();
    onnx(TCONV, Tensor.wrap(x, 3, 2, 3, 3), ones(2, 1, 3, 3), groups, new int[] {3, 2, 5, 5}, y);
  }

  /**
   * test_convtranspose_3d: 0..59 as 3x4x5 with a 3x3x3 kernel of ones. Its table of 420 numbers is
   * the separable sum that this works out; three of its rows are compared with the published ones.
   */
  @Test
  void onnxConvTranspose3d() {
    double[] one = new double[5 * 6 * 7];
    for (int i = 0; i < 60; i++) {
      for (int t = 0; t < 27; t++) {
        int z = i / 20 + t / 9;
        int y = i / 5 % 4 + t / 3 % 3;
        int x = i % 5 + t % 3;
        one[(z * 6 + y) * 7 + x] += i;
      }
    }
    assertArrayEquals(new double[] {0, 1, 3, 6, 9, 7, 4}, Arrays.copyOf(one, 7));
    assertArrayEquals(
        new double[] {270, 549, 837, 864, 891, 603, 306},
        Arrays.copyOfRange(one, (2 * 6 + 3) * 7, (2 * 6 + 4) * 7));
    assertArrayEquals(
        new double[] {55, 111, 168, 171, 174, 117, 59}, Arrays.copyOfRange(one, 203, 210));
    onnx(
        TCONV,
        counting(1, 1, 3, 4, 5),
        ones(1, 2, 3, 3, 3),
        P,
        new int[] {1, 2, 5, 6, 7},
        twice(one));
  }

  /** testConv2DTransposeSame and testConv2DTransposeSingleStride of TensorFlow. */
  @Test
  void tensorflowConv2dTranspose() {
    Tensor x = DataLayout.toChannelsFirst(ones(2, 6, 4, 3));
    Tensor f = ones(3, 3, 2, 3);
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
    check(Dialects.KERAS, TCONV, x, f, p, Tensor.wrap(expected, 2, 2, size[0], size[1]));
  }

  /** testConv1DTransposeSame of TensorFlow. */
  @Test
  void tensorflowConv1dTranspose() {
    Tensor x = DataLayout.toChannelsFirst(ones(2, 4, 3));
    double[] row = {3, 3, 6, 3, 6, 3, 6, 3};
    double[] expected =
        IntStream.range(0, 4).boxed().flatMapToDouble(i -> Arrays.stream(row)).toArray();
    Parameters p = P.withStride(2).withPadding(Auto.SAME_UPPER);
    check(Dialects.KERAS, TCONV, x, ones(3, 2, 3), p, Tensor.wrap(expected, 2, 2, 8));
  }

  /** Shapes of Keras' own ConvTransposeBasicTest, and of its four formulas. */
  @Test
  void kerasShapes() {
    assertEquals(16, keras(8, 2, 2, P.withPadding(Auto.VALID)));
    assertEquals(16, keras(8, 3, 2, P.withPadding(Auto.SAME_UPPER)));
    assertEquals(15, keras(8, 3, 2, P.withPadding(Auto.SAME_UPPER).withOutputPadding(0)));
    assertEquals(16, keras(8, 3, 2, P.withPadding(Auto.SAME_UPPER).withOutputPadding(1)));
    assertEquals(24, keras(8, 1, 3, P.withPadding(Auto.VALID)));
    assertEquals(22, keras(8, 1, 3, P.withPadding(Auto.VALID).withOutputPadding(0)));
  }

  private static int keras(int grid, int kernel, int stride, Parameters p) {
    Parameters strided = p.withStride(stride);
    return Dialects.KERAS
        .transposed(Ints.asList(grid), Ints.asList(kernel), strided, true)
        .get(0)
        .image();
  }
}
