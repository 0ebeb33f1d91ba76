package org.convmat.core.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.convmat.core.geometry.Geometry;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.support.DenseProductBackend;
import org.junit.jupiter.api.Test;

class LoweredBandsTest {

  private static final DenseProductBackend BACKEND =
      new DenseProductBackend() {
        @Override
        public String id() {
          return "loops";
        }

        @Override
        public int spiLevel() {
          return 1;
        }

        @Override
        protected void product(
            double[] a,
            int aRows,
            int aColumns,
            boolean transposeA,
            double[] b,
            int n,
            double[] c) {
          int rows = transposeA ? aColumns : aRows;
          int depth = transposeA ? aRows : aColumns;
          for (int i = 0; i < rows * n; i++) {
            c[i] = 0;
            for (int k = 0; k < depth; k++) {
              int place = transposeA ? k * aColumns + i / n : i / n * aColumns + k;
              c[i] += a[place] * b[k * n + i % n];
            }
          }
        }
      };

  /** Integer data: every width must give the very same numbers as the sparse form. */
  @Test
  void anyWidthOfBandGivesTheSameResult() {
    Random random = new Random(3);
    Geometry geometry =
        new Geometry(
            List.of(new ConvolutionAxis(9, 5, 3, 2, 1, 1), new ConvolutionAxis(11, 6, 3, 2, 2, 2)),
            4,
            6,
            2);
    double[] weights = integers(random, 4 * 3 * 9);
    ConvolutionMatrix matrix = new ConvolutionMatrix(geometry, Elements.of(weights));
    double[] x = integers(random, 2 * (int) geometry.columns());
    double[] v = integers(random, 2 * (int) geometry.rows());
    double[] expected = dense(matrix.dense(), x);
    double[] expectedTransposed = dense(matrix.dense().transposed(), v);
    for (int width = 1; width <= geometry.gridPositions(); width++) {
      try (LoweredMultiplier lowered =
          new LoweredMultiplier(matrix, BACKEND, Execution.sequential(), width)) {
        double[] y = new double[expected.length];
        lowered.multiply(batch(x), batch(y));
        assertArrayEquals(expected, y, "band width " + width);
        double[] u = new double[expectedTransposed.length];
        lowered.multiplyTransposed(batch(v), batch(u));
        assertArrayEquals(expectedTransposed, u, "transposed, band width " + width);
      }
    }
  }

  @Test
  void scratchDoesNotGrowWithTheImage() {
    assertEquals(scratch(256), scratch(4096));
    assertTrue(scratch(4096) <= LoweredMultiplier.SCRATCH_ELEMENTS);
  }

  private static long scratch(int side) {
    ConvolutionAxis axis = new ConvolutionAxis(side, side, 3, 1, 1, 1);
    return LoweredMultiplier.scratchElements(new Geometry(List.of(axis, axis), 64, 64, 1));
  }

  private static DenseMatrix batch(double[] array) {
    return DenseMatrix.columnMajor(Elements.of(array), 0, array.length / 2, 2);
  }

  private static double[] integers(Random random, int count) {
    return random.ints(count, -9, 10).asDoubleStream().toArray();
  }

  private static double[] dense(DenseMatrix a, double[] x) {
    double[] y = new double[2 * a.rows()];
    for (int b = 0; b < 2; b++) {
      for (int r = 0; r < a.rows(); r++) {
        for (int c = 0; c < a.columns(); c++) {
          y[b * a.rows() + r] += a.get(r, c) * x[b * a.columns() + c];
        }
      }
    }
    return y;
  }
}
