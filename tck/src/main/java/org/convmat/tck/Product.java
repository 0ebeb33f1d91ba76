package org.convmat.tck;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.Locale;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Multiplier;

/**
 * One product to take with a multiplier: which way, with what, into what; and the comparison of
 * what came out with the oracle, who was asked before the backend could change anything.
 *
 * @param a the matrix
 * @param transposed whether to multiply by its transpose
 * @param x the right-hand side
 * @param y where the product goes
 * @param oracle what must come out
 */
record Product(Sample a, boolean transposed, DenseMatrix x, DenseMatrix y, Oracle oracle) {

  /** A product into a fresh y that lies in a given way, all its cells {@code filler}. */
  static Product into(Layout layout, double filler, Sample a, boolean transposed, DenseMatrix x) {
    Oracle oracle = Oracle.product(transposed ? a.entries().transposed() : a.entries(), x);
    DenseMatrix y = layout.view(a.type(), oracle.rows(), oracle.columns(), filler);
    return new Product(a, transposed, x, y, oracle);
  }

  /** A product into a contiguous y of zeros. */
  static Product of(Sample a, boolean transposed, DenseMatrix x) {
    return into(Layout.ROW_MAJOR, 0, a, transposed, x);
  }

  /** The same product into a y of its own. */
  Product again() {
    return again(Layout.ROW_MAJOR, Double.NaN);
  }

  /**
   * The same product with an x and a y of its own: what a backend did to the first x does not
   * matter. This y lies in a given way, all its cells filled.
   */
  Product again(Layout layout, double filler) {
    Elements cells =
        x.elementType() == ElementType.FLOAT
            ? Elements.of(x.elements().floats().clone())
            : Elements.of(x.elements().doubles().clone());
    DenseMatrix original =
        new DenseMatrix(cells, x.offset(), x.rows(), x.columns(), x.rowStride(), x.columnStride());
    DenseMatrix fresh = layout.view(a.type(), y.rows(), y.columns(), filler);
    return new Product(a, transposed, original, fresh, oracle);
  }

  /** Lets {@code multiplier} fill y. */
  Product by(Multiplier multiplier) {
    try {
      if (transposed) {
        multiplier.multiplyTransposed(x, y);
      } else {
        multiplier.multiply(x, y);
      }
    } catch (RuntimeException | LinkageError e) {
      throw new AssertionError(this + " threw " + e, e);
    }
    return this;
  }

  /** Holds integer products to the oracle: half a unit tells a right entry from a wrong one. */
  void requireEntries() {
    require((r, c) -> 0.25, "a whole number, so this is another entry, not a rounding error");
  }

  /** Holds the product to the error bound of rule 4.1. */
  void requireAccuracy() {
    require(
        (r, c) -> oracle.bound(r, c, y.elementType()), "the bound gamma(k) (|A| |x|) + k lambda");
  }

  /**
   * Holds entries to ordinary arithmetic where NaN or an infinity is about.
   *
   * @param finite whether to look at those that must be finite, or at those that must not
   */
  void requireSpecialValues(boolean finite) {
    for (int r = 0; r < y.rows(); r++) {
      for (int c = 0; c < y.columns(); c++) {
        double expected = oracle.plain(r, c);
        double actual = y.get(r, c);
        if (Double.isFinite(expected) == finite && Double.compare(expected, actual + 0.0) != 0) {
          fail(
              "%s: entry (%d, %d) is %s, must be %s; %d stored entries meet it"
                  .formatted(this, r, c, actual, expected, oracle.terms(r, c)));
        }
      }
    }
  }

  /** Holds the product to the very number. */
  void requireExact() {
    require((r, c) -> 0, "every sum is a whole number that the type can hold");
  }

  private void require(Allowance allowance, String what) {
    for (int r = 0; r < y.rows(); r++) {
      for (int c = 0; c < y.columns(); c++) {
        double error = oracle.error(r, c, y.get(r, c));
        double allowed = allowance.at(r, c);
        if (!(error <= allowed)) {
          fail(
              String.format(
                  Locale.ROOT,
                  "%s: entry (%d, %d) is %s, must be %s: error %.3g, allowed %.3g (%s; k = %d)",
                  this,
                  r,
                  c,
                  y.get(r, c),
                  oracle.sum()[r * y.columns() + c],
                  error,
                  allowed,
                  what,
                  oracle.terms(r, c)));
        }
      }
    }
  }

  /** How far off an entry may be. */
  @FunctionalInterface
  private interface Allowance {
    double at(int r, int c);
  }

  /** The cells of y that are gaps must still hold {@code filler}. */
  void requireGaps(double filler) {
    Elements cells = y.elements();
    boolean[] isEntry = new boolean[cells.length()];
    for (int r = 0; r < y.rows(); r++) {
      for (int c = 0; c < y.columns(); c++) {
        isEntry[y.index(r, c)] = true;
      }
    }
    for (int i = 0; i < isEntry.length; i++) {
      if (!isEntry[i] && Double.compare(cells.get(i), filler) != 0) {
        fail(
            "%s: array position %d is no entry of y and held %s, now it holds %s"
                .formatted(this, i, filler, cells.get(i)));
      }
    }
  }

  /** The bits of all entries of y, row-major. */
  long[] bits() {
    long[] bits = new long[y.rows() * y.columns()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToRawLongBits(y.get(i / y.columns(), i % y.columns()));
    }
    return bits;
  }

  /** The sum of the products of the entries of two columns. */
  static double dot(DenseMatrix p, DenseMatrix q) {
    double sum = 0;
    for (int r = 0; r < p.rows(); r++) {
      sum += p.get(r, 0) * q.get(r, 0);
    }
    return sum;
  }

  /** A copy of an array, gaps and all, that {@link #requireUnchanged} compares with. */
  static Object copy(Elements elements) {
    return elements.type() == ElementType.FLOAT
        ? elements.floats().clone()
        : elements.doubles().clone();
  }

  /** Bit for bit the array that {@link #copy} saw, or a failure that says where it is not. */
  static void requireUnchanged(String what, Object before, Elements elements) {
    int at =
        elements.type() == ElementType.FLOAT
            ? Arrays.mismatch((float[]) before, elements.floats())
            : Arrays.mismatch((double[]) before, elements.doubles());
    if (at >= 0) {
      fail("%s was modified at array position %d: now %s".formatted(what, at, elements.get(at)));
    }
  }

  @Override
  public String toString() {
    return (transposed ? "y = A^T x, A " : "y = A x, A ")
        + a.description()
        + "; x "
        + x
        + "; y "
        + y;
  }
}
