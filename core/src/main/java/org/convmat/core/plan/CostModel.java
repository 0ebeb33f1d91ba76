package org.convmat.core.plan;

import org.convmat.core.geometry.Geometry;
import org.convmat.spi.ElementType;

/**
 * Estimates how long a multiplication takes, only to rank the forms: seconds = work / rate, with
 * one rate for each kind of work. The rates are round numbers of the order that the pure-Java
 * libraries reach on one core (docs/performance.md holds the measurements); a form is a sum of
 * kinds of work.
 */
final class CostModel {

  /** A dense product with enough rows and columns to reuse what it loads. */
  private static final double DENSE_OPERATIONS = 6e9;

  /** A dense matrix-vector product reads each entry once. */
  private static final double STREAMED_BYTES = 8e9;

  /** Stored entries of a sparse matrix passed per second, one right-hand column. */
  private static final double SPARSE_ENTRIES = 1.25e9;

  /** Elements copied into or added out of patches per second. */
  private static final double PATCH_ELEMENTS = 1e9;

  /** A backend that takes the structured operand is taken at its word: it beats the others. */
  private static final double STRUCTURED_OPERATIONS = 2e10;

  /** One call of a backend. */
  private static final double CALL = 1e-7;

  private CostModel() {}

  static double dense(Geometry geometry, ElementType type, long batch) {
    double cells = (double) geometry.rows() * geometry.columns();
    return Math.max(2 * cells * batch / DENSE_OPERATIONS, cells * type.bytes() / STREAMED_BYTES)
        + CALL;
  }

  static double sparse(Geometry geometry, long batch) {
    return (double) geometry.entries() * batch / SPARSE_ENTRIES + CALL;
  }

  static double lowered(Geometry geometry, long batch, long bandWidth) {
    double patches =
        (double) geometry.imageChannels() * geometry.tapCount() * geometry.gridPositions() * batch;
    double operations = 2 * patches * geometry.gridChannelsPerGroup();
    double calls =
        (double) batch
            * geometry.groups()
            * Math.ceil((double) geometry.gridPositions() / bandWidth);
    return patches / PATCH_ELEMENTS + operations / DENSE_OPERATIONS + calls * 10 * CALL;
  }

  static double structured(long operations) {
    return operations / STRUCTURED_OPERATIONS + CALL;
  }
}
