package org.convmat.spi;

/** What a backend does itself, by kind of operand and element type. */
public enum Feature {
  /** {@link DenseMatrix} of doubles; every backend must have it. */
  DENSE_DOUBLE,
  /** {@link DenseMatrix} of floats. */
  DENSE_FLOAT,
  /** {@link CsrMatrix} of doubles. */
  SPARSE_DOUBLE,
  /** {@link CsrMatrix} of floats. */
  SPARSE_FLOAT,
  /** {@link StructuredConvolution} of doubles. */
  STRUCTURED_DOUBLE,
  /** {@link StructuredConvolution} of floats. */
  STRUCTURED_FLOAT,
  /** The same call gives the same bits, run after run and whatever the number of threads. */
  DETERMINISTIC;

  static Feature dense(ElementType type) {
    return type == ElementType.FLOAT ? DENSE_FLOAT : DENSE_DOUBLE;
  }

  static Feature sparse(ElementType type) {
    return type == ElementType.FLOAT ? SPARSE_FLOAT : SPARSE_DOUBLE;
  }

  static Feature structured(ElementType type) {
    return type == ElementType.FLOAT ? STRUCTURED_FLOAT : STRUCTURED_DOUBLE;
  }
}
