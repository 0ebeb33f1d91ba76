package org.convmat.tck;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Feature;
import org.convmat.spi.Multiplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Chapter 3: which entries go where. All numbers are small integers, so that a wrong entry cannot
 * be mistaken for a rounding error; chapter 4 is about those.
 */
abstract class MultiplicationRules extends Chapter {

  /** Numbers of right-hand columns, taken by turns. */
  private static final int[] BATCHES = {1, 2, 3, 7, 8, 9, 16, 17, 33};

  private static final double GUARD = -77;

  MultiplicationRules(MatmulBackendTck kit) {
    super(kit);
  }

  @BeforeEach
  void usable() {
    assumeUsable();
  }

  @EachKind
  @IfThisFails(
      check =
          "the order of the arguments, rows against columns, and what the last block does where an"
              + " extent is no multiple of its width")
  void required_spec301_multiplyGivesAx(Feature kind) {
    productsOfEverySize(kind, false);
  }

  @EachKind
  @IfThisFails(
      check =
          "which of the two is transposed (square matrices hide it), and that A is read in the same"
              + " layout as by multiply")
  void required_spec302_multiplyTransposedGivesAtx(Feature kind) {
    productsOfEverySize(kind, true);
  }

  private void productsOfEverySize(Feature kind, boolean transposed) {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    int turn = 0;
    for (Sample a : samples.all()) {
      try (Multiplier multiplier = prepare(a)) {
        product(samples, a, multiplier, transposed, BATCHES[turn++ % BATCHES.length]);
      }
    }
    Sample a = samples.one();
    try (Multiplier multiplier = prepare(a)) {
      for (int batch : Samples.EXTENTS) {
        product(samples, a, multiplier, transposed, batch);
      }
    }
  }

  private static void product(
      Samples samples, Sample a, Multiplier multiplier, boolean transposed, int batch) {
    Layout layout = batch % 2 == 0 ? Layout.ROW_MAJOR : Layout.COLUMN_MAJOR;
    DenseMatrix x = samples.x(a, transposed, layout, batch);
    Product.into(layout, 0, a, transposed, x).by(multiplier).requireEntries();
  }

  @EachKind
  @IfThisFails(
      check =
          "extents of 0: nothing to do where y is empty, zeros where the inner extent is 0; many"
              + " libraries refuse empty matrices, so return before calling them")
  void required_spec303_emptyExtentsGiveEmptySums(Feature kind) {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    int[][] extents =
        Sample.isStructured(kind) ? new int[1][2] : new int[][] {{0, 0}, {0, 5}, {5, 0}, {5, 3}};
    for (int[] extent : extents) {
      Sample a = Sample.isStructured(kind) ? samples.one() : samples.matrix(extent[0], extent[1]);
      Multiplier multiplier = prepare(a);
      for (Layout layout : Layout.values()) {
        for (int batch : new int[] {0, 1, 3}) {
          for (boolean transposed : BOTH_WAYS) {
            DenseMatrix x = samples.x(a, transposed, layout, batch);
            Product product = Product.into(layout, GUARD, a, transposed, x);
            product.by(multiplier).requireEntries();
            product.requireGaps(GUARD);
          }
        }
      }
    }
  }

  @EachKind
  @IfThisFails(
      check =
          "that x is read at x.index(r, c): its offset, row stride and column stride; the cells"
              + " between its entries hold NaN here")
  void required_spec304_xMayBeAnyView(Feature kind) {
    assumeDeclared(kind);
    smallProducts(kind, List.of(Layout.ROW_MAJOR, Layout.COLUMN_MAJOR));
  }

  @Test
  @IfThisFails(
      check =
          "that A is read at a.index(r, c): its offset, row stride and column stride; the cells"
              + " between its entries hold NaN here")
  void required_spec305_aMayBeAnyView() {
    for (Feature kind : new Feature[] {Feature.DENSE_DOUBLE, Feature.DENSE_FLOAT}) {
      if (backend().features().contains(kind)) {
        anyViewOfA(kind);
      }
    }
  }

  private void anyViewOfA(Feature kind) {
    Samples samples = samples(kind, Numbers.INTEGERS);
    for (Layout layout : Layout.values()) {
      for (int[] extent : new int[][] {{1, 1}, {1, 7}, {7, 1}, {5, 3}, {16, 9}, {33, 17}}) {
        Sample a = samples.dense(extent[0], extent[1], layout);
        try (Multiplier multiplier = prepare(a)) {
          for (boolean transposed : BOTH_WAYS) {
            product(samples, a, multiplier, transposed, 1);
            product(samples, a, multiplier, transposed, 8);
          }
        }
      }
    }
  }

  @EachKind
  @IfThisFails(
      check =
          "that y is written at y.index(r, c) and nowhere else: neither between its entries nor"
              + " before and after them")
  void required_spec306_yMayBeAnyViewAndItsGapsAreKept(Feature kind) {
    assumeDeclared(kind);
    smallProducts(kind, List.of(Layout.values()));
  }

  private void smallProducts(Feature kind, List<Layout> layoutsOfY) {
    Samples samples = samples(kind, Numbers.INTEGERS);
    for (Sample a : samples.small()) {
      try (Multiplier multiplier = prepare(a)) {
        for (Layout layoutOfX : Layout.values()) {
          for (int batch : new int[] {1, 6, 17}) {
            for (boolean transposed : BOTH_WAYS) {
              DenseMatrix x = samples.x(a, transposed, layoutOfX, batch);
              intoEach(layoutsOfY, Product.of(a, transposed, x), multiplier);
            }
          }
        }
      }
    }
  }

