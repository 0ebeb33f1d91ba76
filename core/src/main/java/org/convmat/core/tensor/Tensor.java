package org.convmat.core.tensor;

import java.util.Objects;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.jspecify.annotations.Nullable;

/**
 * An array of floats or doubles with a shape, contiguous, last axis fastest (row-major, as NumPy's
 * C order). Wraps the array it is given and never copies it; what is written into the array shows
 * in the tensor.
 *
 * <p>As thread-safe as its array: reading from many threads is safe while nobody writes.
 */
public final class Tensor {

  private final Shape shape;
  private final Elements elements;

  /** What {@link #columns} gave last; immutable, so that no thread can see half of it. */
  private @Nullable DenseMatrix lastColumns;

  private Tensor(Shape shape, Elements elements) {
    this.shape = shape;
    this.elements = elements;
    if (shape.size() != elements.length()) {
      throw new InvalidInputException(
          "an array of %d elements cannot have shape %s, which needs %d",
          elements.length(), shape, shape.size());
    }
  }

  /**
   * Wraps an array.
   *
   * @throws InvalidInputException if the shape does not need exactly the array's elements
   */
  public static Tensor wrap(double[] array, int... shape) {
    return new Tensor(Shape.of(shape), Elements.of(array));
  }

  /**
   * Wraps an array.
   *
   * @throws InvalidInputException if the shape does not need exactly the array's elements
   */
  public static Tensor wrap(float[] array, int... shape) {
    return new Tensor(Shape.of(shape), Elements.of(array));
  }

  /**
   * Wraps elements.
   *
   * @throws InvalidInputException if the shape does not need exactly these elements
   */
  public static Tensor wrap(Elements elements, Shape shape) {
    return new Tensor(shape, elements);
  }

  /** A new tensor of zeros. */
  public static Tensor zeros(ElementType type, Shape shape) {
    return new Tensor(shape, Elements.allocate(type, shape.size()));
  }

  /** The extents. */
  public Shape shape() {
    return shape;
  }

  /** The wrapped elements themselves. */
  public Elements elements() {
    return elements;
  }

  /** The type of the elements. */
  public ElementType elementType() {
    return elements.type();
  }

  /**
   * The wrapped array itself.
   *
   * @throws IllegalStateException if the elements are floats
   */
  public double[] doubles() {
    return elements.doubles();
  }

  /**
   * The wrapped array itself.
   *
   * @throws IllegalStateException if the elements are doubles
   */
  public float[] floats() {
    return elements.floats();
  }

  /** The element at the given indices, one an axis, widened. */
  public double get(int... indices) {
    if (indices.length != shape.rank()) {
      throw new IndexOutOfBoundsException(indices.length + " indices for shape " + shape);
    }
    int position = 0;
    for (int axis = 0; axis < indices.length; axis++) {
      position =
          position * shape.extent(axis) + Objects.checkIndex(indices[axis], shape.extent(axis));
    }
    return elements.get(position);
  }

  /**
   * The elements, not copied, as a matrix whose columns follow one another in the array: a batch as
   * a backend takes it, with {@code count} images. Asked again for as many, a tensor gives the same
   * matrix, so that a product with tensors that are there already allocates nothing.
   *
   * @param count a divisor of the number of elements
   * @return size/count x count
   */
  public DenseMatrix columns(int count) {
    DenseMatrix last = lastColumns;
    if (last == null || last.columns() != count) {
      last = DenseMatrix.columnMajor(elements, 0, elements.length() / count, count);
      lastColumns = last;
    }
    return last;
  }

  /** The same elements, not copied, under another shape of the same size. */
  public Tensor reshape(int... extents) {
    return new Tensor(Shape.of(extents), elements);
  }

  /** This tensor if it is of {@code type} already, else a converted copy. */
  public Tensor as(ElementType type) {
    return type == elementType() ? this : new Tensor(shape, elements.as(type));
  }

  @Override
  public String toString() {
    return elementType() + " " + shape;
  }
}
