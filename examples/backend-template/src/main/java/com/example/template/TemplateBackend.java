package com.example.template;

import java.util.Arrays;
import org.convmat.spi.support.DenseProductBackend;

/**
 * A complete backend: one dense product of doubles. Replace the loops by a call of your library.
 * Stateless, and so thread-safe.
 */
public final class TemplateBackend extends DenseProductBackend {

  /** For the service loader; does nothing. */
  public TemplateBackend() {}

  /** The word that people type after {@code --backend}. */
  @Override
  public String id() {
    return "template";
  }

  /** The level of the contract that this was written against: a literal, no constant. */
  @Override
  public int spiLevel() {
    return 1;
  }

  /** The wrapped library and its version, for reports. */
  @Override
  public String library() {
    return "plain loops 1.0";
  }

  /** {@code c = op(a) b}, row-major, op(a) being a or its transpose; c holds old numbers. */
  @Override
  protected void product(
      double[] a, int aRows, int aColumns, boolean transposeA, double[] b, int n, double[] c) {
    Arrays.fill(c, 0);
    for (int i = 0; i < aRows; i++) {
      for (int k = 0; k < aColumns; k++) {
        int to = transposeA ? k : i;
        int from = transposeA ? i : k;
        for (int j = 0; j < n; j++) {
          c[to * n + j] += a[i * aColumns + k] * b[from * n + j];
        }
      }
    }
  }
}