  private static void intoEach(List<Layout> layouts, Product product, Multiplier multiplier) {
    for (Layout layout : layouts) {
      Product again = product.again(layout, GUARD);
      Layout.setEach(again.y(), ignored -> 0);
      again.by(multiplier).requireEntries();
      again.requireGaps(GUARD);
    }
  }

  @EachKind
  @IfThisFails(
      check = "that the product is stored, not added: y holds NaN or old numbers before the call")
  void required_spec307_oldContentOfYIsOverwritten(Feature kind) {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    for (Sample a : samples.some()) {
      try (Multiplier multiplier = prepare(a)) {
        for (Layout layout : Layout.values()) {
          for (double old : new double[] {1000, Double.NaN}) {
            for (boolean transposed : BOTH_WAYS) {
              DenseMatrix x = samples.x(a, transposed, Layout.COLUMN_MAJOR, 3);
              Product.into(layout, old, a, transposed, x).by(multiplier).requireEntries();
            }
          }
        }
      }
    }
  }

  @EachKind
  @IfThisFails(
      check = "for routines of the library that work in place, scale, pad or sort their arguments")
  void required_spec308_xAndAAreNotModified(Feature kind) {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    for (Sample a : samples.some()) {
      Inside inside = Inside.of(a.operand());
      try (Multiplier multiplier = prepare(a)) {
        for (Layout layout : Layout.values()) {
          for (boolean transposed : BOTH_WAYS) {
            DenseMatrix x = samples.x(a, transposed, layout, 5);
            Object before = Product.copy(x.elements());
            Product product = Product.of(a, transposed, x).by(multiplier);
            Product.requireUnchanged("x of " + product, before, x.elements());
          }
        }
      }
      inside.requireUnchanged(a);
    }
  }

  @EachKind
  @IfThisFails(
      check =
          "rows and columns without entries (their sum is 0 and must be written), stored zeros, and"
              + " matrices with no entry at all")
  void claimed_spec309_sparseRowsMayBeEmpty(Feature kind) {
    assumeTrue(Sample.isSparse(kind), "about CSR matrices only");
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    for (double density : new double[] {0, 0.02, 0.1, 1}) {
      for (int[] extent : new int[][] {{1, 1}, {5, 31}, {31, 5}, {33, 33}}) {
        Sample a = samples.sparse(extent[0], extent[1], density);
        try (Multiplier multiplier = prepare(a)) {
          for (boolean transposed : BOTH_WAYS) {
            DenseMatrix x = samples.x(a, transposed, Layout.COLUMN_MAJOR, 3);
            Product.into(Layout.ROW_MAJOR, GUARD, a, transposed, x).by(multiplier).requireEntries();
          }
        }
      }
    }
  }

  @EachKind
  @IfThisFails(
      check =
          "against ConvolutionAxis.imagePosition: stride and dilation of every axis, offsets of"
              + " either sign, taps that fall outside at both ends, the order of the axes, and"
              + " which image channels a group joins")
  void claimed_spec310_structuredFollowsTheGenerator(Feature kind) {
    assumeTrue(Sample.isStructured(kind), "about structured convolutions only");
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    int turn = 0;
    for (Sample a : Geometries.all(samples, random())) {
      try (Multiplier multiplier = prepare(a)) {
        for (boolean transposed : BOTH_WAYS) {
          DenseMatrix x = samples.x(a, transposed, Layout.COLUMN_MAJOR, 1 + turn++ % 3);
          Product.into(Layout.COLUMN_MAJOR, GUARD, a, transposed, x)
              .by(multiplier)
              .requireEntries();
        }
      }
    }
  }

  @EachKind
  @IfThisFails(check = "that multiply and multiplyTransposed read one and the same matrix")
  void required_spec311_theTwoProductsAreAdjoint(Feature kind) {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    for (Sample a : samples.some()) {
      try (Multiplier multiplier = prepare(a)) {
        DenseMatrix x = samples.x(a, false, Layout.COLUMN_MAJOR, 1);
        DenseMatrix v = samples.x(a, true, Layout.COLUMN_MAJOR, 1);
        Product ax = Product.of(a, false, x).by(multiplier);
        Product atv = Product.of(a, true, v).by(multiplier);
        double left = Product.dot(ax.y(), v);
        double right = Product.dot(x, atv.y());
        if (!(Math.abs(left - right) < 0.5)) {
          fail("%s: <A x, v> is %s but <x, A^T v> is %s".formatted(ax, left, right));
        }
      }
    }
  }

  @Test
  @IfThisFails(
      check = "that A's array is only ever read, by both products, also while x lies in it")
  void required_spec312_xMayLieInTheArrayOfA() {
    Samples samples = samples(Feature.DENSE_DOUBLE, Numbers.INTEGERS);
    for (Layout layout : Layout.values()) {
      Sample a = samples.dense(17, 9, layout);
      DenseMatrix matrix = (DenseMatrix) a.operand();
      try (Multiplier multiplier = prepare(a)) {
        Product.of(a, false, matrix.transposed()).by(multiplier).requireEntries();
        Product.of(a, true, matrix).by(multiplier).requireEntries();
      }
    }
  }
}
