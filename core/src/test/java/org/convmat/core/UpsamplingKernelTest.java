package org.convmat.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.kernel.Interpolation;
import org.convmat.core.kernel.UpsamplingKernel;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpsamplingKernelTest {

  private final CheckedBackend backend =
      BackendRegistry.of(new PlainBackends.Minimal()).select("minimal");

  /** The initialiser of FCN (Long, Shelhamer, Darrell 2015), written as its authors did. */
  @Test
  void bilinearIsTheInitialiserOfFullyConvolutionalNetworks() {
    for (int scale = 2; scale <= 16; scale++) {
      int size = 2 * scale - scale % 2;
      double factor = Math.floorDiv(size + 1, 2);
      double center = size % 2 == 1 ? factor - 1 : factor - 0.5;
      double[] expected = new double[size * size];
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          expected[y * size + x] =
              (1 - Math.abs(y - center) / factor) * (1 - Math.abs(x - center) / factor);
        }
      }
      UpsamplingKernel kernel = UpsamplingKernel.of(Interpolation.BILINEAR, scale, scale);
      Tensor taps = kernel.taps(ElementType.DOUBLE);
      assertEquals(Shape.of(size, size), taps.shape());
      assertArrayEquals(expected, taps.doubles(), 1e-15);
      assertEquals((int) Math.ceil((scale - 1) / 2.0), kernel.padding()[0]);
    }
  }

  /** Every axis grows by its scale, on any number of axes; away from the edges 1 stays 1. */
  @ParameterizedTest
  @EnumSource(Interpolation.class)
  void aConstantStaysAConstant(Interpolation interpolation) {
    for (int[] scales : new int[][] {{3}, {2, 3}, {2, 1, 4}}) {
      int reach = (int) Math.ceil(interpolation.radius());
      int[] grid = new int[scales.length];
      Arrays.fill(grid, 2 * reach + 1);
      UpsamplingKernel kernel = UpsamplingKernel.of(interpolation, scales);
      Convolution up = convolution(kernel, kernel.perChannel(1, ElementType.DOUBLE), 1, grid);
      try (BoundConvolution bound = up.on(backend)) {
        Shape shape = up.gridShape(1);
        double[] ones = new double[shape.size()];
        Arrays.fill(ones, 1);
        Tensor image = bound.applyTransposed(Tensor.wrap(Elements.of(ones), shape));
        int[] middle = new int[scales.length + 2];
        for (int n = 0; n < scales.length; n++) {
          assertEquals(grid[n] * scales[n], image.shape().extent(n + 2));
        }
        for (int step = 0; step < scales[0]; step++) {
          for (int n = 0; n < scales.length; n++) {
            middle[n + 2] = reach * scales[n] + step % scales[n];
          }
          assertEquals(1, image.get(middle), 1e-12);
        }
      }
    }
  }

  @Test
  void groupsAndIdentityAreTheSameLayer() {
    UpsamplingKernel kernel = UpsamplingKernel.of(Interpolation.BICUBIC, 2, 3);
    Tensor own = kernel.perChannel(3, ElementType.DOUBLE);
    Tensor dense = kernel.dense(3, ElementType.DOUBLE);
    assertEquals(Shape.of(3, 1, 8, 11), own.shape());
    assertEquals(Shape.of(3, 3, 8, 11), dense.shape());
    double[] values = new double[3 * 4 * 5];
    Arrays.setAll(values, i -> Math.sin(i));
    Tensor grid = Tensor.wrap(values, 1, 3, 4, 5);
    try (BoundConvolution a = convolution(kernel, own, 3, 4, 5).on(backend);
        BoundConvolution b = convolution(kernel, dense, 1, 4, 5).on(backend)) {
      assertArrayEquals(
          a.applyTransposed(grid).doubles(), b.applyTransposed(grid).doubles(), 1e-15);
    }
  }

  @Test
  void refusesWhatMakesNoKernel() {
    assertThrows(InvalidInputException.class, () -> UpsamplingKernel.of(Interpolation.NEAREST));
    assertThrows(InvalidInputException.class, () -> UpsamplingKernel.of(Interpolation.NEAREST, 0));
    UpsamplingKernel kernel = UpsamplingKernel.of(Interpolation.LANCZOS3, 1000, 1000);
    assertThrows(InvalidInputException.class, () -> kernel.dense(0, ElementType.FLOAT));
    assertThrows(InvalidInputException.class, () -> kernel.dense(60, ElementType.FLOAT));
  }

  private static Convolution convolution(
      UpsamplingKernel kernel, Tensor weights, int groups, int... grid) {
    return Convolution.of(weights)
        .groups(groups)
        .stride(kernel.stride())
        .padding(kernel.padding())
        .outputPadding(kernel.outputPadding())
        .forGrid(grid);
  }
}
