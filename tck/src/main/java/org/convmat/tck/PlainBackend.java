package org.convmat.tck;

import org.convmat.spi.support.DenseProductBackend;

/** The neighbour that a backend has to live with: three loops. */
final class PlainBackend extends DenseProductBackend {

  @Override
  public String id() {
    return "plain";
  }

  @Override
  public int spiLevel() {
    return 1;
  }

  @Override
  protected void product(
      double[] a, int aRows, int aColumns, boolean transposeA, double[] b, int n, double[] c) {
    int rows = transposeA ? aColumns : aRows;
    int inner = transposeA ? aRows : aColumns;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < inner; k++) {
          sum += a[transposeA ? k * aColumns + i : i * aColumns + k] * b[k * n + j];
        }
        c[i * n + j] = sum;
      }
    }
  }
}
