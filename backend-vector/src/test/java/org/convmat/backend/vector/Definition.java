package org.convmat.backend.vector;

import java.util.concurrent.ForkJoinPool;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.StructuredConvolution;

/** The product by the definition, in doubles whatever the type: what every way is held against. */
final class Definition {

  private Definition() {}

  /**
   * C x or C<sup>T</sup> x in doubles.
   *
   * @param magnitudes whether all numbers are replaced by their absolute values
   */
  static DenseMatrix product(
      StructuredConvolution convolution, boolean transposed, DenseMatrix x, boolean magnitudes) {
    Elements weights = doubles(convolution.weights(), magnitudes);
    StructuredConvolution wide =
        new StructuredConvolution(
            convolution.axes(),
            convolution.gridChannels(),
            convolution.imageChannels(),
            convolution.groups(),
            weights);
    DenseMatrix input =
        new DenseMatrix(
            doubles(x.elements(), magnitudes),
            x.offset(),
            x.rows(),
            x.columns(),
            x.rowStride(),
            x.columnStride());
    int rows = transposed ? convolution.columns() : convolution.rows();
    DenseMatrix y =
        DenseMatrix.columnMajor(Elements.of(new double[rows * x.columns()]), 0, rows, x.columns());
    int threads = Runtime.getRuntime().availableProcessors();
    Execution shared = Execution.on(ForkJoinPool.commonPool(), threads);
    LoopMultiplier loops = new LoopMultiplier(wide, shared);
    if (transposed) {
      loops.multiplyTransposed(input, y);
    } else {
      loops.multiply(input, y);
    }
    return y;
  }

  private static Elements doubles(Elements elements, boolean magnitudes) {
    double[] copy = new double[elements.length()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = magnitudes ? Math.abs(elements.get(i)) : elements.get(i);
    }
    return Elements.of(copy);
  }
}
