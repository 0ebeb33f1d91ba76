package org.convmat.core.verify;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.execution.PreparedMatrix;
import org.convmat.core.explain.Side;
import org.convmat.core.failure.BackendException;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.core.plan.Form;
import org.convmat.core.plan.FormCost;
import org.convmat.core.plan.Plan;
import org.convmat.core.verify.Check.Direction;
import org.convmat.core.verify.Check.Status;
import org.convmat.spi.Accuracy;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.jspecify.annotations.Nullable;

/**
 * Holds every form of one matrix, on any backend, against plain loops over the same numbers: {@code
 * C x}, {@code C^T v}, and {@code <C x, v> = <x, C^T v>} of the two. The loops run once, in twice
 * the precision of a double; each cell has its own bound, so one wrong cell is found among any
 * number. Thread-safe after construction.
 */
public final class Verification {

  /** A form that multiplies more often than this is skipped; the dense one of a large image. */
  private static final long MOST_OPERATIONS = 20 * PlainLoops.MOST_OPERATIONS;

  private final ConvolutionMatrix matrix;
  private final Elements image;
  private final Elements grid;
  private final int batch;
  private final PlainLoops loops;
  private final Bounds forward;
  private final Bounds transposed;

  /**
   * Runs the plain loops.
   *
   * @param matrix the matrix, in the element type to compute in
   * @param image x, batch images one after the other; of the matrix' type
   * @param grid v, batch grids one after the other; of the matrix' type
   * @throws InvalidInputException if the numbers do not fit or are not finite, or if the loops
   *     would take too long; the message says how many multiplications there are
   */
  public Verification(ConvolutionMatrix matrix, Elements image, Elements grid, int batch) {
    Geometry geometry = matrix.geometry();
    PlainLoops.requireFeasible(geometry, batch);
    Numbers.require(Side.IMAGE, image, geometry, batch);
    Numbers.require(Side.GRID, grid, geometry, batch);
    Numbers.requireFinite("kernel", matrix.weights());
    ElementType type = matrix.weights().type();
    this.matrix = matrix;
    this.image = image.as(type);
    this.grid = grid.as(type);
    this.batch = batch;
    this.loops = new PlainLoops(geometry, matrix.weights(), this.image, this.grid, batch);
    boolean whole =
        Numbers.areWhole(matrix.weights())
            && Numbers.areWhole(this.image)
            && Numbers.areWhole(this.grid);
    this.forward = new Bounds(loops.forward(), type, whole);
    this.transposed = new Bounds(loops.transposed(), type, whole);
  }

  /**
   * Refuses a layer whose plain loops would take too long, before its numbers are read or drawn.
   *
   * @throws InvalidInputException with the number of multiplications
   */
  public static void requireFeasible(Geometry geometry, int batch) {
    PlainLoops.requireFeasible(geometry, batch);
  }

  /**
   * Three checks for each form, in the order of {@link Form}; does not throw what fails.
   *
   * @param execution the threads to use; each cell has its own bound here, so the products are
   *     {@link Accuracy#COMPONENTWISE} whatever it allows
   */
  public List<Check> check(CheckedBackend backend, Execution execution) {
    Execution exact = execution.withAccuracy(Accuracy.COMPONENTWISE);
    ElementType type = matrix.weights().type();
    Plan plan = Plan.of(matrix.geometry(), type, batch, backend.features(), Plan.availableMemory());
    ImmutableList.Builder<Check> checks = ImmutableList.builder();
    for (FormCost cost : plan.forms()) {
      Optional<String> obstacle = obstacle(cost);
      if (obstacle.isEmpty()) {
        checks.addAll(check(backend, cost.form(), exact));
      } else {
        for (Direction direction : Direction.values()) {
          checks.add(Check.skipped(backend.id(), cost.form(), direction, obstacle.get()));
        }
      }
    }
    return checks.build();
  }

  private static Optional<String> obstacle(FormCost cost) {
    if (cost.feasible() && cost.operations() > MOST_OPERATIONS) {
      return Optional.of(
          "it takes "
              + cost.operations()
              + " operations, verify spends at most "
              + MOST_OPERATIONS);
    }
    return cost.obstacle();
  }

  private List<Check> check(CheckedBackend backend, Form form, Execution execution) {
    ElementType type = matrix.weights().type();
    Elements y = Elements.allocate(type, grid.length());
    Elements u = Elements.allocate(type, image.length());
    ImmutableList.Builder<Check> checks = ImmutableList.builder();
    Direction direction = Direction.FORWARD;
    try (PreparedMatrix prepared =
        new PreparedMatrix(matrix, backend, Optional.of(form), batch, execution)) {
      prepared.multiply(image, y, batch);
      checks.add(cells(backend.id(), form, direction, y));
      direction = Direction.TRANSPOSED;
      prepared.multiplyTransposed(grid, u, batch);
      checks.add(cells(backend.id(), form, direction, u));
      checks.add(adjoint(backend.id(), form, y, u));
    } catch (BackendException | InvalidInputException e) {
      checks.add(Check.failed(backend.id(), form, direction, String.valueOf(e.getMessage())));
    }
    return checks.build();
  }

  private Check cells(String backend, Form form, Direction direction, Elements actual) {
    Bounds bounds = direction == Direction.FORWARD ? forward : transposed;
    Side side = Side.output(direction == Direction.TRANSPOSED);
    double worst = 0;
    int first = -1;
    for (int i = 0; i < actual.length(); i++) {
      double error = bounds.sums().error(i, actual.get(i));
      double fraction = Bounds.fraction(error, bounds.of(i));
      worst = Math.max(worst, fraction);
      if (first < 0 && fraction > 1) {
        first = i;
      }
    }
    if (first < 0) {
      return done(backend, form, direction, worst, null);
    }
    int cells = (int) side.cells(matrix.geometry());
    Difference difference =
        new Difference(
            first / cells,
            Optional.of(side.cell(matrix.geometry(), first % cells)),
            bounds.sums().value(first),
            actual.get(first),
            bounds.of(first));
    return done(backend, form, direction, worst, difference);
  }

  /** The bound is what the errors of the two products add up to. */
  private Check adjoint(String backend, Form form, Elements y, Elements u) {
    TwofoldSums dots = new TwofoldSums(2);
    double bound = 0;
    for (int i = 0; i < y.length(); i++) {
      dots.add(0, y.get(i), grid.get(i));
      bound += forward.of(i) * Math.abs(grid.get(i));
    }
    for (int i = 0; i < u.length(); i++) {
      dots.add(1, image.get(i), u.get(i));
      bound += transposed.of(i) * Math.abs(image.get(i));
    }
    double fraction = Bounds.fraction(dots.difference(0, 1), bound);
    Difference difference =
        fraction <= 1
            ? null
            : new Difference(0, Optional.empty(), dots.value(1), dots.value(0), bound);
    return done(backend, form, Direction.ADJOINT, fraction, difference);
  }

  private static Check done(
      String backend,
      Form form,
      Direction direction,
      double worst,
      @Nullable Difference difference) {
    Status status = difference == null ? Status.PASSED : Status.FAILED;
    return new Check(backend, form, direction, status, worst, Optional.ofNullable(difference), "");
  }
}
