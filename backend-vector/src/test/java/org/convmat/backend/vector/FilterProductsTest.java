package org.convmat.backend.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.convmat.spi.Accuracy;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Minimal filters with any number of points on any geometry, against the definition in doubles. */
class FilterProductsTest {

  private static final int CASES = Integer.getInteger("convmat.vector.cases", 120);

  @ParameterizedTest
  @EnumSource
  void everyTileGivesTheProductWithinTheBoundOfTheNorm(ElementType type) {
    boolean[] seen = new boolean[FilterPoints.MOST + 1];
    int compared = 0;
    for (long seed = 0; seed < CASES; seed++) {
      for (boolean transposed : new boolean[] {false, true}) {
        RandomConvolution random = new RandomConvolution(seed, type);
        DenseMatrix x = random.input(transposed, 2);
        DenseMatrix y = random.output(transposed, 2);
        ConvolutionSide side = new ConvolutionSide(random.convolution(), transposed);
        Kernel kernel = Kernel.of(type);
        List<BandProduct> bands = new ArrayList<>();
        Random choice = new Random(seed);
        boolean filtered = false;
        for (PhaseJob job :
            PhasePlan.jobs(side, kernel.width(), 1 + choice.nextInt(3), Accuracy.COMPONENTWISE)) {
          FilterAxis[] axes = anyTiles(job, choice);
          for (FilterAxis axis : axes) {
            seen[axis.points()] = true;
            filtered |= axis.points() > 1;
          }
          bands.add(new FilterProduct(kernel, side, job, axes, 1 + choice.nextInt(2), 1));
        }
        new BandedProduct(side, bands, Execution.sequential()).multiply(x, y);
        check("seed " + seed + " transposed " + transposed, side, x, y);
        compared += filtered ? 1 : 0;
      }
    }
    assertTrue(compared > CASES / 2, "compared " + compared + " times only");
    for (int points = FilterPoints.FEWEST; points <= FilterPoints.MOST; points++) {
      assertTrue(seen[points], "nothing had " + points + " points");
    }
  }

  /** Any number of points that the last two axes of the job allow. */
  private static FilterAxis[] anyTiles(PhaseJob job, Random choice) {
    AxisWork[] works = job.axes();
    FilterAxis[] axes = new FilterAxis[works.length];
    for (int a = 0; a < works.length; a++) {
      List<FilterAxis> choices =
          a < works.length - 2 ? List.of(FilterAxis.plain(works[a])) : FilterPlan.choices(works[a]);
      axes[a] = choices.get(choice.nextInt(choices.size()));
    }
    return axes;
  }

  @ParameterizedTest
  @EnumSource
  void theBitsDoNotDependOnTheThreads(ElementType type) {
    ExecutorService pool = Executors.newFixedThreadPool(7);
    int filtered = 0;
    try {
      for (long seed = 0; seed < CASES / 6; seed++) {
        for (boolean transposed : new boolean[] {false, true}) {
          RandomConvolution random = RandomConvolution.many(seed, type);
          DenseMatrix x = random.input(transposed, 2);
          ConvolutionSide side = new ConvolutionSide(random.convolution(), transposed);
          for (BandProduct band : StructuredMultiplier.bandProducts(side, 1, Accuracy.NORMWISE)) {
            filtered += band instanceof FilterProduct ? 1 : 0;
          }
          List<DenseMatrix> products = new ArrayList<>();
          for (int threads : new int[] {1, 2, 3, 7}) {
            DenseMatrix y = random.output(transposed, 2);
            Execution execution = Execution.on(pool, threads).withAccuracy(Accuracy.NORMWISE);
            var multiplier = new VectorBackend().prepare(random.convolution(), execution);
            if (transposed) {
              multiplier.multiplyTransposed(x, y);
            } else {
              multiplier.multiply(x, y);
            }
            products.add(y);
          }
          for (DenseMatrix other : products) {
            for (int i = 0; i < other.elements().length(); i++) {
              assertEquals(
                  Double.doubleToRawLongBits(products.get(0).elements().get(i)),
                  Double.doubleToRawLongBits(other.elements().get(i)),
                  "seed " + seed);
            }
          }
        }
      }
    } finally {
      pool.shutdownNow();
    }
    // Few of these small images fill a strip of tiles where vectors are wide.
    int fewest = TileHeights.TALL ? 1 : CASES / 24;
    assertTrue(filtered >= fewest, "filtered " + filtered + " times only");
  }

  @ParameterizedTest
  @EnumSource
  void filtersGiveTheSameBitsHoweverTheyAreCut(ElementType type) {
    Kernel kernel = Kernel.of(type);
    int filtered = 0;
    for (long seed = 0; seed < CASES / 6; seed++) {
      for (boolean transposed : new boolean[] {false, true}) {
        RandomConvolution random = RandomConvolution.many(seed, type);
        DenseMatrix x = random.input(transposed, 2);
        ConvolutionSide side = new ConvolutionSide(random.convolution(), transposed);
        DenseMatrix first = random.output(transposed, 2);
        for (int threads : new int[] {1, 2, 3, 7}) {
          DenseMatrix y = threads == 1 ? first : random.output(transposed, 2);
          List<PhaseJob> jobs = PhasePlan.jobs(side, kernel.width(), threads, Accuracy.NORMWISE);
          List<BandProduct> bands = new ArrayList<>();
          for (PhaseJob job : jobs) {
            FilterAxis[] axes = FilterPlan.cheapest(job.whole(), kernel.width());
            filtered += axes[0].points() > 1 ? 1 : 0;
            bands.add(new FilterProduct(kernel, side, job, axes, threads, jobs.size()));
          }
          new BandedProduct(side, bands, Execution.sequential()).multiply(x, y);
          for (int i = 0; i < y.elements().length(); i++) {
            assertEquals(
                Double.doubleToRawLongBits(first.elements().get(i)),
                Double.doubleToRawLongBits(y.elements().get(i)),
                "seed " + seed + " threads " + threads);
          }
        }
      }
    }
    assertTrue(filtered > CASES / 6, "filtered " + filtered + " times only");
  }

  /** 64 k u max|A| max|x|, the contract's bound, with k the most terms that a sum can have. */
  private static void check(String where, ConvolutionSide side, DenseMatrix x, DenseMatrix y) {
    DenseMatrix exact = Definition.product(side.convolution(), side.transposed(), x, false);
    double unit = side.convolution().elementType() == ElementType.FLOAT ? 0x1p-24 : 0x1p-53;
    double terms = (double) side.readChannels() * side.taps();
    double bound = 64 * terms * unit * largest(side.convolution().weights()) * 0.5;
    for (int column = 0; column < y.columns(); column++) {
      for (int row = 0; row < y.rows(); row++) {
        double error = Math.abs(y.get(row, column) - exact.get(row, column));
        int place = row;
        assertTrue(
            error <= bound,
            () -> where + ": " + side.convolution() + " row " + place + ": " + error);
      }
    }
  }

  private static double largest(Elements elements) {
    double largest = 0;
    for (int i = 0; i < elements.length(); i++) {
      largest = Math.max(largest, Math.abs(elements.get(i)));
    }
    return largest;
  }
}
