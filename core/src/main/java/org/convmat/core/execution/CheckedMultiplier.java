package org.convmat.core.execution;

import org.convmat.core.failure.BackendException;
import org.convmat.core.failure.BackendProblem;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;
import org.convmat.spi.StructuredConvolution;

/** A multiplier behind its guard: shapes, element types and shared arrays are checked here. */
final class CheckedMultiplier implements Multiplier {

  private final String id;
  private final Operand operand;
  private final Multiplier multiplier;

  CheckedMultiplier(String id, Operand operand, Multiplier multiplier) {
    this.id = id;
    this.operand = operand;
    this.multiplier = multiplier;
  }

  @Override
  public void multiply(DenseMatrix x, DenseMatrix y) {
    check(x, operand.columns(), y, operand.rows());
    try {
      multiplier.multiply(x, y);
    } catch (RuntimeException | LinkageError e) {
      throw failed(e);
    }
  }

  @Override
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    check(x, operand.rows(), y, operand.columns());
    try {
      multiplier.multiplyTransposed(x, y);
    } catch (RuntimeException | LinkageError e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    multiplier.close();
  }

  private BackendException failed(Throwable e) {
    return new BackendException(
        BackendProblem.FAILED,
        "backend '"
            + id
            + "' failed multiplying by "
            + operand
            + ": "
            + ProviderInspection.reason(e),
        e);
  }

  private void check(DenseMatrix x, int xRows, DenseMatrix y, int yRows) {
    if (x.rows() != xRows || y.rows() != yRows || x.columns() != y.columns()) {
      throw new IllegalArgumentException(
          String.format(
              "need %d x b and %d x b, got %d x %d and %d x %d",
              xRows, yRows, x.rows(), x.columns(), y.rows(), y.columns()));
    }
    if (x.elementType() != operand.elementType() || y.elementType() != operand.elementType()) {
      throw new IllegalArgumentException(
          String.format(
              "need %s, got %s and %s", operand.elementType(), x.elementType(), y.elementType()));
    }
    Elements out = y.elements();
    if (out.sameArray(x.elements())) {
      throw new IllegalArgumentException(
          "x and y share an array; the product would read what it wrote");
    }
    if (out.sameArray(elementsOf(operand))) {
      throw new IllegalArgumentException(
          "y lies in the array of the matrix, which must not change");
    }
  }

  private static Elements elementsOf(Operand operand) {
    if (operand instanceof DenseMatrix dense) {
      return dense.elements();
    }
    return operand instanceof CsrMatrix csr
        ? csr.values()
        : ((StructuredConvolution) operand).weights();
  }
}
