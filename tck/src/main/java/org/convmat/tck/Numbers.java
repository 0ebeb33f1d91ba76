package org.convmat.tck;

import java.util.Random;
import org.convmat.spi.ElementType;

/** Kinds of random numbers to fill matrices with. */
enum Numbers {
  /** 1 to 9 of either sign: sums are exact in either type and a wrong entry is off by 1 or more. */
  INTEGERS {
    @Override
    double next(Random random, ElementType type) {
      int digit = 1 + random.nextInt(9);
      return random.nextBoolean() ? digit : -digit;
    }
  },
  /** Integers so large that the sums reach, and never pass, what the element type holds exactly. */
  LARGE_INTEGERS {
    @Override
    double next(Random random, ElementType type) {
      // At most 64 products of two such numbers are added up: 64 * 2^9 * 2^9 = 2^24 and
      // 64 * (2^23.5)^2 = 2^53.
      int bound = type == ElementType.FLOAT ? 1 << 9 : 11_863_283;
      return random.nextInt(2 * bound + 1) - bound;
    }
  },
  /** -0.5 to 0.5. */
  FRACTIONS {
    @Override
    double next(Random random, ElementType type) {
      return stored(random.nextDouble() - 0.5, type);
    }
  },
  /** Magnitudes of all orders from 2^-20 to 2^20: what is small next to it hides in a large sum. */
  WIDE {
    @Override
    double next(Random random, ElementType type) {
      return stored(Math.scalb(random.nextDouble() - 0.5, random.nextInt(41) - 20), type);
    }
  },
  /** Small integers, every third a zero of either sign. */
  ZEROS {
    @Override
    double next(Random random, ElementType type) {
      return switch (random.nextInt(6)) {
        case 0 -> 0.0;
        case 1 -> -0.0;
        default -> INTEGERS.next(random, type);
      };
    }
  },
  /** Zeros of either sign. */
  NOTHING {
    @Override
    double next(Random random, ElementType type) {
      return random.nextBoolean() ? 0.0 : -0.0;
    }
  },
  /** As {@link #ZEROS}; one in fifty is NaN or an infinity. */
  NOT_FINITE {
    @Override
    double next(Random random, ElementType type) {
      return switch (random.nextInt(150)) {
        case 0 -> Double.NaN;
        case 1 -> Double.POSITIVE_INFINITY;
        case 2 -> Double.NEGATIVE_INFINITY;
        default -> ZEROS.next(random, type);
      };
    }
  },
  /** So large that sums of 64 products just do not overflow. */
  HUGE {
    @Override
    double next(Random random, ElementType type) {
      return stored(
          Math.scalb(random.nextDouble() - 0.5, type == ElementType.FLOAT ? 61 : 509), type);
    }
  },
  /** So small that products are subnormal. */
  TINY {
    @Override
    double next(Random random, ElementType type) {
      return stored(
          Math.scalb(random.nextDouble() - 0.5, type == ElementType.FLOAT ? -66 : -530), type);
    }
  };

  abstract double next(Random random, ElementType type);

  private static double stored(double value, ElementType type) {
    return type == ElementType.FLOAT ? (float) value : value;
  }
}
