package org.convmat.core.execution;

import java.util.Optional;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.core.matrix.LoweredMultiplier;
import org.convmat.core.plan.Form;
import org.convmat.core.plan.FormCost;
import org.convmat.core.plan.Plan;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;

/**
 * A convolution matrix in its planned form on a backend; multiplies a batch by C or C<sup>T</sup>.
 * A batch is column-major: each image, or each grid, is one contiguous column.
 *
 * <p>Where the backend lacks the element type, both sides are widened to double and the result is
 * rounded back once. Thread-safe.
 */
public final class PreparedMatrix implements AutoCloseable {

  private final int rows;
  private final int columns;
  private final FormCost cost;
  private final Multiplier multiplier;

  /**
   * Prepares {@code matrix} on {@code backend}.
   *
   * @param form the form to use, or empty to let the plan choose
   * @param batch the number of images the plan assumes
   */
  public PreparedMatrix(
      ConvolutionMatrix matrix,
      CheckedBackend backend,
      Optional<Form> form,
      int batch,
      Execution execution) {
    ElementType type = matrix.weights().type();
    Plan plan = Plan.of(matrix.geometry(), type, batch, backend.features(), Plan.availableMemory());
    this.rows = (int) matrix.geometry().rows();
    this.columns = (int) matrix.geometry().columns();
    this.cost = plan.choose(form);
    this.multiplier = prepare(matrix.as(cost.computedIn()), backend, cost.form(), execution);
  }

  private static Multiplier prepare(
      ConvolutionMatrix matrix, CheckedBackend backend, Form form, Execution execution) {
    return switch (form) {
      case DENSE -> backend.prepare(matrix.dense(), execution);
      case SPARSE -> backend.prepare(matrix.sparse(), execution);
      case STRUCTURED -> backend.prepare(matrix.structured(), execution);
      case LOWERED -> new LoweredMultiplier(matrix, backend, execution);
    };
  }

  /** The form in use and its cost. */
  public FormCost cost() {
    return cost;
  }

  /**
   * Y = C X.
   *
   * @param x batch x columns(C) elements; not modified
   * @param y batch x rows(C) elements, another array; overwritten
   */
  public void multiply(Elements x, Elements y, int batch) {
    multiply(
        DenseMatrix.columnMajor(x, 0, columns, batch), DenseMatrix.columnMajor(y, 0, rows, batch));
  }

  /**
   * Y = C X, without an allocation of its own where the backend has the element type.
   *
   * @param x all of its array, column-major, columns(C) rows; not modified
   * @param y all of another array, column-major, rows(C) rows; overwritten
   */
  public void multiply(DenseMatrix x, DenseMatrix y) {
    if (isComputedIn(x) && isComputedIn(y)) {
      multiplier.multiply(x, y);
    } else {
      DenseMatrix result = isComputedIn(y) ? y : blank(y);
      multiplier.multiply(converted(x), result);
      round(result, y);
    }
  }

  /**
   * Y = C<sup>T</sup> X.
   *
   * @param x batch x rows(C) elements; not modified
   * @param y batch x columns(C) elements, another array; overwritten
   */
  public void multiplyTransposed(Elements x, Elements y, int batch) {
    multiplyTransposed(
        DenseMatrix.columnMajor(x, 0, rows, batch), DenseMatrix.columnMajor(y, 0, columns, batch));
  }

  /**
   * Y = C<sup>T</sup> X, without an allocation of its own where the backend has the element type.
   *
   * @param x all of its array, column-major, rows(C) rows; not modified
   * @param y all of another array, column-major, columns(C) rows; overwritten
   */
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    if (isComputedIn(x) && isComputedIn(y)) {
      multiplier.multiplyTransposed(x, y);
    } else {
      DenseMatrix result = isComputedIn(y) ? y : blank(y);
      multiplier.multiplyTransposed(converted(x), result);
      round(result, y);
    }
  }

  private boolean isComputedIn(DenseMatrix side) {
    return side.elementType() == cost.computedIn();
  }

  private DenseMatrix converted(DenseMatrix side) {
    return like(side, side.elements().as(cost.computedIn()));
  }

  private DenseMatrix blank(DenseMatrix side) {
    return like(side, Elements.allocate(cost.computedIn(), side.elements().length()));
  }

  private static DenseMatrix like(DenseMatrix side, Elements elements) {
    return DenseMatrix.columnMajor(elements, 0, side.rows(), side.columns());
  }

  private static void round(DenseMatrix result, DenseMatrix y) {
    for (int i = 0; result != y && i < y.elements().length(); i++) {
      y.elements().set(i, result.elements().get(i));
    }
  }

  @Override
  public void close() {
    multiplier.close();
  }
}
