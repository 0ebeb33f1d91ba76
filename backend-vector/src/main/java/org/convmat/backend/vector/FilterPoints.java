package org.convmat.backend.vector;

/**
 * The points at which the polynomials of a minimal filter are multiplied. With n points, m = n - r
 * + 1 outputs of a filter of r taps need n multiplications instead of m r:
 *
 * <pre>
 * y = A^T ((G w) o (B^T x)),   x: n inputs, w: r taps, y: m outputs, y[j] = sum of w[k] x[j+k]
 * </pre>
 *
 * B<sup>T</sup> and A<sup>T</sup> are in {@link FilterLoops}, G is here. (Winograd, <i>Arithmetic
 * Complexity of Computations</i>, 1980; Lavin and Gray, <i>Fast Algorithms for Convolutional Neural
 * Networks</i>, 2016.)
 *
 * <p>The points decide how far errors grow. Three: 0, 1 and infinity; four: -1, too. Five: 0, 3/4,
 * -3/4, 3/2 and infinity; six: -3/2, too. The error of these is about twice that of the plain sum,
 * a third to a quarter of that of the usual 1 and 2; their squares and products are exact.
 * (Barabasz, Anderson, Soodhalter and Gregg, <i>Error Analysis and Improving the Accuracy of
 * Winograd Convolution for Deep Neural Networks</i>, 2020, on why.)
 */
final class FilterPoints {

  /** Of six points the positive ones. */
  static final double A = 0.75;

  static final double B = 1.5;

  private static final double[][] FINITE = {
    {}, {}, {}, {0, 1}, {0, 1, -1}, {0, A, -A, B}, {0, A, -A, B, -B},
  };

  private FilterPoints() {}

  /** The fewest points of a filter; that many and more there are. */
  static final int FEWEST = 3;

  /** The most points of a filter. */
  static final int MOST = 6;

  /** G: points x taps; the single 1 for one point. */
  static double[][] weightTransform(int points, int taps) {
    if (points == 1) {
      return new double[][] {{1}};
    }
    double[] finite = FINITE[points];
    double[][] g = new double[points][taps];
    for (int i = 0; i < points - 1; i++) {
      double divisor = 1;
      for (int j = 0; j < points - 1; j++) {
        divisor *= j == i ? 1 : finite[i] - finite[j];
      }
      double power = 1;
      for (int k = 0; k < taps; k++) {
        g[i][k] = power / divisor;
        power *= finite[i];
      }
    }
    g[points - 1][taps - 1] = 1;
    return g;
  }
}
