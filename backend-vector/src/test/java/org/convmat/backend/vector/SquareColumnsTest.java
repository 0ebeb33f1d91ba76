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

/** Three by three taps of a channel, read where they lie, beside the channels that are not. */
class SquareColumnsTest {

  private static final int CASES = Integer.getInteger("convmat.vector.cases", 120) * 5;

  @ParameterizedTest
  @EnumSource
  void sumsAreThoseOfTheDefinitionAndTheSameBitsHoweverTheyAreCut(ElementType type) {
    int down = 0;
    for (long seed = 0; seed < CASES; seed++) {
      RandomConvolution random = RandomConvolution.depthwise(seed, type);
      boolean transposed = seed % 2 == 1;
      ConvolutionSide side = new ConvolutionSide(random.convolution(), transposed);
      DenseMatrix x = random.input(transposed, 2);
      List<DenseMatrix> products = new ArrayList<>();
      for (int threads : new int[] {1, 2, 3, 7}) {
        DenseMatrix y = random.output(transposed, 2);
        new BandedProduct(side, List.of(rows(side, threads)), Execution.sequential())
            .multiply(x, y);
        products.add(y);
      }
      StructuredProductsTest.check("seed " + seed, random, transposed, products.get(0));
      for (DenseMatrix other : products) {
        StructuredProductsTest.assertSameBits(
            "seed " + seed, products.get(0).elements(), other.elements());
      }
      down += goesDown(side, x) ? 1 : 0;
    }
    assertTrue(down > CASES / 10, down + " of " + CASES);
  }

  /** What a vector reads before and after a row must not reach a sum, whatever it is. */
  @ParameterizedTest
  @EnumSource
  void anInfiniteElementReachesTheSumsThatHaveItAndNoOther(ElementType type) {
    int down = 0;
    for (long seed = 0; seed < CASES; seed++) {
      RandomConvolution random = RandomConvolution.depthwise(seed, type);
      boolean transposed = seed % 2 == 1;
      ConvolutionSide side = new ConvolutionSide(random.convolution(), transposed);
      DenseMatrix x = random.input(transposed, 1);
      int place = x.offset() + new Random(seed).nextInt(x.rows());
      x.elements().set(place, Double.POSITIVE_INFINITY);
      DenseMatrix y = random.output(transposed, 1);
      new BandedProduct(side, List.of(rows(side, 1)), Execution.sequential()).multiply(x, y);
      DenseMatrix exact = Definition.product(random.convolution(), transposed, x, false);
      for (int row = 0; row < y.rows(); row++) {
        assertEquals(
            Double.isFinite(exact.get(row, 0)), Double.isFinite(y.get(row, 0)), "seed " + seed);
      }
      down += goesDown(side, x) ? 1 : 0;
    }
    assertTrue(down > CASES / 10, down + " of " + CASES);
  }

  private static RowProduct rows(ConvolutionSide side, int threads) {
    Kernel kernel = Kernel.of(side.convolution().elementType());
    return RowProduct.of(kernel, side, threads).orElseThrow();
  }

  /** Whether some channel of a source is computed so. */
  private static boolean goesDown(ConvolutionSide side, DenseMatrix x) {
    Kernel kernel = Kernel.of(side.convolution().elementType());
    RowOuter outer = RowOuter.of(side.axes().get(0), side.transposed());
    RowAxis row =
        RowAxis.of(side.axes().get(1), side.transposed(), kernel.lanes(), side.writtenExtent(1))
            .orElseThrow();
    List<RowTerms> terms =
        new RowPatterns(kernel, side, row)
            .terms(new RowBox(row, List.of(outer), 1), row.extent(), side.readPositions());
    Elements elements = x.elements();
    return SquareColumns.of(kernel, side, outer, row, terms)
        .filter(c -> c.fits(elements, x.offset() + side.readPositions()))
        .isPresent();
  }
}
