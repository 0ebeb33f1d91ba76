package org.convmat.backend.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.convmat.spi.Accuracy;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of the product across the vector, whatever the plan says. */
class BroadcastProductsTest {

  private static final int CASES = Integer.getInteger("convmat.vector.cases", 120);

  /** Groups of positions meet other groups in other bands; their sums are the same. */
  @ParameterizedTest
  @EnumSource
  void broadcastsGiveTheSameBitsHoweverTheyAreCut(ElementType type) {
    int compared = 0;
    for (long seed = 0; seed < CASES; seed++) {
      for (boolean transposed : new boolean[] {false, true}) {
        RandomConvolution random =
            seed % 2 == 0 ? RandomConvolution.same(seed, type) : new RandomConvolution(seed, type);
        ConvolutionSide side = new ConvolutionSide(random.convolution(), transposed);
        DenseMatrix x = random.input(transposed, 2);
        List<DenseMatrix> products = new ArrayList<>();
        for (int threads : new int[] {1, 2, 3, 7}) {
          DenseMatrix y = random.output(transposed, 2);
          List<BandProduct> bands = broadcasts(side, threads);
          if (!bands.isEmpty()) {
            new BandedProduct(side, bands, Execution.sequential()).multiply(x, y);
            products.add(y);
          }
        }
        for (DenseMatrix other : products) {
          StructuredProductsTest.assertSameBits(
              "seed " + seed, products.get(0).elements(), other.elements());
          compared++;
        }
      }
    }
    assertTrue(compared > CASES, "only " + compared);
  }

  /**
   * All jobs of a direction with their rows across the vector; none if there is no room for one.
   */
  static List<BandProduct> broadcasts(ConvolutionSide side, int threads) {
    Kernel kernel = Kernel.of(side.convolution().elementType());
    List<PhaseJob> jobs = PhasePlan.jobs(side, kernel.width(), threads, Accuracy.COMPONENTWISE);
    boolean fit =
        jobs.stream().allMatch(job -> BroadcastWeights.rowsOfStrip(job, kernel.width()) > 0);
    List<BandProduct> products = new ArrayList<>();
    for (PhaseJob job : fit ? jobs : List.<PhaseJob>of()) {
      products.add(new BroadcastProduct(kernel, side, job, threads, jobs.size()));
    }
    return products;
  }
}
