package org.convmat.view.resample;

/**
 * From the levels of samples to the values that are averaged, and back with rounding to the nearest
 * level. Immutable and thread-safe.
 */
abstract class Transfer {

  private final double[] values;

  Transfer(double[] values) {
    this.values = values;
  }

  /** Averages the levels themselves, from {@code fromMost} to {@code toMost} of them. */
  static Transfer levels(int fromMost, int toMost) {
    return new Levels(fromMost, toMost);
  }

  /** Averages the light that sRGB's levels stand for. */
  static Transfer light(int fromMost, int toMost) {
    return new SrgbLight(fromMost, toMost);
  }

  /** The value of every level. */
  final double[] values() {
    return values;
  }

  /** The nearest level, kept in range. */
  abstract int level(double value);

  /** Nothing to convert. */
  static final class Levels extends Transfer {
    private final int most;

    Levels(int fromMost, int toMost) {
      super(table(fromMost, toMost));
      this.most = toMost;
    }

    private static double[] table(int fromMost, int toMost) {
      double[] values = new double[fromMost + 1];
      for (int level = 0; level <= fromMost; level++) {
        values[level] = (double) level * toMost / fromMost;
      }
      return values;
    }

    @Override
    int level(double value) {
      int rounded = (int) (value + 0.5);
      return value < 0 ? 0 : Math.min(rounded, most);
    }
  }
}
