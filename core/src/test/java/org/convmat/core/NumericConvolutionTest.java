package org.convmat.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Boundary;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumericConvolutionTest {

  private static NumericArray array(DType type, double... values) {
    Tensor wide = Tensor.wrap(values, values.length);
    return new NumericArray(wide.as(type.elementType()), type);
  }

  private static NumericArray run(
      NumericArray x, NumericArray kernel, boolean transposed, @Nullable NumericArray bias) {
    ConvolutionBuilder builder = Convolution.of(kernel.tensor());
    int n = x.shape().extent(0);
    Convolution c = transposed ? builder.forGrid(n) : builder.forImage(n);
    BoundConvolution bound =
        c.on(BackendRegistry.of(new PlainBackends.Minimal()).select("minimal"));
    return new NumericConvolution(bound, transposed, kernel.dtype(), bias).apply(x);
  }

  /** NumPy: np.result_type(x, kernel), but for integers whose results need more room. */
  @ParameterizedTest
  @CsvSource({
    "INT64, INT64, INT64",
    "INT32, INT32, INT32",
    "UINT8, INT8, INT16",
    "UINT8, UINT8, UINT8",
    "INT32, INT64, INT64",
    "UINT32, INT32, INT64",
    "FLOAT32, FLOAT32, FLOAT32",
    "FLOAT32, FLOAT64, FLOAT64",
    "INT16, FLOAT32, FLOAT32",
    "INT32, FLOAT32, FLOAT64",
    "FLOAT16, FLOAT32, FLOAT32",
    "BOOL, INT8, INT16"
  })
  void dtypeIsKept(DType x, DType kernel, DType expected) {
    NumericArray y = run(array(x, 1, 0, 1), array(kernel, 1, 1), false, null);
    assertEquals(expected, y.dtype());
    assertEquals(1, y.tensor().elements().get(1));
  }

  @Test
  void integersThatOutgrowTheirTypeBecomeInt64() {
    NumericArray y = run(array(DType.UINT8, 200, 100), array(DType.UINT8, 1, 1), false, null);
    assertEquals(DType.INT64, y.dtype());
    assertArrayEquals(new double[] {300}, y.tensor().doubles());
  }

  /** 2^53 + 1 is no double; 2^53 + 2 is, and so is a difference of large products. */
  @Test
  void sumsAreExactOrRefused() {
    NumericArray ones = array(DType.INT64, 1, 1);
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> run(array(DType.INT64, 0x1p53, 1), ones, false, null));
    assertTrue(e.getMessage().contains("9007199254740993"), e.getMessage());
    assertArrayEquals(
        new double[] {0x1p53 + 2},
        run(array(DType.INT64, 0x1p53, 2), ones, false, null).tensor().doubles());
    // In doubles (2^53 + 1) - 2^53 would be 0 in this order.
    assertArrayEquals(
        new double[] {1},
        run(array(DType.INT64, 0x1p53, 1, -0x1p53), array(DType.INT64, 1, 1, 1), false, null)
            .tensor()
            .doubles());
    assertArrayEquals(
        new double[] {0x1p53, 0, -0x1p53},
        run(array(DType.INT64, 0x1p53, -0x1p53), array(DType.INT64, 1, 1), true, null)
            .tensor()
            .doubles());
    assertThrows(
        InvalidInputException.class,
        () -> run(array(DType.INT64, 0x1p62, 0x1p62), array(DType.INT64, 0x1p62, 1), false, null));
  }

  @Test
  void biasIsAddedPerChannelOfTheResult() {
    Tensor kernel = Tensor.wrap(new double[] {1, 2}, 2, 1, 1);
    Convolution c = Convolution.of(kernel).forImage(2);
    BoundConvolution bound =
        c.on(BackendRegistry.of(new PlainBackends.Minimal()).select("minimal"));
    NumericArray x = NumericArray.of(Tensor.wrap(new double[] {1, 2, 3, 4}, 2, 1, 2));
    NumericArray y =
        new NumericConvolution(bound, false, DType.FLOAT64, array(DType.FLOAT64, 10, 20)).apply(x);
    assertArrayEquals(new double[] {11, 12, 22, 24, 13, 14, 26, 28}, y.tensor().doubles());
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> new NumericConvolution(bound, true, DType.FLOAT64, array(DType.FLOAT64, 1, 2)));
    assertTrue(e.getMessage().contains("must have 1 values"), e.getMessage());
    InvalidInputException inexact =
        assertThrows(
            InvalidInputException.class,
            () ->
                run(
                    array(DType.INT64, 0x1p53),
                    array(DType.INT64, 1),
                    false,
                    array(DType.INT64, 1)));
    assertTrue(inexact.getMessage().contains("bias 1"), inexact.getMessage());
  }

  /** All five grid cells fold onto the one image cell: 2^53 + 1, though the weight is 1. */
  @Test
  void sumsThatABoundaryFoldsTogetherAreExactOrRefusedToo() {
    Convolution c =
        Convolution.of(Tensor.wrap(new double[] {1}, 1))
            .padding(2)
            .boundary(Boundary.REPLICATE)
            .forImage(1);
    BoundConvolution bound =
        c.on(BackendRegistry.of(new PlainBackends.Minimal()).select("minimal"));
    NumericConvolution transposed = new NumericConvolution(bound, true, DType.INT64, null);
    assertArrayEquals(
        new double[] {15}, transposed.apply(array(DType.INT64, 1, 2, 3, 4, 5)).tensor().doubles());
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> transposed.apply(array(DType.INT64, 0x1p53, 1, 0, 0, 0)));
    assertTrue(e.getMessage().contains("9007199254740993"), e.getMessage());
  }
}
