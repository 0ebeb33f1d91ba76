package org.convmat.tck;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Locale;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;

/**
 * What rule 4.8 allows a product: an error that is small beside the largest values, and NaN beside
 * what is not finite.
 */
final class NormBound {

  private static final int FACTOR = 64;

  private final int mostTerms;
  private final double largestInA;
  private final boolean finiteA;

  NormBound(Product product) {
    Entries a = product.a().entries();
    int[] terms = new int[product.y().rows()];
    int most = 0;
    double largest = 0;
    boolean finite = true;
    for (int e = 0; e < a.count(); e++) {
      most = Math.max(most, ++terms[product.transposed() ? a.column(e) : a.row(e)]);
      double magnitude = Math.abs(a.value(e));
      finite &= Double.isFinite(magnitude);
      largest = Double.isFinite(magnitude) ? Math.max(largest, magnitude) : largest;
    }
    this.mostTerms = most;
    this.largestInA = largest;
    this.finiteA = finite;
  }

  /** Holds every entry to rule 4.8; the product is the one of the constructor, or that again. */
  void require(Product product) {
    for (int c = 0; c < product.x().columns(); c++) {
      requireColumn(product, c);
    }
  }

  private void requireColumn(Product product, int c) {
    DenseMatrix x = product.x();
    double largest = 0;
    boolean finite = finiteA;
    for (int r = 0; r < x.rows(); r++) {
      double magnitude = Math.abs(x.get(r, c));
      finite &= Double.isFinite(magnitude);
      largest = Double.isFinite(magnitude) ? Math.max(largest, magnitude) : largest;
    }
    double scale = largestInA * largest;
    double allowed = allowed(scale, x.elementType());
    for (int r = 0; r < product.y().rows(); r++) {
      boolean mayBeNaN = !finite && Double.isNaN(product.y().get(r, c));
      if (!Double.isFinite(product.oracle().plain(r, c))) {
        requireNotLost(product, r, c);
      } else if (!mayBeNaN) {
        double own = scale == 0 ? 0 : product.oracle().bound(r, c, x.elementType());
        requireWithin(product, r, c, Math.max(allowed, own));
      }
    }
  }

  private double allowed(double scale, ElementType type) {
    double smallestNormal = type == ElementType.FLOAT ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    return scale == 0
        ? 0
        : FACTOR * (double) mostTerms * (type.unitRoundoff() * scale + smallestNormal);
  }

  private static void requireNotLost(Product product, int r, int c) {
    if (Double.isFinite(product.y().get(r, c))) {
      fail(
          "%s, NORMWISE: entry (%d, %d) is %s, must not be finite: NaN or an infinity is among its %d terms"
              .formatted(product, r, c, product.y().get(r, c), product.oracle().terms(r, c)));
    }
  }

  private void requireWithin(Product product, int r, int c, double allowed) {
    double error = product.oracle().error(r, c, product.y().get(r, c));
    if (!(error <= allowed)) {
      fail(
          String.format(
              Locale.ROOT,
              "%s, NORMWISE: entry (%d, %d) is %s, must be %s: error %.3g, allowed %.3g"
                  + " (64 k (u max|A| max|x| + lambda); k = %d)",
              product,
              r,
              c,
              product.y().get(r, c),
              product.oracle().plain(r, c),
              error,
              allowed,
              mostTerms));
    }
  }
}
