package org.convmat.core;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.execution.PreparedMatrix;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.plan.Form;
import org.convmat.core.plan.FormCost;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.Accuracy;
import org.convmat.spi.ElementType;
import org.convmat.spi.Execution;
import org.jspecify.annotations.Nullable;

/**
 * A convolution on a backend: apply it, or its transpose, as often as you like and from as many
 * threads as you like. The matrix is prepared at the first use, once for each element type in use.
 *
 * <p>Float in and a float kernel give float; anything with double gives double.
 */
public final class BoundConvolution implements AutoCloseable {

  private final Convolution convolution;
  private final CheckedBackend backend;
  private final Optional<Form> form;
  private final Execution execution;
  private final Map<ElementType, PreparedMatrix> prepared = new EnumMap<>(ElementType.class);
  private @Nullable BoundConvolution componentwise;

  BoundConvolution(
      Convolution convolution, CheckedBackend backend, Optional<Form> form, Execution execution) {
    this.convolution = convolution;
    this.backend = backend;
    this.form = form;
    this.execution = execution;
  }

  /** What is applied. */
  public Convolution convolution() {
    return convolution;
  }

  /** What it is applied with. */
  public CheckedBackend backend() {
    return backend;
  }

  /** How near the products come to the exact ones. */
  public Accuracy accuracy() {
    return execution.accuracy();
  }

  /**
   * The same convolution where only {@link Accuracy#COMPONENTWISE} will do, as for whole numbers:
   * this one if it is that already, else one that is prepared beside it at its first use and closed
   * with it.
   */
  synchronized BoundConvolution componentwise() {
    if (accuracy() == Accuracy.COMPONENTWISE) {
      return this;
    }
    if (componentwise == null) {
      Execution exact = execution.withAccuracy(Accuracy.COMPONENTWISE);
      componentwise = new BoundConvolution(convolution, backend, form, exact);
    }
    return componentwise;
  }

  /** The form in use for {@code batch} elements of {@code type}, and its cost. */
  public FormCost cost(ElementType type, int batch) {
    return prepare(type, batch).cost();
  }

  /**
   * The convolution {@code y = C x}.
   *
   * @param image of shape {@link Convolution#imageShape}; not modified
   * @return a new grid of shape {@link Convolution#gridShape}
   * @throws InvalidInputException if the shape does not fit
   */
  public Tensor apply(Tensor image) {
    int batch = batch("image", image, convolution.imageShape(1));
    Tensor grid = Tensor.zeros(resultType(image.elementType()), convolution.gridShape(batch));
    applyTo(image, grid);
    return grid;
  }

  /**
   * The transposed convolution {@code u = C^T v}.
   *
   * @param grid of shape {@link Convolution#gridShape}; not modified
   * @return a new image of shape {@link Convolution#imageShape}
   * @throws InvalidInputException if the shape does not fit
   */
  public Tensor applyTransposed(Tensor grid) {
    int batch = batch("grid", grid, convolution.gridShape(1));
    Tensor image = Tensor.zeros(resultType(grid.elementType()), convolution.imageShape(batch));
    applyTransposedTo(grid, image);
    return image;
  }

  /**
   * As {@link #apply}, into {@code grid}, which is overwritten.
   *
   * @throws InvalidInputException if a shape or {@code grid}'s element type does not fit
   */
  public void applyTo(Tensor image, Tensor grid) {
    int batch = batch("image", image, convolution.imageShape(1));
    requireResult("grid", grid, convolution.gridShape(batch), resultType(image.elementType()));
    ElementType type = grid.elementType();
    prepare(type, batch).multiply(image.as(type).columns(batch), grid.columns(batch));
  }

  /**
   * As {@link #applyTransposed}, into {@code image}, which is overwritten.
   *
   * @throws InvalidInputException if a shape or {@code image}'s element type does not fit
   */
  public void applyTransposedTo(Tensor grid, Tensor image) {
    int batch = batch("grid", grid, convolution.gridShape(1));
    requireResult("image", image, convolution.imageShape(batch), resultType(grid.elementType()));
    ElementType type = image.elementType();
    PreparedMatrix matrix = prepare(type, batch);
    matrix.multiplyTransposed(grid.as(type).columns(batch), image.columns(batch));
  }

  /** The element type of the result for an input of {@code type}. */
  public ElementType resultType(ElementType type) {
    boolean narrow =
        type == ElementType.FLOAT && convolution.matrix().weights().type() == ElementType.FLOAT;
    return narrow ? ElementType.FLOAT : ElementType.DOUBLE;
  }

  /** The number of images or grids in {@code input}, after checking everything else. */
  private int batch(String side, Tensor input, Shape one) {
    Shape shape = input.shape();
    if (shape.equals(one) && shape.size() > 0) {
      return 1;
    }
    int free = convolution.isPlain() ? 0 : 1;
    boolean fits = shape.rank() == one.rank() && shape.from(free).equals(one.from(free));
    if (!fits) {
      throw new InvalidInputException(
          "the %s has shape %s, must have %s%s",
          side, shape, convolution.isPlain() ? "" : "Nx", one.from(free));
    }
    if (shape.size() == 0) {
      throw new InvalidInputException("the %s of shape %s has no elements", side, shape);
    }
    return convolution.isPlain() ? 1 : shape.extent(0);
  }

  private static void requireResult(String side, Tensor result, Shape shape, ElementType type) {
    if (!result.shape().equals(shape) || result.elementType() != type) {
      throw new InvalidInputException(
          "the %s to fill is %s, must be %s %s", side, result, type, shape);
    }
  }

  private synchronized PreparedMatrix prepare(ElementType type, int batch) {
    PreparedMatrix matrix = prepared.get(type);
    if (matrix == null) {
      matrix = new PreparedMatrix(convolution.matrix().as(type), backend, form, batch, execution);
      prepared.put(type, matrix);
    }
    return matrix;
  }

  /** Frees what the backend holds; a later use prepares again. */
  @Override
  public synchronized void close() {
    prepared.values().forEach(PreparedMatrix::close);
    prepared.clear();
    if (componentwise != null) {
      componentwise.close();
    }
  }
}
