package org.convmat.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.execution.DiscoveredBackend;
import org.convmat.core.plan.Form;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ElementType;
import org.convmat.spi.Execution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every form, on every backend that is found, in both directions, against plain loops, over
 * thousands of random geometries.
 *
 * <p>The bound of an entry with k summands: {@code gamma(k) |C||x|} in the element type computed in
 * (the backend's share), one rounding to the result's type, and {@code gamma(k) |C||x|} in double
 * (the loops' share). Where all numbers are small integers, results must be equal.
 *
 * <p>A failing case prints the line that replays it: {@code -Dconvmat.seed=N} runs that case alone.
 */
class FormsAgreeTest {

  private static final int CASES = 5000;
  private static final BackendRegistry REGISTRY = BackendRegistry.discover();

  static Stream<String> backends() {
    return REGISTRY.backends().stream()
        .filter(DiscoveredBackend::usable)
        .map(DiscoveredBackend::id);
  }

  @Test
  void bothBackendsAreFound() {
    assertEquals(List.of("ejml", "ojalgo", "vector"), backends().toList());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void formsEqualPlainLoops(String id) {
    CheckedBackend backend = REGISTRY.select(id);
    Long only = Long.getLong("convmat.seed");
    if (only != null) {
      check(RandomConvolution.of(only), backend);
      return;
    }
    for (long seed = 1; seed <= CASES; seed++) {
      check(RandomConvolution.of(seed), backend);
    }
  }

  private static void check(RandomConvolution.Case test, CheckedBackend backend) {
    Convolution convolution = test.convolution();
    Tensor x = test.fill(convolution.imageShape(test.batch()));
    Tensor v = test.fill(convolution.gridShape(test.batch()));
    for (Form form : Form.values()) {
      if (!backend.features().contains(form.feature(ElementType.DOUBLE))) {
        continue;
      }
      try (BoundConvolution bound =
          convolution.on(backend, Optional.of(form), Execution.sequential())) {
        Checker checker = new Checker(test, backend.id() + " " + form);
        checker.compare(x, bound.apply(x), false);
        checker.compare(v, bound.applyTransposed(v), true);
        checker.adjoint(x, bound.apply(x), v, bound.applyTransposed(v));
      } catch (RuntimeException e) {
        throw new AssertionError(backend.id() + " " + form + ": " + replay(test), e);
      }
    }
  }

  private static String replay(RandomConvolution.Case test) {
    return "replay with: mvn -pl core -am test -Dtest=FormsAgreeTest"
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dconvmat.seed="
        + test.seed()
        + "   ("
        + test.text()
        + ")";
  }

  /** Holds the results of one case on one form against the loops. */
  private record Checker(RandomConvolution.Case test, String where) {

    void compare(Tensor input, Tensor actual, boolean transposed) {
      Convolution c = test.convolution();
      Oracle.Result expected =
          Oracle.multiply(
              c.geometry(), c.matrix().weights(), input.elements(), test.batch(), transposed);
      assertEquals(
          transposed ? c.imageShape(test.batch()) : c.gridShape(test.batch()), actual.shape());
      assertEquals(input.elementType(), actual.elementType());
      for (int i = 0; i < expected.values().length; i++) {
        double bound = test.integers() ? 0 : bound(expected, i, actual.elementType());
        double error = Math.abs(expected.values()[i] - actual.elements().get(i));
        int at = i;
        assertTrue(
            error <= bound,
            () ->
                String.format(
                    "%s%s: element %d is %s, must be %s within %.2e; %s",
                    where,
                    transposed ? " transposed" : "",
                    at,
                    actual.elements().get(at),
                    expected.values()[at],
                    bound,
                    replay(test)));
      }
    }

    private static double bound(Oracle.Result expected, int i, ElementType type) {
      int k = expected.summands()[i];
      double magnitude = expected.magnitudes()[i];
      return (gamma(k + 1, type) + gamma(k + 1, ElementType.DOUBLE)) * magnitude;
    }

    private static double gamma(int k, ElementType type) {
      double ku = k * type.unitRoundoff();
      return ku / (1 - ku);
    }

    /** {@code <C x, v> = <x, C^T v>}, to the bound of the two products and of the dot products. */
    void adjoint(Tensor x, Tensor cx, Tensor v, Tensor ctv) {
      double left = dot(cx, v);
      double right = dot(x, ctv);
      double scale = magnitude(x, v);
      int k =
          cx.shape().size() + ctv.shape().size() + (int) test.convolution().geometry().weights();
      double bound = test.integers() ? 0 : 2 * gamma(k, x.elementType()) * scale;
      assertTrue(
          Math.abs(left - right) <= bound,
          () ->
              where
                  + ": <Cx,v> is "
                  + left
                  + ", <x,C'v> is "
                  + right
                  + ", bound "
                  + bound
                  + "; "
                  + replay(test));
    }

    /** {@code <|C| |x|, |v|>}. */
    private double magnitude(Tensor x, Tensor v) {
      Convolution c = test.convolution();
      double[] magnitudes =
          Oracle.multiply(c.geometry(), c.matrix().weights(), x.elements(), test.batch(), false)
              .magnitudes();
      double sum = 0;
      for (int i = 0; i < magnitudes.length; i++) {
        sum += magnitudes[i] * Math.abs(v.elements().get(i));
      }
      return sum;
    }

    private static double dot(Tensor a, Tensor b) {
      double sum = 0;
      for (int i = 0; i < a.shape().size(); i++) {
        sum += a.elements().get(i) * b.elements().get(i);
      }
      return sum;
    }
  }
}
