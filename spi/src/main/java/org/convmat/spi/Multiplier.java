package org.convmat.spi;

/**
 * One matrix A made ready by a backend; multiplies by A and by its transpose.
 *
 * <p>Both methods may be called from several threads at once. Preconditions that the caller has
 * checked: shapes fit, {@code x} and {@code y} have A's element type, {@code y} shares no array
 * with {@code x} nor with A.
 *
 * <p>Numerics: with {@code k} the number of stored entries in a sum, {@code u} the unit roundoff
 * and {@code lambda} the smallest normal number of the element type, every entry of y differs from
 * the exact product by at most {@code gamma(k) (|A| |x|) + k lambda}, {@code gamma(k) = k u / (1 -
 * k u)} (Higham, <i>Accuracy and Stability of Numerical Algorithms</i>, 2nd ed., section 3.5). The
 * order of summation is free; whole numbers whose sums stay within {@code 1/u} come out exactly. A
 * stored zero times NaN or infinity is NaN; what is not stored is not touched. That is {@link
 * Accuracy#COMPONENTWISE}; whoever prepares with {@link Accuracy#NORMWISE} allows more.
 *
 * <p>docs/backend-contract.md has all rules, chapters 3 to 6; the kit {@code convmat-tck} checks
 * them.
 */
public interface Multiplier extends AutoCloseable {

  /**
   * y = A x.
   *
   * @param x columns(A) rows, any number of columns, any strides; not modified
   * @param y rows(A) rows, as many columns as x; every entry is overwritten, none of its old
   *     content (which may be NaN) is read, and nothing between the entries of a strided view is
   *     touched
   */
  void multiply(DenseMatrix x, DenseMatrix y);

  /**
   * y = A<sup>T</sup> x.
   *
   * @param x rows(A) rows, any number of columns, any strides; not modified
   * @param y columns(A) rows, as many columns as x; overwritten as in {@link #multiply}
   */
  void multiplyTransposed(DenseMatrix x, DenseMatrix y);

  /**
   * Frees what the garbage collector cannot. Calling it twice is harmless. A product afterwards is
   * right or throws {@link IllegalStateException}.
   */
  @Override
  default void close() {}
}
