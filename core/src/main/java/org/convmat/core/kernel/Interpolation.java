package org.convmat.core.kernel;

/**
 * An interpolation function h(x): the weight of a cell for a position that lies x cells to its
 * right. Immutable and thread-safe.
 */
public enum Interpolation {
  /** The cell that the position falls into; on the border of two, the right one. */
  NEAREST(0.5) {
    @Override
    double inside(double x) {
      return 1;
    }
  },

  /** The line between two cells: 1 - |x|. */
  BILINEAR(1) {
    @Override
    double inside(double x) {
      return 1 - Math.abs(x);
    }
  },

  /** Cubic convolution with a = -1/2 (Keys, IEEE Trans. ASSP 29(6), 1981); Catmull and Rom's. */
  BICUBIC(2) {
    @Override
    double inside(double x) {
      double d = Math.abs(x);
      return d < 1 ? (1.5 * d - 2.5) * d * d + 1 : ((-0.5 * d + 2.5) * d - 4) * d + 2;
    }
  },

  /** sinc(x) sinc(x/3), the sinc windowed by the middle of a wider one (Duchon, 1979). */
  LANCZOS3(3) {
    @Override
    double inside(double x) {
      return sinc(x) * sinc(x / 3);
    }
  },

  /** exp(-x^2 / (2 sigma^2)) with sigma half a cell, cut off at 4 sigma; smooths. */
  GAUSSIAN(2) {
    @Override
    double inside(double x) {
      return Math.exp(-2 * x * x);
    }
  };

  private final double radius;

  Interpolation(double radius) {
    this.radius = radius;
  }

  /** Cells farther away have no weight. */
  public double radius() {
    return radius;
  }

  /** The weight h(x); zero from the radius on, except that nearest has its left end. */
  public double weight(double x) {
    boolean end = this == NEAREST && x == -radius;
    return Math.abs(x) < radius || end ? inside(x) : 0;
  }

  abstract double inside(double x);

  /** Exactly 1 at zero and 0 at the other whole numbers, where the sine of a double is neither. */
  private static double sinc(double x) {
    if (x == Math.rint(x)) {
      return x == 0 ? 1 : 0;
    }
    return Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
