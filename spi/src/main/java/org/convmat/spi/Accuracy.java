package org.convmat.spi;

/**
 * How near a product must come to the exact one. The two kinds of error bound are those of Higham,
 * <i>Accuracy and Stability of Numerical Algorithms</i>, 2nd ed., 2002, sections 3.5 and 23.2.
 */
public enum Accuracy {
  /**
   * Every entry of y = A x by itself: it differs by at most gamma(k) (|A| |x|), k being the number
   * of terms of its sum; whole numbers are exact while they fit, and what is not finite reaches the
   * entries whose sums hold it and no others. Any honest sum in any order has this accuracy. It is
   * what everybody gets who does not ask for another.
   */
  COMPONENTWISE,

  /**
   * Only in relation to the largest values: an entry may differ by up to 64 k u max|A| max|x| per
   * right-hand column, u being the unit roundoff (2<sup>-24</sup> for float, 2<sup>-53</sup> for
   * double) and k the greatest number of terms of a sum (or by what {@link #COMPONENTWISE} allows,
   * where that is more). Entries that are small beside the largest ones may lose their digits,
   * whole numbers may come out off by a rounding error, and NaN or an infinity, which is never
   * lost, may make neighbours NaN, too.
   *
   * <p>This allows methods that multiply less (Winograd's minimal filtering, FFT, Strassen). It is
   * a permission, not a request: a backend that has no such method does what it always does.
   */
  NORMWISE
}
