package org.convmat.backend.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.convmat.spi.Accuracy;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.StructuredConvolution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way of computing a convolution, chosen or not, against the definition in doubles. */
class StructuredProductsTest {

  private static final int CASES = Integer.getInteger("convmat.vector.cases", 120);

  private enum Way {
    PACKED,
    ALIGNED,
    WINDOWS,
    ALIGNED_WINDOWS,
    SLIDING,
    BROADCAST,
    TAPS,
    CHANNELS,
    ROWS,
    ROWS_IN_ORDER,
    LISTED
  }

  @ParameterizedTest
  @EnumSource
  void everyWayGivesTheProductWithinTheBound(Way way) {
    int compared = 0;
    for (long seed = 0; seed < CASES; seed++) {
      for (ElementType type : ElementType.values()) {
        for (boolean transposed : new boolean[] {false, true}) {
          RandomConvolution random = new RandomConvolution(seed, type);
          Optional<DenseMatrix> product = product(way, random, transposed, Execution.sequential());
          if (product.isPresent()) {
            check(
                way + " seed " + seed + " transposed " + transposed,
                random,
                transposed,
                product.get());
            compared++;
          }
        }
      }
    }
    int least =
        switch (way) {
          case ROWS, ROWS_IN_ORDER, LISTED -> CASES / 20;
          case TAPS -> CASES;
          case ALIGNED -> CASES / 3;
          case WINDOWS -> CASES / 4;
          case ALIGNED_WINDOWS -> CASES / 20;
          case BROADCAST -> 3 * CASES;
          default -> 4 * CASES;
        };
    assertTrue(compared >= least, way + " was compared " + compared + " times only");
  }

  /** Planes, squares, windows, periods of every length: few of them are in the other test. */
  @ParameterizedTest
  @EnumSource
  void rowsOfFewChannelsGiveTheProductWithinTheBound(ElementType type) {
    int compared = 0;
    for (long seed = 0; seed < 3L * CASES; seed++) {
      for (boolean transposed : new boolean[] {false, true}) {
        RandomConvolution random = RandomConvolution.few(seed, type);
        Way way = seed % 2 == 0 ? Way.ROWS : Way.ROWS_IN_ORDER;
        Optional<DenseMatrix> product = product(way, random, transposed, Execution.sequential());
        if (product.isPresent()) {
          String where = "few, seed " + seed + " transposed " + transposed;
          check(where, random, transposed, product.get());
          compared++;
        }
      }
    }
    assertTrue(compared >= 3 * CASES, "compared " + compared + " times only");
  }

  /** Rows that are read where they lie, few or many, for targets within and beyond the caches. */
  @ParameterizedTest
  @EnumSource
  void longRowsGiveTheProductWithinTheBound(ElementType type) {
    int compared = 0;
    for (long seed = 0; seed < CASES / 3; seed++) {
      for (boolean transposed : new boolean[] {false, true}) {
        for (Way way : new Way[] {Way.ROWS, Way.ROWS_IN_ORDER}) {
          RandomConvolution random =
              seed % 5 == 4
                  ? RandomConvolution.plane(seed, type)
                  : RandomConvolution.wide(seed, type);
          Optional<DenseMatrix> product = product(way, random, transposed, Execution.sequential());
          if (product.isPresent()) {
            check("wide, seed " + seed + " " + transposed, random, transposed, product.get());
            compared++;
          }
        }
      }
    }
    assertTrue(compared >= CASES, "compared " + compared + " times only");
  }

  /**
   * Two rows at a time or four, whole or in pieces, in place or not: rows that collide in a cache,
   * and rows beside.
   */
  @ParameterizedTest
  @EnumSource
  void squaresOfSomeChannelsGiveTheProductWithinTheBound(ElementType type) {
    int colliding = type == ElementType.FLOAT ? 1024 : 512;
    for (int columns : new int[] {colliding, colliding + 1, colliding + 24, 3 * colliding - 8}) {
      for (int rows : new int[] {2, 5, 11, 67}) {
        for (int read = 1; read <= 4; read++) {
          int written = 1 + (rows + read) % 2;
          RandomConvolution random =
              RandomConvolution.squares(rows, type, rows, columns, written, read);
          String where = rows + " x " + columns + ", " + read + " to " + written;
          for (Way way : new Way[] {Way.ROWS, Way.ROWS_IN_ORDER}) {
            DenseMatrix y = product(way, random, false, Execution.sequential()).orElseThrow();
            check(where, random, false, y);
          }
        }
      }
    }
  }

  /** Sources that are packed where they lie, with zeros put where taps read beyond an end. */
  @ParameterizedTest
  @EnumSource
  void sourcesAsLargeAsTheirTargetsGiveTheProductWithinTheBound(ElementType type) {
    int compared = 0;
    for (long seed = 0; seed < CASES; seed++) {
      for (boolean transposed : new boolean[] {false, true}) {
        RandomConvolution random = RandomConvolution.same(seed, type);
        Optional<DenseMatrix> product =
            product(Way.ALIGNED, random, transposed, Execution.sequential());
        if (product.isPresent()) {
          String where = "same, seed " + seed + " transposed " + transposed;
          check(where, random, transposed, product.get());
          compared++;
        }
      }
    }
    assertTrue(compared >= CASES, "compared " + compared + " times only");
  }

