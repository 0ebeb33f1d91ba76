package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * How wide vectors are: as wide as the processor has them, or as the system property {@code
 * convmat.vector.bits} says (128, 256, 512), which is right everywhere and slow where the processor
 * has no such vectors. Tests use it. Never narrower than two doubles: tiles count on that.
 */
final class Lanes {

  private static final int NARROWEST = 128;

  static final VectorSpecies<Float> FLOATS;
  static final VectorSpecies<Double> DOUBLES;

  static {
    int preferred = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    int bits = Integer.getInteger("convmat.vector.bits", preferred);
    VectorShape shape = VectorShape.forBitSize(Math.max(NARROWEST, bits));
    FLOATS = VectorSpecies.of(float.class, shape);
    DOUBLES = VectorSpecies.of(double.class, shape);
  }

  private Lanes() {}
}
