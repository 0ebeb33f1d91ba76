package org.convmat.backend.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.StructuredConvolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole numbers, so that the product with fewer axes must be equal, not near. */
class JoinedAxesTest {

  private static final ConvolutionAxis PASSES = new ConvolutionAxis(7, 7, 1, 1, 1, 0);

  static Stream<Arguments> joined() {
    return Stream.of(
        Arguments.of(List.of(new ConvolutionAxis(9, 9, 1, 1, 1, 0), PASSES), 1),
        Arguments.of(List.of(new ConvolutionAxis(9, 9, 3, 1, 1, 1), PASSES), 1),
        Arguments.of(List.of(new ConvolutionAxis(11, 8, 3, 1, 2, 1), PASSES), 1),
        Arguments.of(List.of(new ConvolutionAxis(6, 9, 2, 1, 1, -3), PASSES), 1),
        Arguments.of(List.of(new ConvolutionAxis(9, 5, 3, 2, 1, 1), PASSES, PASSES), 2));
  }

  @ParameterizedTest
  @MethodSource("joined")
  void aLastAxisThatPassesIsJoinedAndTheProductsStayEqual(List<ConvolutionAxis> axes, int left) {
    StructuredConvolution convolution = convolution(axes);
    assertEquals(left, JoinedAxes.of(convolution).axes().size());
    Multiplier loops = new LoopMultiplier(convolution, Execution.sequential());
    Multiplier fast = new VectorBackend().prepare(convolution, Execution.sequential());
    DenseMatrix x = random(convolution.columns());
    assertEqual(convolution.rows(), y -> loops.multiply(x, y), y -> fast.multiply(x, y));
    DenseMatrix g = random(convolution.rows());
    assertEqual(
        convolution.columns(),
        y -> loops.multiplyTransposed(g, y),
        y -> fast.multiplyTransposed(g, y));
  }

  @Test
  void nothingElseIsJoined() {
    ConvolutionAxis strided = new ConvolutionAxis(9, 5, 3, 2, 1, 1);
    ConvolutionAxis kernel = new ConvolutionAxis(7, 7, 3, 1, 1, 1);
    ConvolutionAxis cut = new ConvolutionAxis(8, 7, 1, 1, 1, 0);
    ConvolutionAxis padded = new ConvolutionAxis(7, 7, 1, 1, 1, 1);
    ConvolutionAxis skips = new ConvolutionAxis(14, 7, 1, 2, 1, 0);
    for (List<ConvolutionAxis> axes :
        List.of(
            List.of(PASSES),
            List.of(strided, PASSES),
            List.of(PASSES, kernel),
            List.of(PASSES, cut),
            List.of(PASSES, padded),
            List.of(PASSES, skips))) {
      StructuredConvolution convolution = convolution(axes);
      assertSame(convolution, JoinedAxes.of(convolution));
    }
  }

  private static StructuredConvolution convolution(List<ConvolutionAxis> axes) {
    int taps = axes.stream().mapToInt(ConvolutionAxis::kernel).reduce(1, Math::multiplyExact);
    return new StructuredConvolution(axes, 20, 17, 1, whole(20 * 17 * taps));
  }

  private static Elements whole(int length) {
    Random random = new Random(length);
    Elements elements = Elements.allocate(ElementType.FLOAT, length);
    for (int i = 0; i < length; i++) {
      elements.set(i, random.nextInt(9) - 4);
    }
    return elements;
  }

  private static DenseMatrix random(int rows) {
    return DenseMatrix.columnMajor(whole(rows), 0, rows, 1);
  }

  private static void assertEqual(
      int rows, Consumer<DenseMatrix> wanted, Consumer<DenseMatrix> product) {
    DenseMatrix a = random(rows);
    DenseMatrix b = random(rows);
    wanted.accept(a);
    product.accept(b);
    for (int row = 0; row < rows; row++) {
      assertEquals(a.get(row, 0), b.get(row, 0), "row " + row);
    }
  }
}
