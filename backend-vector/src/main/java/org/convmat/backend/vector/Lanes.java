package org.convmat.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * How wide vectors are: as wide as the processor has them, or as the system property {@code
 * convmat.vector.bits} says (64, 128, 256, 512), which is right everywhere and slow where the
 * processor has no such vectors. Tests use it.
 */
final class Lanes {

  static final VectorSpecies<Float> FLOATS;
  static final VectorSpecies<Double> DOUBLES;

  static {
    int bits = Integer.getInteger("convmat.vector.bits", 0);
    if (bits == 0) {
      FLOATS = FloatVector.SPECIES_PREFERRED;
      DOUBLES = DoubleVector.SPECIES_PREFERRED;
    } else {
      VectorShape shape = VectorShape.forBitSize(bits);
      FLOATS = VectorSpecies.of(float.class, shape);
      DOUBLES = VectorSpecies.of(double.class, shape);
    }
  }

  private Lanes() {}
}
