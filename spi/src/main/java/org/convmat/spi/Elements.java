package org.convmat.spi;

import java.util.Arrays;
import java.util.Objects;

/**
 * An array of {@code float} or of {@code double}: the element type is a value, not a second class
 * tree. Wraps the array it is given and never copies it.
 *
 * <p>As thread-safe as the array: reading from many threads is safe while nobody writes.
 */
public final class Elements {

  private static final float[] NO_FLOATS = {};
  private static final double[] NO_DOUBLES = {};

  private final float[] floats;
  private final double[] doubles;
  private final ElementType type;

  private Elements(ElementType type, float[] floats, double[] doubles) {
    this.type = type;
    this.floats = floats;
    this.doubles = doubles;
  }

  /** Wraps a {@code float[]} without copying. */
  public static Elements of(float[] array) {
    return new Elements(ElementType.FLOAT, Objects.requireNonNull(array), NO_DOUBLES);
  }

  /** Wraps a {@code double[]} without copying. */
  public static Elements of(double[] array) {
    return new Elements(ElementType.DOUBLE, NO_FLOATS, Objects.requireNonNull(array));
  }

  /** A new array of zeros. */
  public static Elements allocate(ElementType type, int length) {
    return type == ElementType.FLOAT ? of(new float[length]) : of(new double[length]);
  }

  /** The type of the wrapped array. */
  public ElementType type() {
    return type;
  }

  /** The length of the wrapped array. */
  public int length() {
    return type == ElementType.FLOAT ? floats.length : doubles.length;
  }

  /** Element {@code i}, widened. */
  public double get(int i) {
    return type == ElementType.FLOAT ? floats[i] : doubles[i];
  }

  /** Stores {@code value} at {@code i}, rounded to the element type. */
  public void set(int i, double value) {
    if (type == ElementType.FLOAT) {
      floats[i] = (float) value;
    } else {
      doubles[i] = value;
    }
  }

  /**
   * The wrapped array itself.
   *
   * @throws IllegalStateException if the elements are doubles
   */
  public float[] floats() {
    require(ElementType.FLOAT);
    return floats;
  }

  /**
   * The wrapped array itself.
   *
   * @throws IllegalStateException if the elements are floats
   */
  public double[] doubles() {
    require(ElementType.DOUBLE);
    return doubles;
  }

  /** These elements if they are of {@code wanted} type already, else a converted copy. */
  public Elements as(ElementType wanted) {
    if (wanted == type) {
      return this;
    }
    Elements copy = allocate(wanted, length());
    for (int i = 0; i < length(); i++) {
      copy.set(i, get(i));
    }
    return copy;
  }

  /** Sets the elements {@code from} (inclusive) to {@code to} (exclusive) to {@code value}. */
  public void fill(int from, int to, double value) {
    if (type == ElementType.FLOAT) {
      Arrays.fill(floats, from, to, (float) value);
    } else {
      Arrays.fill(doubles, from, to, value);
    }
  }

  /** True if both wrap the very same array. */
  public boolean sameArray(Elements other) {
    return type == other.type
        && (type == ElementType.FLOAT ? floats == other.floats : doubles == other.doubles);
  }

  private void require(ElementType wanted) {
    if (type != wanted) {
      throw new IllegalStateException("elements are " + type + ", not " + wanted);
    }
  }
}
