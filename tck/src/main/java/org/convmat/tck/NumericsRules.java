package org.convmat.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.Multiplier;
import org.junit.jupiter.api.BeforeEach;

/** Chapter 4: how exact the numbers are. */
abstract class NumericsRules extends Chapter {

  private static final int BATCH = 5;

  private static final List<Layout> LAYOUTS =
      List.of(Layout.ROW_MAJOR, Layout.COLUMN_MAJOR, Layout.SCATTERED_ROWS);

  NumericsRules(MatmulBackendTck kit) {
    super(kit);
  }

  @BeforeEach
  void usable() {
    assumeUsable();
  }

  /** What is looked at in a product. */
  @FunctionalInterface
  private interface Look {
    void at(Product product);
  }

  private void products(Feature kind, Numbers inA, Numbers inX, Look look) {
    Samples matrices = samples(kind, inA);
    Samples vectors = samples(kind, inX);
    for (Sample a : matrices.some()) {
      products(a, vectors, look);
    }
    products(matrices.one(), vectors, look);
  }

  private void products(Sample a, Samples vectors, Look look) {
    try (Multiplier multiplier = prepare(a)) {
      for (boolean transposed : BOTH_WAYS) {
        for (Layout layout : List.of(Layout.ROW_MAJOR, Layout.COLUMN_MAJOR)) {
          DenseMatrix x = vectors.x(a, transposed, layout, BATCH);
          look.at(Product.into(layout, 0, a, transposed, x).by(multiplier));
        }
      }
    }
  }

  @EachKind
  @IfThisFails(
      check =
          "that nothing is computed in fewer bits than the element type has, and for fast methods"
              + " (Strassen, Winograd, FFT) that keep an error bound for the whole product only")
  void required_spec401_errorStaysBelowTheBound(Feature kind) {
    assumeDeclared(kind);
    for (Numbers numbers : List.of(Numbers.FRACTIONS, Numbers.WIDE)) {
      products(kind, numbers, numbers, Product::requireAccuracy);
      if (!Sample.isStructured(kind)) {
        Samples samples = samples(kind, numbers);
        products(samples.matrix(11, 509), samples, Product::requireAccuracy);
      }
    }
  }

  @EachKind
  @IfThisFails(
      check =
          "that products are formed and added as they are: nothing is scaled, split or computed in"
              + " fewer bits")
  void required_spec402_wholeNumbersAreExact(Feature kind) {
    assumeDeclared(kind);
    products(kind, Numbers.LARGE_INTEGERS, Numbers.LARGE_INTEGERS, Product::requireExact);
  }

  @EachKind
  @IfThisFails(check = "for a test that skips zeros: 0 times NaN or infinity is NaN")
  void required_spec403_storedEntriesPassOnNaNAndInfinity(Feature kind) {
    assumeDeclared(kind);
    products(kind, Numbers.ZEROS, Numbers.NOT_FINITE, p -> p.requireSpecialValues(false));
    products(kind, Numbers.NOT_FINITE, Numbers.ZEROS, p -> p.requireSpecialValues(false));
  }

  @EachKind
  @IfThisFails(
      check =
          "for zeros that are filled in where nothing is stored (padding, blocks, im2col) and"
              + " multiplied, and for sums over more than one column of x or one row of A")
  void required_spec404_whatIsNotStoredIsNotTouched(Feature kind) {
    assumeDeclared(kind);
    products(kind, Numbers.ZEROS, Numbers.NOT_FINITE, p -> p.requireSpecialValues(true));
    products(kind, Numbers.NOT_FINITE, Numbers.ZEROS, p -> p.requireSpecialValues(true));
  }

  @EachKind
  @IfThisFails(check = "how a sum starts: at 0, or at its first product")
  void required_spec405_zeroOfEitherSignIsZero(Feature kind) {
    assumeDeclared(kind);
    products(kind, Numbers.NOTHING, Numbers.INTEGERS, Product::requireExact);
    products(kind, Numbers.INTEGERS, Numbers.NOTHING, Product::requireExact);
  }

  @EachKind
  @IfThisFails(
      check = "for scaling, and for sums of squares or products of more than one x with one a")
  void required_spec406_theWholeRangeIsUsed(Feature kind) {
    assumeDeclared(kind);
    products(kind, Numbers.HUGE, Numbers.HUGE, Product::requireAccuracy);
    products(kind, Numbers.TINY, Numbers.TINY, Product::requireAccuracy);
  }

  @EachKind
  @IfThisFails(
      check =
          "for sums whose order depends on threads or timing, or for uninitialised scratch; if that"
              + " is how the library works, do not declare DETERMINISTIC")
  void claimed_spec407_sameCallGivesSameBits(Feature kind) throws InterruptedException {
    assumeDeclared(Feature.DETERMINISTIC);
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.WIDE);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      Sample larger = Sample.isStructured(kind) ? samples.one() : samples.matrix(61, 211);
      for (Sample a : List.of(samples.one(), larger)) {
        for (boolean transposed : BOTH_WAYS) {
          for (Layout layout : LAYOUTS) {
            sameBits(a, transposed, samples.x(a, transposed, layout, 1), pool);
            sameBits(a, transposed, samples.x(a, transposed, layout, 19), pool);
          }
        }
      }
    } finally {
      Pools.stop(pool);
    }
  }

  @EachKind
  @IfThisFails(
      check =
          "that the fast method's transforms do not lose more digits than the bound has room for,"
              + " that each right-hand column is transformed by itself, and that nothing tests for,"
              + " clamps or replaces what is not finite")
  void required_spec408_normwiseLoosensTheBoundAlone(Feature kind) throws InterruptedException {
    assumeDeclared(kind);
    NormwiseProducts products = new NormwiseProducts(this);
    for (Numbers numbers : List.of(Numbers.FRACTIONS, Numbers.WIDE, Numbers.NOT_FINITE)) {
      products.check(samples(kind, numbers).some().stream(), samples(kind, Numbers.ZEROS));
    }
    products.check(
        NetworkLayers.of(samples(kind, Numbers.ZEROS), kind), samples(kind, Numbers.WIDE));
    Samples fractions = samples(kind, Numbers.FRACTIONS);
    products.check(NetworkLayers.of(fractions, kind), fractions);
    if (backend().features().contains(Feature.DETERMINISTIC)) {
      products.checkBits(NetworkLayers.of(fractions, kind), fractions);
    }
  }

  private void sameBits(Sample a, boolean transposed, DenseMatrix x, ExecutorService pool) {
    Product product = Product.of(a, transposed, x);
    long[] first = product.by(prepare(a)).bits();
    for (int threads = 1; threads <= 5; threads++) {
      try (Multiplier multiplier = prepare(a, Execution.on(pool, threads))) {
        for (int i = 0; i < 4; i++) {
          Product again = product.again().by(multiplier);
          String how = again + ": other bits with " + threads + " threads, call " + i;
          assertArrayEquals(first, again.bits(), how);
        }
      }
    }
  }
}
