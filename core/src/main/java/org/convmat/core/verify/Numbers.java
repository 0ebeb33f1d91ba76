package org.convmat.core.verify;

import java.util.Random;
import org.convmat.core.explain.Side;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.tensor.DType;
import org.convmat.spi.Elements;

/** The numbers that are multiplied: given and looked at, or drawn. */
public final class Numbers {

  private Numbers() {}

  /** Small whole numbers for integer types, else standard normal ones; a seed replays them. */
  public static Elements random(long seed, DType type, int count) {
    Random random = new Random(seed);
    Elements numbers = Elements.allocate(type.elementType(), count);
    int least = type.isUnsigned() ? 0 : -8;
    for (int i = 0; i < count; i++) {
      numbers.set(i, type.isInteger() ? least + random.nextInt(17) : random.nextGaussian());
    }
    return numbers;
  }

  static boolean areWhole(Elements numbers) {
    for (int i = 0; i < numbers.length(); i++) {
      if (numbers.get(i) != Math.rint(numbers.get(i))) {
        return false;
      }
    }
    return true;
  }

  static void require(Side side, Elements numbers, Geometry geometry, int batch) {
    if (batch < 1 || numbers.length() != batch * side.cells(geometry)) {
      throw new InvalidInputException(
          "%d numbers are not %d inputs of the %s side, which has %d cells",
          numbers.length(), batch, side, side.cells(geometry));
    }
    requireFinite(side.toString(), numbers);
  }

  static void requireFinite(String what, Elements numbers) {
    for (int i = 0; i < numbers.length(); i++) {
      if (!Double.isFinite(numbers.get(i))) {
        throw new InvalidInputException(
            "element %d of the %s is %s; verify needs finite numbers, others have no bound",
            i, what, numbers.get(i));
      }
    }
  }
}
