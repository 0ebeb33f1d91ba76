package org.convmat.core.tensor;

import com.google.common.base.Joiner;
import com.google.common.primitives.ImmutableIntArray;
import org.convmat.core.failure.InvalidInputException;

/**
 * The extents of an array, slowest axis first; printed as {@code 2x3x4}. Immutable. Extents may be
 * zero; their product fits an {@code int}.
 */
public final class Shape {

  private final ImmutableIntArray extents;
  private final int size;

  private Shape(ImmutableIntArray extents) {
    this.extents = extents;
    this.size = (int) sizeOf(extents.toArray());
  }

  /**
   * A shape.
   *
   * @throws InvalidInputException if an extent is negative or there are more than 2<sup>31</sup>-1
   *     elements
   */
  public static Shape of(int... extents) {
    for (int extent : extents) {
      if (extent < 0) {
        throw new InvalidInputException("extent %d in a shape, must not be negative", extent);
      }
    }
    if (sizeOf(extents) > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "an array of shape %s has %d elements, a Java array holds at most %d",
          Joiner.on('x').join(ImmutableIntArray.copyOf(extents).asList()),
          sizeOf(extents),
          Integer.MAX_VALUE);
    }
    return new Shape(ImmutableIntArray.copyOf(extents));
  }

  /** The product of the extents, or {@code Long.MAX_VALUE} where that is exceeded. */
  private static long sizeOf(int... extents) {
    long size = 1;
    boolean empty = false;
    for (int extent : extents) {
      empty |= extent == 0;
      size =
          size > Long.MAX_VALUE / Math.max(1, extent) ? Long.MAX_VALUE : size * Math.max(1, extent);
    }
    return empty ? 0 : size;
  }

  /** Number of axes. */
  public int rank() {
    return extents.length();
  }

  /** Extent along {@code axis}. */
  public int extent(int axis) {
    return extents.get(axis);
  }

  /** Product of the extents; 1 for rank 0. */
  public int size() {
    return size;
  }

  /** The extents in a new array. */
  public int[] toArray() {
    return extents.toArray();
  }

  /** The extents {@code from} (inclusive) to the end, as a shape. */
  public Shape from(int axis) {
    return new Shape(extents.subArray(axis, extents.length()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && extents.equals(shape.extents);
  }

  @Override
  public int hashCode() {
    return extents.hashCode();
  }

  @Override
  public String toString() {
    return extents.isEmpty() ? "scalar" : Joiner.on('x').join(extents.asList());
  }
}