  /** Neighbours that share what is packed, in blocks and bands of all sizes. */
  @ParameterizedTest
  @EnumSource
  void windowsGiveTheProductWithinTheBound(ElementType type) {
    int padded = 0;
    int aligned = 0;
    for (long seed = 0; seed < 3L * CASES; seed++) {
      for (boolean transposed : new boolean[] {false, true}) {
        for (Way way : new Way[] {Way.WINDOWS, Way.ALIGNED_WINDOWS}) {
          RandomConvolution random =
              seed % 3 == 0
                  ? RandomConvolution.same(seed, type)
                  : RandomConvolution.windows(seed, type);
          Optional<DenseMatrix> product = product(way, random, transposed, Execution.sequential());
          if (product.isPresent()) {
            check("windows, seed " + seed + " " + transposed, random, transposed, product.get());
            padded += way == Way.WINDOWS ? 1 : 0;
            aligned += way == Way.WINDOWS ? 0 : 1;
          }
        }
      }
    }
    assertTrue(padded >= 2 * CASES, "compared " + padded + " times only");
    assertTrue(aligned >= CASES / 2, "aligned, compared " + aligned + " times only");
  }

  /** Residues computed by themselves, two at once, and all in order: the same bits. */
  @ParameterizedTest
  @EnumSource
  void rowsOfUpSamplingGiveTheProductWithinTheBound(ElementType type) {
    int compared = 0;
    for (long seed = 0; seed < CASES; seed++) {
      RandomConvolution random = RandomConvolution.up(seed, type);
      Optional<DenseMatrix> pairs = product(Way.ROWS, random, true, Execution.sequential());
      if (pairs.isPresent()) {
        check("up, seed " + seed, random, true, pairs.get());
        RandomConvolution again = RandomConvolution.up(seed, type);
        DenseMatrix ordered =
            product(Way.ROWS_IN_ORDER, again, true, Execution.sequential()).orElseThrow();
        assertSameBits("up, seed " + seed, pairs.get().elements(), ordered.elements());
        compared++;
      }
    }
    assertTrue(compared >= CASES / 2, "compared " + compared + " times only");
  }

