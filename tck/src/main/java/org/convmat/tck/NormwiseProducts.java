package org.convmat.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.convmat.spi.Accuracy;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;

/**
 * Products with {@link Accuracy#NORMWISE}, and whether anything but the bound has become looser:
 * the other rules are checked here once more, because a backend may go a way of its own.
 */
final class NormwiseProducts {

  private static final double[] NOT_FINITE = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
  };

  /** Columns of x: one finite, one zero, one each with something that is not finite. */
  private static final int BATCH = 2 + NOT_FINITE.length;

  private final Chapter chapter;

  NormwiseProducts(Chapter chapter) {
    this.chapter = chapter;
  }

  private static Execution normwise(Execution execution) {
    return execution.withAccuracy(Accuracy.NORMWISE);
  }

  /** Rule 4.8 for each matrix, both ways, x and y lying as batches of images do and otherwise. */
  void check(Stream<Sample> matrices, Samples vectors) {
    matrices.forEach(
        a -> {
          try (Multiplier multiplier = chapter.prepare(a, normwise(Execution.sequential()))) {
            for (boolean transposed : Chapter.BOTH_WAYS) {
              check(a, transposed, x(a, transposed, vectors, Layout.COLUMN_MAJOR), multiplier);
            }
            check(a, false, x(a, false, vectors, Layout.SCATTERED_ROWS), multiplier);
          }
        });
  }

  private DenseMatrix x(Sample a, boolean transposed, Samples vectors, Layout layout) {
    DenseMatrix x = vectors.x(a, transposed, layout, BATCH);
    for (int r = 0; r < x.rows(); r++) {
      x.elements().set(x.index(r, 1), 0);
    }
    for (int i = 0; i < NOT_FINITE.length; i++) {
      x.elements().set(x.index(chapter.random().nextInt(x.rows()), 2 + i), NOT_FINITE[i]);
    }
    return x;
  }

  private static void check(Sample a, boolean transposed, DenseMatrix x, Multiplier multiplier) {
    Product product = Product.into(Layout.COLUMN_MAJOR, 0, a, transposed, x);
    Inside inside = Inside.of(a.operand());
    Object before = Product.copy(x.elements());
    NormBound bound = new NormBound(product);
    bound.require(product.by(multiplier));
    Product.requireUnchanged("x, NORMWISE,", before, x.elements());
    inside.requireUnchanged(a);
    Product again = product.again(Layout.COLUMNS_APART, Double.NaN).by(multiplier);
    bound.require(again);
    again.requireGaps(Double.NaN);
  }

  /** The same bits from any number of threads, and in every call. */
  void checkBits(Stream<Sample> matrices, Samples vectors) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      matrices.forEach(
          a -> {
            DenseMatrix image = vectors.x(a, false, Layout.COLUMN_MAJOR, 2);
            checkBits(a, Product.of(a, false, image), pool);
            DenseMatrix grid = vectors.x(a, true, Layout.COLUMN_MAJOR, 2);
            checkBits(a, Product.of(a, true, grid), pool);
          });
    } finally {
      Pools.stop(pool);
    }
  }

  private void checkBits(Sample a, Product product, ExecutorService pool) {
    long[] first = product.by(chapter.prepare(a, normwise(Execution.sequential()))).bits();
    for (int threads = 2; threads <= 3; threads++) {
      try (Multiplier multiplier = chapter.prepare(a, normwise(Execution.on(pool, threads)))) {
        for (int call = 0; call < 2; call++) {
          Product again = product.again(Layout.COLUMN_MAJOR, Double.NaN).by(multiplier);
          assertArrayEquals(
              first,
              again.bits(),
              again + ", NORMWISE: other bits with " + threads + " threads, call " + call);
        }
      }
    }
  }
}
