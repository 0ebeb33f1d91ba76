package org.convmat.tck;

import org.convmat.spi.ElementType;
import org.convmat.spi.Feature;
import org.convmat.spi.Operand;

/**
 * A matrix to hand to a backend, and what is in it.
 *
 * @param operand what the backend gets
 * @param entries the same matrix as the oracle knows it
 * @param description the operand in words
 */
record Sample(Operand operand, Entries entries, String description) {

  ElementType type() {
    return operand.elementType();
  }

  /** Whether {@code kind} is an element type of dense matrices. */
  static boolean isDense(Feature kind) {
    return kind == Feature.DENSE_DOUBLE || kind == Feature.DENSE_FLOAT;
  }

  /** Whether {@code kind} is an element type of CSR matrices. */
  static boolean isSparse(Feature kind) {
    return kind == Feature.SPARSE_DOUBLE || kind == Feature.SPARSE_FLOAT;
  }

  /** Whether {@code kind} is an element type of structured convolutions. */
  static boolean isStructured(Feature kind) {
    return kind == Feature.STRUCTURED_DOUBLE || kind == Feature.STRUCTURED_FLOAT;
  }

  /** The element type of an operand of {@code kind}. */
  static ElementType typeOf(Feature kind) {
    return kind.name().endsWith("FLOAT") ? ElementType.FLOAT : ElementType.DOUBLE;
  }
}
