package org.convmat.backend.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packed products of every shape around the blocks' edges, and the cutting of rows into tiles. */
class DenseProductsTest {

  @ParameterizedTest
  @EnumSource
  void packedProductsStayWithinTheBound(ElementType type) {
    Random random = new Random(4);
    for (int n = 0; n < 60; n++) {
      int rows = 1 + random.nextInt(n % 7 == 0 ? 150 : 40);
      int depth = 1 + random.nextInt(n % 5 == 0 ? 600 : 40);
      int columns = 1 + random.nextInt(70);
      DenseMatrix a = matrix(random, type, rows, depth, n % 2 == 0);
      DenseMatrix x = matrix(random, type, depth, columns, n % 3 == 0);
      DenseMatrix y = matrix(random, type, rows, columns, n % 4 != 0);
      Multiplier multiplier = new VectorBackend().prepare(a, Execution.sequential());
      multiplier.multiply(x, y);
      check(a, x, y);
    }
  }

  private static DenseMatrix matrix(
      Random random, ElementType type, int rows, int columns, boolean rowMajor) {
    Elements elements = Elements.allocate(type, rows * columns);
    for (int i = 0; i < elements.length(); i++) {
      elements.set(i, random.nextFloat() - 0.5f);
    }
    return rowMajor
        ? DenseMatrix.rowMajor(elements, 0, rows, columns)
        : DenseMatrix.columnMajor(elements, 0, rows, columns);
  }

  private static void check(DenseMatrix a, DenseMatrix x, DenseMatrix y) {
    double unit = a.elementType() == ElementType.FLOAT ? 0x1p-24 : 0x1p-53;
    for (int r = 0; r < y.rows(); r++) {
      for (int c = 0; c < y.columns(); c++) {
        double sum = 0;
        double magnitude = 0;
        for (int k = 0; k < a.columns(); k++) {
          sum += a.get(r, k) * x.get(k, c);
          magnitude += Math.abs(a.get(r, k) * x.get(k, c));
        }
        double bound = 2.0 * (a.columns() + 1) * unit * magnitude;
        assertTrue(Math.abs(sum - y.get(r, c)) <= bound, () -> a + " times " + x);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 17, 20, 33, 64, 1000})
  void tilesCoverTheRows(int rows) {
    int[] sums = TileHeights.sums(TileHeights.of(rows));
    assertEquals(rows == 3 ? 4 : rows, sums[sums.length - 1]);
  }

  @Test
  void manyColumnsAndOneColumnAgree() {
    Random random = new Random(9);
    DenseMatrix a = matrix(random, ElementType.DOUBLE, 37, 53, true);
    DenseMatrix x = matrix(random, ElementType.DOUBLE, 53, 40, true);
    DenseMatrix y = matrix(random, ElementType.DOUBLE, 37, 40, true);
    Multiplier multiplier = new VectorBackend().prepare(a, Execution.sequential());
    multiplier.multiply(x, y);
    for (int column = 0; column < 40; column++) {
      DenseMatrix one = new DenseMatrix(x.elements(), column, 53, 1, 40, 1);
      DenseMatrix product = matrix(random, ElementType.DOUBLE, 37, 1, true);
      multiplier.multiply(one, product);
      check(a, one, product);
    }
  }
}
