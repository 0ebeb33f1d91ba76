package org.convmat.core;

import java.util.Set;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;
import org.convmat.spi.StructuredConvolution;
import org.convmat.spi.support.DenseProductBackend;

/** Backends that are as plain as the contract allows. */
final class PlainBackends {

  private PlainBackends() {}

  /** The smallest backend: one dense double product, nothing else. */
  static class Minimal extends DenseProductBackend {
    @Override
    public String id() {
      return "minimal";
    }

    @Override
    public int spiLevel() {
      return 1;
    }

    @Override
    protected void product(
        double[] a, int aRows, int aColumns, boolean transposeA, double[] b, int n, double[] c) {
      int rows = transposeA ? aColumns : aRows;
      int depth = transposeA ? aRows : aColumns;
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < n; j++) {
          double sum = 0;
          for (int k = 0; k < depth; k++) {
            sum += a[transposeA ? k * aColumns + i : i * aColumns + k] * b[k * n + j];
          }
          c[i * n + j] = sum;
        }
      }
    }
  }

  /** Takes the structured operand, float and double; single-axis convolutions only. */
  static final class Structured extends Minimal {
    int structuredCalls;

    @Override
    public String id() {
      return "structured";
    }

    @Override
    public Set<Feature> features() {
      return Set.of(Feature.DENSE_DOUBLE, Feature.STRUCTURED_DOUBLE, Feature.STRUCTURED_FLOAT);
    }

    @Override
    public Multiplier prepare(Operand operand, Execution execution) {
      if (!(operand instanceof StructuredConvolution c)) {
        return super.prepare(operand, execution);
      }
      structuredCalls++;
      return new Multiplier() {
        @Override
        public void multiply(DenseMatrix x, DenseMatrix y) {
          run(c, x, y, false);
        }

        @Override
        public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
          run(c, x, y, true);
        }
      };
    }

    private static void run(StructuredConvolution c, DenseMatrix x, DenseMatrix y, boolean back) {
      ConvolutionAxis axis = c.axes().get(0);
      for (int b = 0; b < x.columns(); b++) {
        for (int r = 0; r < y.rows(); r++) {
          y.elements().set(y.index(r, b), 0);
        }
        for (int o = 0; o < axis.grid(); o++) {
          for (int t = 0; t < axis.kernel(); t++) {
            int i = (int) axis.imagePosition(o, t);
            if (i >= 0 && i < axis.image()) {
              int to = y.index(back ? i : o, b);
              double sum = y.elements().get(to) + c.weights().get(t) * x.get(back ? o : i, b);
              y.elements().set(to, sum);
            }
          }
        }
      }
    }
  }
}
