package org.convmat.core.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.math.LongMath;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Boundary;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.LoweredMultiplier;
import org.convmat.spi.ElementType;
import org.convmat.spi.Feature;

/**
 * Every form of one convolution with its cost, worked out before anything is allocated. {@code
 * auto} picks the feasible form with the smallest estimate of {@link CostModel}. Immutable.
 */
public final class Plan {

  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

  private final Geometry geometry;
  private final List<FormCost> forms;

  private Plan(Geometry geometry, List<FormCost> forms) {
    this.geometry = geometry;
    this.forms = forms;
  }

  /**
   * The plan of a convolution on a backend.
   *
   * @param type the element type of the result; a backend without {@code float} computes in double
   * @param batch number of right-hand columns
   * @param features what the backend can do
   * @param memory bytes that the matrix may take
   */
  public static Plan of(
      Geometry geometry, ElementType type, long batch, Set<Feature> features, long memory) {
    ImmutableList.Builder<FormCost> forms = ImmutableList.builder();
    for (Form form : Form.values()) {
      forms.add(new Estimate(geometry, form, type, batch, features, memory).cost());
    }
    return new Plan(geometry, forms.build());
  }

  /** Memory that this process can still take, in bytes: the heap's limit less what is in use. */
  public static long availableMemory() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }

  /** What is planned for. */
  public Geometry geometry() {
    return geometry;
  }

  /** Every form, feasible or not, in the order of {@link Form}. */
  public List<FormCost> forms() {
    return forms;
  }

  /** The cost of {@code form}. */
  public FormCost cost(Form form) {
    return forms.stream().filter(cost -> cost.form() == form).findFirst().orElseThrow();
  }

  /**
   * The form to use: {@code wanted} if given, else the feasible one with the smallest estimate.
   *
   * @throws InvalidInputException if the wanted form, or every form, is infeasible; the message
   *     holds the numbers and the form that would fit
   */
  public FormCost choose(Optional<Form> wanted) {
    Optional<FormCost> best =
        forms.stream()
            .filter(FormCost::feasible)
            .min(Comparator.comparingDouble(FormCost::seconds));
    if (wanted.isEmpty() && best.isPresent()) {
      return best.get();
    }
    FormCost cost = cost(wanted.orElse(Form.LOWERED));
    if (cost.feasible()) {
      return cost;
    }
    throw new InvalidInputException(
        "the %s form cannot be used for this %d x %d matrix: %s; %s",
        cost.form(),
        geometry.rows(),
        geometry.columns(),
        cost.obstacle().orElseThrow(),
        best.map(Plan::alternative).orElse("no other form fits either"));
  }

  private static String alternative(FormCost best) {
    return String.format(
        Locale.ROOT,
        "the %s form would fit, with %d bytes",
        best.form(),
        LongMath.saturatedAdd(best.bytes(), best.scratchBytes()));
  }

  /** Works out the cost of one form. */
  private record Estimate(
      Geometry geometry,
      Form form,
      ElementType type,
      long batch,
      Set<Feature> features,
      long memory) {

    FormCost cost() {
      boolean narrow = features.contains(form.feature(type));
      ElementType computedIn = narrow ? type : ElementType.DOUBLE;
      long stored = stored();
      long bytes = LongMath.saturatedAdd(times(stored, bytesPerEntry(computedIn)), rowBytes());
      long scratch = scratchBytes(computedIn);
      long operations = operations();
      return new FormCost(
          form,
          computedIn,
          stored,
          bytes,
          scratch,
          operations,
          seconds(computedIn, operations),
          obstacle(stored, LongMath.saturatedAdd(bytes, scratch)));
    }

    private long stored() {
      return switch (form) {
        case DENSE -> times(geometry.rows(), geometry.columns());
        case SPARSE -> geometry.entries();
        case LOWERED, STRUCTURED -> geometry.weights();
      };
    }

    private int bytesPerEntry(ElementType computedIn) {
      return computedIn.bytes() + (form == Form.SPARSE ? Integer.BYTES : 0);
    }

    private long rowBytes() {
      return form == Form.SPARSE ? times(geometry.rows() + 1, Integer.BYTES) : 0;
    }

    /** The dense form is filled from the sparse one; the lowered form holds a band of patches. */
    private long scratchBytes(ElementType computedIn) {
      return switch (form) {
        case DENSE -> times(geometry.entries(), computedIn.bytes() + Integer.BYTES);
        case LOWERED -> times(LoweredMultiplier.scratchElements(geometry), computedIn.bytes());
        case SPARSE, STRUCTURED -> 0;
      };
    }

    private long operations() {
      long perColumn =
          switch (form) {
            case DENSE -> stored();
            case SPARSE, STRUCTURED -> geometry.entries();
            case LOWERED -> times(geometry.weights(), geometry.gridPositions());
          };
      return times(times(2, perColumn), batch);
    }

    private double seconds(ElementType computedIn, long operations) {
      return switch (form) {
        case DENSE -> CostModel.dense(geometry, computedIn, batch);
        case SPARSE -> CostModel.sparse(geometry, batch);
        case LOWERED -> CostModel.lowered(geometry, batch, LoweredMultiplier.bandWidth(geometry));
        case STRUCTURED -> CostModel.structured(operations);
      };
    }

    private Optional<String> obstacle(long stored, long bytes) {
      if (form == Form.STRUCTURED && geometry.boundary() != Boundary.ZERO) {
        return Optional.of("it has no boundary " + geometry.boundary());
      }
      if (!features.contains(form.feature(ElementType.DOUBLE))
          && !features.contains(form.feature(type))) {
        return Optional.of("the backend does not take " + form + " operands");
      }
      long longest = Math.max(stored, form == Form.SPARSE ? geometry.rows() + 1 : 0);
      if (longest > LARGEST_ARRAY) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "it stores %d entries, a Java array holds at most %d",
                longest,
                LARGEST_ARRAY));
      }
      if (geometry.rows() > LARGEST_ARRAY || geometry.columns() > LARGEST_ARRAY) {
        return Optional.of(
            String.format(
                Locale.ROOT, "an image or its result has more than %d elements", LARGEST_ARRAY));
      }
      return bytes > memory
          ? Optional.of(
              String.format(Locale.ROOT, "it takes %d bytes, %d are available", bytes, memory))
          : Optional.empty();
    }

    private static long times(long a, long b) {
      return LongMath.saturatedMultiply(a, b);
    }
  }
}
