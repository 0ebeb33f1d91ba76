package org.convmat.tck;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Operand;
import org.convmat.spi.StructuredConvolution;

/**
 * Copies of the arrays inside an operand, made before a backend sees it.
 *
 * @param elements the values or weights
 * @param pointers row pointers of a CSR matrix, else empty
 * @param columns column indices of a CSR matrix, else empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Inside(Object elements, int[] pointers, int[] columns) {

  static Inside of(Operand operand) {
    return operand instanceof CsrMatrix csr
        ? new Inside(
            Product.copy(csr.values()), csr.rowPointers().clone(), csr.columnIndices().clone())
        : new Inside(Product.copy(elementsOf(operand)), new int[0], new int[0]);
  }

  void requireUnchanged(Sample a) {
    Product.requireUnchanged("A, " + a.description() + ",", elements, elementsOf(a.operand()));
    if (a.operand() instanceof CsrMatrix csr
        && !(Arrays.equals(pointers, csr.rowPointers())
            && Arrays.equals(columns, csr.columnIndices()))) {
      fail("the indices of A, " + a.description() + ", were modified");
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
