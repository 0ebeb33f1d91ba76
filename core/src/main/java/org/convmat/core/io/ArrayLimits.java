package org.convmat.core.io;

import com.google.common.primitives.ImmutableLongArray;
import java.math.BigInteger;
import java.util.stream.Collectors;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.Shape;

/** What an array may be, decided from its claimed extents before anything is allocated. */
final class ArrayLimits {

  /** As many axes as NumPy allows. */
  static final int MAX_RANK = 64;

  private ArrayLimits() {}

  /** The product of the extents, however large. */
  static BigInteger elements(ImmutableLongArray extents) {
    BigInteger product = BigInteger.ONE;
    for (int axis = 0; axis < extents.length(); axis++) {
      product = product.multiply(BigInteger.valueOf(extents.get(axis)));
    }
    return product;
  }

  /** The extents as a shape that this process can hold as an array of {@code dtype}. */
  static Shape shape(Source source, ImmutableLongArray extents, DType dtype) {
    BigInteger elements = elements(extents);
    boolean wide = extents.stream().anyMatch(e -> e > Integer.MAX_VALUE);
    if (wide || elements.bitLength() >= Integer.SIZE) {
      throw source.refuse(
          "shape %s has %s elements, an array holds at most %d",
          describe(extents), elements, Integer.MAX_VALUE);
    }
    requireHeap(source, elements.longValue() * dtype.elementType().bytes(), describe(extents));
    return Shape.of(extents.stream().mapToInt(Math::toIntExact).toArray());
  }

  /** Refuses what could never be allocated, with the numbers, instead of trying. */
  static void requireHeap(Source source, long bytes, String what) {
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap) {
      throw source.refuse(
          "%s needs %d bytes, the heap has %d; give Java a larger -Xmx", what, bytes, heap);
    }
  }

  /** The extents as {@code 2x3x4}. */
  static String describe(ImmutableLongArray extents) {
    return extents.isEmpty()
        ? "scalar"
        : extents.stream().mapToObj(Long::toString).collect(Collectors.joining("x"));
  }

  /** The index, as NumPy prints it, of the element at a row-major position. */
  static String index(Shape shape, int position) {
    String[] index = new String[shape.rank()];
    int rest = position;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      index[axis] = Integer.toString(rest % shape.extent(axis));
      rest /= shape.extent(axis);
    }
    return "[" + String.join(", ", index) + "]";
  }
}