  @ParameterizedTest
  @EnumSource
  void theBitsDoNotDependOnTheThreads(ElementType type) {
    ExecutorService pool = Executors.newFixedThreadPool(7);
    try {
      for (long seed = 0; seed < CASES; seed++) {
        for (boolean transposed : new boolean[] {false, true}) {
          List<DenseMatrix> products = new ArrayList<>();
          for (int threads : new int[] {1, 2, 3, 7}) {
            RandomConvolution random =
                switch ((int) (seed % 6)) {
                  case 0 -> new RandomConvolution(seed, type);
                  case 1 -> RandomConvolution.few(seed, type);
                  case 2 -> RandomConvolution.same(seed, type);
                  case 3 -> RandomConvolution.plane(seed, type);
                  case 4 -> RandomConvolution.windows(seed, type);
                  default -> RandomConvolution.wide(seed, type);
                };
            DenseMatrix x = random.input(transposed, 2);
            DenseMatrix y = random.output(transposed, 2);
            var multiplier =
                new VectorBackend().prepare(random.convolution(), Execution.on(pool, threads));
            if (transposed) {
              multiplier.multiplyTransposed(x, y);
            } else {
              multiplier.multiply(x, y);
            }
            products.add(y);
          }
          for (DenseMatrix other : products) {
            assertSameBits("seed " + seed, products.get(0).elements(), other.elements());
          }
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** Channels are cut by themselves and by positions, and sums are taken in blocks of positions. */
  @ParameterizedTest
  @EnumSource
  void channelsGiveTheSameBitsHoweverTheyAreCut(ElementType type) {
    for (boolean transposed : new boolean[] {false, true}) {
      for (boolean large : new boolean[] {false, true}) {
        RandomConvolution random = RandomConvolution.deep(large ? 1 : 2, type, large, transposed);
        ConvolutionSide side = new ConvolutionSide(random.convolution(), transposed);
        DenseMatrix x = random.input(transposed, 2);
        List<DenseMatrix> products = new ArrayList<>();
        for (int threads : new int[] {1, 2, 3, 7}) {
          DenseMatrix y = random.output(transposed, 2);
          List<BandProduct> bands = ChannelProduct.of(Kernel.of(type), side, threads);
          new BandedProduct(side, bands, Execution.sequential()).multiply(x, y);
          products.add(y);
        }
        for (DenseMatrix other : products) {
          assertSameBits("large " + large, products.get(0).elements(), other.elements());
        }
        check("transposed " + transposed, random, transposed, products.get(0));
      }
    }
  }

  static void assertSameBits(String where, Elements a, Elements b) {
    for (int i = 0; i < a.length(); i++) {
      assertEquals(
          Double.doubleToRawLongBits(a.get(i)), Double.doubleToRawLongBits(b.get(i)), where);
    }
  }

  /** The product done in one way; empty where that way does not apply. */
  private static Optional<DenseMatrix> product(
      Way way, RandomConvolution random, boolean transposed, Execution execution) {
    StructuredConvolution convolution = random.convolution();
    DenseMatrix x = random.input(transposed, 2);
    DenseMatrix y = random.output(transposed, 2);
    ConvolutionSide side = new ConvolutionSide(convolution, transposed);
    Kernel kernel = Kernel.of(convolution.elementType());
    if (way == Way.LISTED) {
      if (!ListedConvolution.fits(convolution)) {
        return Optional.empty();
      }
      var tiny = new SparseMultiplier(ListedConvolution.of(convolution).validate(), execution);
      if (transposed) {
        tiny.multiplyTransposed(x, y);
      } else {
        tiny.multiply(x, y);
      }
      return Optional.of(y);
    }
    List<BandProduct> bands = new ArrayList<>();
    if (way == Way.ROWS || way == Way.ROWS_IN_ORDER) {
      long cached = way == Way.ROWS ? Long.MAX_VALUE : 0;
      RowProduct.of(kernel, side, 1, cached).ifPresent(bands::add);
      if (bands.isEmpty()) {
        return Optional.empty();
      }
    } else if (way == Way.TAPS) {
      if (!transposed || !TapProduct.fits(side)) {
        return Optional.empty();
      }
      bands.addAll(TapProduct.of(kernel, side, convolution.columns() % 3 + 1));
    } else if (way == Way.CHANNELS) {
      if (!ChannelProduct.fits(side)) {
        return Optional.empty();
      }
      bands.addAll(ChannelProduct.of(kernel, side, convolution.columns() % 3 + 1));
    } else if (way == Way.BROADCAST) {
      bands.addAll(BroadcastProductsTest.broadcasts(side, convolution.columns() % 3 + 1));
      if (bands.isEmpty()) {
        return Optional.empty();
      }
    } else if (way == Way.WINDOWS || way == Way.ALIGNED_WINDOWS) {
      return windows(way, kernel, side, x, y, execution);
    } else {
      for (PhaseJob job : PhasePlan.jobs(side, kernel.width(), 1, Accuracy.COMPONENTWISE)) {
        Optional<AlignedZeros> zeros = AlignedZeros.fitting(job);
        if (way == Way.ALIGNED && zeros.isEmpty()) {
          return Optional.empty();
        }
        bands.add(
            switch (way) {
              case PACKED -> new PhaseProduct(kernel, side, job, 1, 1, Optional.empty());
              case ALIGNED -> new PhaseProduct(kernel, side, job, 1, 1, zeros);
              default -> new SlidingProduct(kernel, side, job, 1, 1);
            });
      }
    }
    new BandedProduct(side, bands, execution).multiply(x, y);
    return Optional.of(y);
  }

  /** Windows of blocks of all sizes, for bands of one thread and of several. */
  private static Optional<DenseMatrix> windows(
      Way way,
      Kernel kernel,
      ConvolutionSide side,
      DenseMatrix x,
      DenseMatrix y,
      Execution execution) {
    List<BandProduct> bands = new ArrayList<>();
    int entries = side.convolution().columns() + side.convolution().weights().length();
    int threads = entries % 3 + 1;
    int block = entries % 2 == 0 ? WindowPlan.BLOCK : entries % 7 * 512;
    for (PhaseJob job : PhasePlan.jobs(side, kernel.width(), threads, Accuracy.COMPONENTWISE)) {
      Optional<AlignedZeros> zeros =
          way == Way.WINDOWS ? Optional.empty() : AlignedZeros.fitting(job);
      Optional<WindowProduct> product =
          WindowProduct.of(kernel, side, job, threads, 1, zeros, block);
      if (product.isEmpty() || (way == Way.ALIGNED_WINDOWS && zeros.isEmpty())) {
        return Optional.empty();
      }
      bands.add(product.get());
    }
    new BandedProduct(side, bands, execution).multiply(x, y);
    return Optional.of(y);
  }

  /** Holds a product to gamma(k) (|A| |x|), both sums taken in doubles by the definition. */
  static void check(
      String where, RandomConvolution random, boolean transposed, DenseMatrix product) {
    DenseMatrix x = random.lastInput();
    StructuredConvolution exact = random.convolution();
    DenseMatrix sums = Definition.product(exact, transposed, x, false);
    DenseMatrix magnitudes = Definition.product(exact, transposed, x, true);
    double unit = exact.elementType() == ElementType.FLOAT ? 0x1p-24 : 0x1p-53;
    long most = exact.weights().length();
    double gamma = 2 * most * unit;
    for (int column = 0; column < product.columns(); column++) {
      for (int row = 0; row < product.rows(); row++) {
        double error = Math.abs(product.get(row, column) - sums.get(row, column));
        double bound = gamma * magnitudes.get(row, column);
        int place = row;
        assertTrue(error <= bound, () -> where + ": " + exact + " row " + place + ": " + error);
      }
    }
  }
}
