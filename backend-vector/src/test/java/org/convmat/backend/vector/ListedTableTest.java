package org.convmat.backend.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Execution;
import org.convmat.spi.StructuredConvolution;
import org.convmat.spi.support.Transposition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables give what the entries give, number for number. */
class ListedTableTest {

  private static final int CASES = Integer.getInteger("convmat.vector.cases", 120);

  /** A user who calls often gets the table, and notices nothing. */
  @ParameterizedTest
  @EnumSource
  void theLastProductIsTheFirst(ElementType type) {
    int tabled = 0;
    for (long seed = 0; seed < CASES; seed++) {
      for (boolean transposed : new boolean[] {false, true}) {
        RandomConvolution random = RandomConvolution.tiny(seed, type);
        StructuredConvolution convolution = random.convolution();
        if (ListedConvolution.fits(convolution)) {
          CsrMatrix matrix = ListedConvolution.of(convolution);
          var multiplier = new ListedMultiplier(matrix);
          DenseMatrix x = random.input(transposed, 2);
          DenseMatrix first = random.output(transposed, 2);
          DenseMatrix last = random.output(transposed, 2);
          for (int product = 0; product < ListedMultiplier.PATIENCE + 2; product++) {
            DenseMatrix y = product == 0 ? first : last;
            if (transposed) {
              multiplier.multiplyTransposed(x, y);
            } else {
              multiplier.multiply(x, y);
            }
          }
          assertSame("seed " + seed + " transposed " + transposed, first, last);
          CsrMatrix side = transposed ? Transposition.transpose(matrix) : matrix;
          tabled += ListedTable.of(side).isPresent() ? 1 : 0;
        }
      }
    }
    // Rows of a table are whole vectors, so wide ones leave fewer that are worth it.
    assertTrue(tabled >= CASES / (TileHeights.TALL ? 5 : 4), tabled + " tables only");
  }

  @ParameterizedTest
  @EnumSource
  void tablesGiveWhatEntriesGive(ElementType type) {
    int compared = 0;
    int left = 0;
    for (long seed = 0; seed < 12L * CASES; seed++) {
      for (boolean transposed : new boolean[] {false, true}) {
        RandomConvolution random = RandomConvolution.tiny(seed, type);
        StructuredConvolution convolution = random.convolution();
        if (!ListedConvolution.fits(convolution)) {
          continue;
        }
        CsrMatrix matrix = ListedConvolution.of(convolution);
        CsrMatrix side = transposed ? Transposition.transpose(matrix) : matrix;
        Optional<ListedTable> table = ListedTable.of(side);
        if (table.isPresent()) {
          DenseMatrix x = random.input(transposed, 2);
          boolean finite = seed % 5 != 0 || x.rows() == 0;
          if (!finite) {
            double[] strange = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
            int place = x.index((int) (seed % x.rows()), (int) (seed % 2));
            x.elements().set(place, strange[(int) (seed % 3)]);
          }
          DenseMatrix y = random.output(transposed, 2);
          DenseMatrix expected = random.output(transposed, 2);
          boolean done = table.get().multiply(x, y);
          String where = "seed " + seed + " transposed " + transposed;
          if (!finite) {
            assertEquals(false, done, where);
            left++;
          } else if (done) {
            new SparseMultiplier(side, Execution.sequential()).multiply(x, expected);
            assertSame(where, expected, y);
            compared++;
          }
        }
      }
    }
    assertTrue(compared >= CASES && left >= CASES / 4, compared + " and " + left + " only");
  }

  private static void assertSame(String where, DenseMatrix a, DenseMatrix b) {
    for (int column = 0; column < a.columns(); column++) {
      for (int row = 0; row < a.rows(); row++) {
        // 0.0 == -0.0: the sign of a zero that underflowed is left open.
        boolean same = a.get(row, column) == b.get(row, column);
        assertTrue(same, where + ": " + a.get(row, column) + " and " + b.get(row, column));
      }
    }
  }
}
