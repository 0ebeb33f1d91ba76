package org.convmat.core.verify;

import java.util.Locale;
import java.util.Optional;
import org.convmat.core.plan.Form;

/**
 * One form on one backend, held against plain loops in one direction.
 *
 * @param backend its id
 * @param form the form
 * @param direction what was computed
 * @param status what came out
 * @param worst the largest error as a fraction of its bound: up to 1 is right, NaN where nothing
 *     was computed
 * @param difference the first cell that is wrong, if one is
 * @param note why it was skipped, or what the backend failed with; else empty
 */
public record Check(
    String backend,
    Form form,
    Direction direction,
    Status status,
    double worst,
    Optional<Difference> difference,
    String note) {

  /** What was computed. */
  public enum Direction {
    /** {@code y = C x}. */
    FORWARD,
    /** {@code u = C^T v}. */
    TRANSPOSED,
    /** {@code <C x, v> = <x, C^T v>}, of the two results. */
    ADJOINT;

    /** The word for it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What came out. */
  public enum Status {
    /** Every cell is within its bound. */
    PASSED,
    /** A cell is not, or the backend failed. */
    FAILED,
    /** The form cannot be used here; the note has the reason. */
    SKIPPED;

    /** The word for it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Check skipped(String backend, Form form, Direction direction, String reason) {
    return new Check(
        backend, form, direction, Status.SKIPPED, Double.NaN, Optional.empty(), reason);
  }

  static Check failed(String backend, Form form, Direction direction, String reason) {
    return new Check(backend, form, direction, Status.FAILED, Double.NaN, Optional.empty(), reason);
  }

  /** One line that says what is wrong, or that nothing is. */
  public String text() {
    String where = "backend '" + backend + "', form " + form + ", " + direction + ": ";
    return where
        + difference.map(Difference::toString).orElse(note.isEmpty() ? status.toString() : note);
  }
}
