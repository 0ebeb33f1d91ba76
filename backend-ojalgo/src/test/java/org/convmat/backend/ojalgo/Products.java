package org.convmat.backend.ojalgo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Multiplier;

/** Random operands in every layout, and a product held to plain loops. */
final class Products {

  private static final double GUARD = -77.25;

  /** How a matrix lies in its array. */
  enum Layout {
    ROW_MAJOR(true, 1, 0),
    COLUMN_MAJOR(false, 1, 0),
    ROWS_APART(true, 1, 5),
    COLUMNS_APART(false, 1, 5),
    SCATTERED(false, 2, 5);

    private final boolean byRows;
    private final int step;
    private final int gap;

    Layout(boolean byRows, int step, int gap) {
      this.byRows = byRows;
      this.step = step;
      this.gap = gap;
    }

    /** A view on a new array of NaN, exactly filled where there is no gap. */
    DenseMatrix view(ElementType type, int rows, int columns) {
      int stride = (byRows ? columns : rows) * step + gap;
      Elements cells = Elements.allocate(type, gap + (byRows ? rows : columns) * stride);
      cells.fill(0, cells.length(), Double.NaN);
      return new DenseMatrix(
          cells, gap, rows, columns, byRows ? stride : step, byRows ? step : stride);
    }

    DenseMatrix random(Random random, ElementType type, int rows, int columns) {
      DenseMatrix m = view(type, rows, columns);
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          m.elements().set(m.index(r, c), random.nextDouble() - 0.5);
        }
      }
      return m;
    }
  }

  private Products() {}

  /** About a third of the entries stored, some rows empty, some stored entries zero. */
  static CsrMatrix randomSparse(Random random, int rows, int columns) {
    int[] pointers = new int[rows + 1];
    int[] indices = new int[rows * columns];
    double[] values = new double[rows * columns];
    int n = 0;
    for (int r = 0; r < rows; r++) {
      boolean empty = random.nextInt(5) == 0;
      for (int c = 0; c < columns; c++) {
        if (!empty && random.nextInt(3) == 0) {
          indices[n] = c;
          values[n++] = random.nextInt(10) == 0 ? 0 : random.nextDouble() - 0.5;
        }
      }
      pointers[r + 1] = n;
    }
    return new CsrMatrix(
        rows, columns, pointers, Arrays.copyOf(indices, n), Elements.of(Arrays.copyOf(values, n)));
  }

  /** The same matrix with every zero stored. */
  static DenseMatrix densified(CsrMatrix a) {
    Elements cells = Elements.allocate(a.elementType(), a.rows() * a.columns());
    for (int r = 0; r < a.rows(); r++) {
      for (int e = a.rowPointers()[r]; e < a.rowPointers()[r + 1]; e++) {
        cells.set(r * a.columns() + a.columnIndices()[e], a.values().get(e));
      }
    }
    return DenseMatrix.rowMajor(cells, 0, a.rows(), a.columns());
  }

  /**
   * Multiplies both ways and compares with plain loops: |error| at most gamma(k) |A| |x|, cells
   * between the entries of y untouched, x unchanged.
   */
  static void check(
      Multiplier multiplier, DenseMatrix a, int n, Layout in, Layout out, Random random) {
    ElementType type = a.elementType();
    DenseMatrix x = in.random(random, type, a.columns(), n);
    DenseMatrix v = in.random(random, type, a.rows(), n);
    check(multiplier::multiply, a, x, out.view(type, a.rows(), n));
    check(multiplier::multiplyTransposed, a.transposed(), v, out.view(type, a.columns(), n));
  }

  /** One direction of a multiplier. */
  interface Product {
    void into(DenseMatrix x, DenseMatrix y);
  }

  static void check(Product product, DenseMatrix a, DenseMatrix x, DenseMatrix y) {
    double[] before = widened(x);
    for (int i = 0; i < y.elements().length(); i++) {
      y.elements().set(i, GUARD);
    }
    for (int r = 0; r < y.rows(); r++) {
      for (int c = 0; c < y.columns(); c++) {
        y.elements().set(y.index(r, c), Double.NaN);
      }
    }
    product.into(x, y);
    double ku = a.columns() * a.elementType().unitRoundoff();
    for (int r = 0; r < y.rows(); r++) {
      for (int c = 0; c < y.columns(); c++) {
        double exact = 0;
        double magnitude = 0;
        for (int k = 0; k < a.columns(); k++) {
          exact += a.get(r, k) * x.get(k, c);
          magnitude += Math.abs(a.get(r, k) * x.get(k, c));
        }
        // Twice: the loop above rounds as well where the type is double.
        double bound = 2 * ku / (1 - ku) * magnitude;
        double error = Math.abs(y.get(r, c) - exact);
        assertTrue(error <= bound, () -> "error " + error + " over " + bound + " in " + y);
        y.elements().set(y.index(r, c), GUARD);
      }
    }
    for (double cell : widened(y)) {
      assertTrue(cell == GUARD, () -> "a cell between the entries was overwritten: " + y);
    }
    assertArrayEquals(before, widened(x));
  }

  private static double[] widened(DenseMatrix m) {
    return m.elements().type() == ElementType.DOUBLE
        ? m.elements().doubles().clone()
        : m.elements().as(ElementType.DOUBLE).doubles();
  }
}
