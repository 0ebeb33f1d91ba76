package com.example.hipparchus;

import java.util.Optional;
import org.convmat.spi.support.DenseProductBackend;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;

/** Multiplication by <a href="https://hipparchus.org">Hipparchus</a>. Stateless and thread-safe. */
public final class HipparchusBackend extends DenseProductBackend {

  /** For the service loader; does nothing. */
  public HipparchusBackend() {}

  @Override
  public String id() {
    return "hipparchus";
  }

  @Override
  public int spiLevel() {
    return 1;
  }

  @Override
  public String library() {
    String version = RealMatrix.class.getPackage().getImplementationVersion();
    return "Hipparchus " + Optional.ofNullable(version).orElse("");
  }

  @Override
  protected void product(
      double[] a, int aRows, int aColumns, boolean transposeA, double[] b, int n, double[] c) {
    Array2DRowRealMatrix left = matrix(a, aRows, aColumns);
    Array2DRowRealMatrix right = matrix(b, transposeA ? aRows : aColumns, n);
    RealMatrix product = transposeA ? left.transposeMultiply(right) : left.multiply(right);
    for (int r = 0; r < product.getRowDimension(); r++) {
      System.arraycopy(product.getRow(r), 0, c, r * n, n);
    }
  }

  private static Array2DRowRealMatrix matrix(double[] values, int rows, int columns) {
    double[][] byRows = new double[rows][columns];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(values, r * columns, byRows[r], 0, columns);
    }
    return new Array2DRowRealMatrix(byRows, false);
  }
}
