package org.convmat.view.resample;

/**
 * sRGB's curve (IEC 61966-2-1): below 0.04045 a line, above it a power. The level nearest to a
 * value is found exactly: a table leads near it, and the value at which each level ends decides.
 */
final class SrgbLight extends Transfer {

  private static final int NEAR = 1 << 12;

  private final double[] ends;
  private final int[] near = new int[NEAR + 1];

  SrgbLight(int fromMost, int toMost) {
    super(table(fromMost));
    this.ends = new double[toMost];
    for (int level = 0; level < toMost; level++) {
      ends[level] = decode((level + 0.5) / toMost);
    }
    int level = 0;
    for (int i = 0; i <= NEAR; i++) {
      while (level < toMost && ends[level] <= (double) i / NEAR) {
        level++;
      }
      near[i] = level;
    }
  }

  private static double[] table(int most) {
    double[] values = new double[most + 1];
    for (int level = 0; level <= most; level++) {
      values[level] = decode((double) level / most);
    }
    return values;
  }

  /** The light of a sample from 0 to 1. */
  static double decode(double sample) {
    return sample <= 0.04045 ? sample / 12.92 : Math.pow((sample + 0.055) / 1.055, 2.4);
  }

  @Override
  int level(double value) {
    if (!(value > 0)) {
      return 0;
    }
    int level = near[(int) (Math.min(value, 1) * NEAR)];
    while (level < ends.length && ends[level] <= value) {
      level++;
    }
    return level;
  }
}
