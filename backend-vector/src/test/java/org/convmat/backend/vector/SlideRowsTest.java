package org.convmat.backend.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convmat.spi.Accuracy;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole vectors of rows read where they lie, and what is left of the rows, on any vectors. */
class SlideRowsTest {

  private static final int CASES = Integer.getInteger("convmat.vector.cases", 120) * 4;

  /** Bands and parts of the channels meet other vectors; each sum is the same. */
  @ParameterizedTest
  @EnumSource
  void sumsAreThoseOfTheDefinitionAndTheSameBitsHoweverTheyAreCut(ElementType type) {
    int slid = 0;
    int copied = 0;
    for (long seed = 0; seed < CASES; seed++) {
      RandomConvolution random =
          seed % 4 == 3
              ? RandomConvolution.same(seed, type)
              : RandomConvolution.windows(seed, type);
      for (boolean transposed : new boolean[] {false, true}) {
        ConvolutionSide side = new ConvolutionSide(random.convolution(), transposed);
        Optional<PhaseJob> job = sliding(side);
        if (job.isEmpty()) {
          continue;
        }
        slid++;
        copied += SourceLayout.canBeInPlace(job.orElseThrow().axes()) ? 0 : 1;
        DenseMatrix x = random.input(transposed, 2);
        List<DenseMatrix> products = new ArrayList<>();
        for (int threads : new int[] {1, 2, 3, 7}) {
          DenseMatrix y = random.output(transposed, 2);
          List<BandProduct> bands = BroadcastProductsTest.broadcasts(side, threads);
          new BandedProduct(side, bands, Execution.sequential()).multiply(x, y);
          products.add(y);
        }
        String where = "seed " + seed + (transposed ? ", transposed" : "");
        StructuredProductsTest.check(where, random, transposed, products.get(0));
        for (DenseMatrix other : products) {
          StructuredProductsTest.assertSameBits(
              where, products.get(0).elements(), other.elements());
        }
      }
    }
    assertTrue(slid > CASES / 10, slid + " of " + CASES);
    assertTrue(copied > slid / 4 && copied < slid, copied + " copied of " + slid);
  }

  private static Optional<PhaseJob> sliding(ConvolutionSide side) {
    Kernel kernel = Kernel.of(side.convolution().elementType());
    return PhasePlan.jobs(side, kernel.width(), 1, Accuracy.COMPONENTWISE).stream()
        .filter(job -> SlideRows.columns(job, job.lastAxis().positions(), kernel.lanes()) > 0)
        .filter(job -> BroadcastWeights.rowsOfStrip(job, kernel.width()) > 0)
        .findFirst();
  }
}
