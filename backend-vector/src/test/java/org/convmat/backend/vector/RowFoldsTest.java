package org.convmat.backend.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows with a stride of two that are read where they lie, beside all other rows of such layers. */
class RowFoldsTest {

  private static final int CASES = Integer.getInteger("convmat.vector.cases", 120) * 5;

  @ParameterizedTest
  @EnumSource
  void sumsAreThoseOfTheDefinitionAndTheSameBitsHoweverTheyAreCut(ElementType type) {
    int folded = 0;
    for (long seed = 0; seed < CASES; seed++) {
      RandomConvolution random = RandomConvolution.halved(seed, type);
      ConvolutionSide side = new ConvolutionSide(random.convolution(), false);
      DenseMatrix x = random.input(false, 2);
      List<DenseMatrix> products = new ArrayList<>();
      for (int threads : new int[] {1, 2, 3, 7}) {
        DenseMatrix y = random.output(false, 2);
        new BandedProduct(side, List.of(rows(side, threads)), Execution.sequential())
            .multiply(x, y);
        products.add(y);
      }
      StructuredProductsTest.check("seed " + seed, random, false, products.get(0));
      for (DenseMatrix other : products) {
        StructuredProductsTest.assertSameBits(
            "seed " + seed, products.get(0).elements(), other.elements());
      }
      folded += folds(side) ? 1 : 0;
    }
    assertTrue(folded > CASES / 10, folded + " of " + CASES);
  }

  /** The half of a vector that is not used must not reach a sum, whatever it holds. */
  @ParameterizedTest
  @EnumSource
  void anInfiniteElementReachesTheSumsThatHaveItAndNoOther(ElementType type) {
    int folded = 0;
    for (long seed = 0; seed < CASES; seed++) {
      RandomConvolution random = RandomConvolution.halved(seed, type);
      ConvolutionSide side = new ConvolutionSide(random.convolution(), false);
      DenseMatrix x = random.input(false, 1);
      Elements elements = x.elements();
      elements.set(x.offset() + new Random(seed).nextInt(x.rows()), Double.POSITIVE_INFINITY);
      DenseMatrix y = random.output(false, 1);
      new BandedProduct(side, List.of(rows(side, 1)), Execution.sequential()).multiply(x, y);
      DenseMatrix exact = Definition.product(random.convolution(), false, x, false);
      for (int row = 0; row < y.rows(); row++) {
        assertEquals(
            Double.isFinite(exact.get(row, 0)), Double.isFinite(y.get(row, 0)), "seed " + seed);
      }
      folded += folds(side) ? 1 : 0;
    }
    assertTrue(folded > CASES / 10, folded + " of " + CASES);
  }

  private static RowProduct rows(ConvolutionSide side, int threads) {
    Kernel kernel = Kernel.of(side.convolution().elementType());
    return RowProduct.of(kernel, side, threads).orElseThrow();
  }

  private static boolean folds(ConvolutionSide side) {
    Kernel kernel = Kernel.of(side.convolution().elementType());
    return RowFolds.of(kernel, side, RowOuter.of(side.axes().get(0), false)).isPresent();
  }
}
