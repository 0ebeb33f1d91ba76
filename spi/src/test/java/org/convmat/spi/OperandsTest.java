package org.convmat.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.convmat.spi.support.Strided;
import org.convmat.spi.support.Transposition;
import org.junit.jupiter.api.Test;

class OperandsTest {

  private static final Elements TWELVE =
      Elements.of(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});

  @Test
  void stridedViewsReadTheRightCells() {
    DenseMatrix band = new DenseMatrix(TWELVE, 1, 3, 2, 4, 1);
    assertEquals(1, band.get(0, 0));
    assertEquals(10, band.get(2, 1));
    assertEquals(10, band.transposed().get(1, 2));
    assertFalse(band.isRowMajor());
    assertTrue(DenseMatrix.rowMajor(TWELVE, 0, 3, 4).isRowMajor());
    assertTrue(DenseMatrix.rowMajor(TWELVE, 0, 3, 4).transposed().isColumnMajor());
    assertTrue(DenseMatrix.columnMajor(TWELVE, 3, 9, 1).isRowMajor());
  }

  @Test
  void viewsPastTheArrayOrOverThemselvesAreRefused() {
    refused(() -> new DenseMatrix(TWELVE, 1, 3, 4, 4, 1));
    refused(() -> new DenseMatrix(TWELVE, 0, 3, 4, 2, 1));
    refused(() -> new DenseMatrix(TWELVE, 0, 3, 1, 0, 1));
    refused(() -> new DenseMatrix(TWELVE, -1, 1, 1, 1, 1));
    refused(() -> new DenseMatrix(TWELVE, 0, -1, 1, 1, 1));
    refused(() -> new DenseMatrix(TWELVE, 0, 1 << 16, 1 << 16, 1 << 16, 1));
    assertEquals(0, new DenseMatrix(TWELVE, 99, 0, 5, 5, 1).rows());
  }

  @Test
  void csrRefusesWhatDoesNotFitTogether() {
    Elements one = Elements.of(new float[] {1});
    refused(() -> new CsrMatrix(2, 2, new int[2], new int[0], Elements.of(new float[0])));
    refused(() -> new CsrMatrix(1, 2, new int[] {0, 2}, new int[] {0}, one));
    refused(() -> new CsrMatrix(1, 2, new int[] {0, 1}, new int[] {2}, one).validate());
    refused(
        () ->
            new CsrMatrix(1, 3, new int[] {0, 2}, new int[] {1, 1}, Elements.of(new float[] {1, 1}))
                .validate());
    assertEquals(
        Feature.SPARSE_FLOAT,
        new CsrMatrix(1, 2, new int[] {0, 1}, new int[] {1}, one).validate().requiredFeature());
  }

  @Test
  void transpositionSwapsRowsAndColumns() {
    CsrMatrix a =
        new CsrMatrix(
            2, 3, new int[] {0, 2, 3}, new int[] {0, 2, 2}, Elements.of(new double[] {1, 2, 3}));
    CsrMatrix t = Transposition.transpose(a).validate();
    assertArrayEquals(new int[] {0, 1, 1, 3}, t.rowPointers());
    assertArrayEquals(new int[] {0, 0, 1}, t.columnIndices());
    assertArrayEquals(new double[] {1, 2, 3}, t.values().doubles());
  }

  @Test
  void structuredRefusesWhatDoesNotFit() {
    ConvolutionAxis axis = new ConvolutionAxis(5, 3, 3, 1, 1, 0);
    Elements weights = Elements.of(new double[12]);
    assertEquals(6, new StructuredConvolution(List.of(axis), 2, 2, 1, weights).rows());
    refused(() -> new StructuredConvolution(List.of(axis), 3, 2, 1, weights));
    refused(() -> new StructuredConvolution(List.of(axis), 2, 2, 3, weights));
    refused(() -> new StructuredConvolution(List.of(), 2, 2, 1, weights));
    refused(() -> new ConvolutionAxis(0, 1, 1, 1, 1, 0));
    ConvolutionAxis huge = new ConvolutionAxis(1 << 20, 1 << 20, 1, 1, 1, 0);
    assertThrows(
        ArithmeticException.class,
        () -> new StructuredConvolution(List.of(huge, huge), 1, 1, 1, Elements.of(new double[1])));
  }

  @Test
  void stridedCopiesLeaveTheGapsAlone() {
    for (ElementType type : ElementType.values()) {
      Elements target = Elements.allocate(type, 12);
      target.fill(0, 12, -1);
      DenseMatrix from = DenseMatrix.rowMajor(TWELVE.as(type), 0, 2, 3);
      Strided.copy(from, new DenseMatrix(target, 1, 2, 3, 1, 3));
      double[] expected = {-1, 0, 3, -1, 1, 4, -1, 2, 5, -1, -1, -1};
      for (int i = 0; i < 12; i++) {
        assertEquals(expected[i], target.get(i));
      }
      Strided.add(TWELVE.as(type), 1, 1, target, 0, 4, 3);
      assertEquals(0, target.get(0));
      assertEquals(3, target.get(4));
      assertEquals(5 + 3, target.get(8));
    }
    assertSame(TWELVE, TWELVE.as(ElementType.DOUBLE));
    assertThrows(IllegalStateException.class, TWELVE::floats);
  }

  private static void refused(Runnable call) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
    assertFalse(String.valueOf(e.getMessage()).isBlank());
  }
}
