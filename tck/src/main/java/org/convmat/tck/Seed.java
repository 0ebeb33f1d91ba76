package org.convmat.tck;

import java.util.Random;

/**
 * Where the kit's random numbers come from: one seed, the same on every run unless the system
 * property {@code convmat.tck.seed} gives another number, or {@code random} for a new one.
 */
final class Seed {

  static final String PROPERTY = "convmat.tck.seed";

  private static final long USUAL = 20261122;
  private static final long VALUE = read(System.getProperty(PROPERTY, Long.toString(USUAL)));

  private Seed() {}

  private static long read(String text) {
    return text.equals("random") ? new Random().nextInt(Integer.MAX_VALUE) : Long.decode(text);
  }

  /** A source for one test: it does not depend on which tests ran before. */
  static Random random(String test) {
    return new Random(VALUE * 31 + test.hashCode());
  }

  /** What to add to the command line to see the same numbers again. */
  static String replay() {
    return "-D" + PROPERTY + "=" + VALUE;
  }
}
