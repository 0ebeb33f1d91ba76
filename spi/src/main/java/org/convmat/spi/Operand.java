package org.convmat.spi;

/**
 * A matrix as it is handed to {@link MatmulBackend#prepare}: stored whole ({@link DenseMatrix}),
 * stored sparse ({@link CsrMatrix}), or described and never expanded ({@link
 * StructuredConvolution}). Immutable by agreement: whoever receives one reads it only, except for a
 * {@link DenseMatrix} passed as the output of a multiplication.
 */
public sealed interface Operand permits DenseMatrix, CsrMatrix, StructuredConvolution {

  /** Number of rows. */
  int rows();

  /** Number of columns. */
  int columns();

  /** The type in which the entries are stored and in which products are taken. */
  ElementType elementType();

  /** The feature that a backend needs to prepare this operand. */
  Feature requiredFeature();
}
