package org.convmat.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Boundary;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.core.plan.Form;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.Tensor;
import org.convmat.core.verify.Check;
import org.convmat.core.verify.Check.Direction;
import org.convmat.core.verify.Check.Status;
import org.convmat.core.verify.Difference;
import org.convmat.core.verify.Numbers;
import org.convmat.core.verify.Verification;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.MatmulBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is right passes on hundreds of random layers; what is wrong is found, in its cell. */
class VerifyTest {

  private static final int CASES = 300;

  private static Verification random(long seed) {
    RandomConvolution.Case test = RandomConvolution.of(seed);
    Convolution c = test.convolution();
    return new Verification(
        c.matrix(),
        test.fill(c.imageShape(test.batch())).elements(),
        test.fill(c.gridShape(test.batch())).elements(),
        test.batch());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ejml", "ojalgo", "vector"})
  void ourBackendsPass(String id) {
    CheckedBackend backend = BackendRegistry.discover().select(id);
    for (long seed = 1; seed <= CASES; seed++) {
      List<Check> checks = random(seed).check(backend, Execution.sequential());
      assertEquals(12, checks.size());
      for (Check check : checks) {
        boolean structured = check.form() == Form.STRUCTURED;
        Status status = structured ? Status.SKIPPED : Status.PASSED;
        assertEquals(status, check.status(), "seed " + seed + ": " + check.text());
        assertTrue(structured || check.worst() <= 1);
        assertEquals(structured, check.note().contains("does not take structured"));
      }
    }
  }

  /** The same layers with each boundary; the loops have their own definition of it. */
  @ParameterizedTest
  @EnumSource
  void everyBoundaryPasses(Boundary boundary) {
    for (CheckedBackend backend : Published.backends()) {
      for (long seed = 1; seed <= 100; seed++) {
        RandomConvolution.Case test = RandomConvolution.of(seed);
        Convolution c = test.convolution();
        Verification verification =
            new Verification(
                RandomConvolution.with(boundary, c.matrix()),
                test.fill(c.imageShape(test.batch())).elements(),
                test.fill(c.gridShape(test.batch())).elements(),
                test.batch());
        for (Check check : verification.check(backend, Execution.sequential())) {
          boolean structured = check.form() == Form.STRUCTURED;
          Status status = structured ? Status.SKIPPED : Status.PASSED;
          assertEquals(status, check.status(), boundary + ", seed " + seed + ": " + check.text());
          boolean said = check.note().equals("it has no boundary " + boundary);
          assertEquals(structured && boundary != Boundary.ZERO, said, check.note());
        }
      }
    }
  }

  /** What the forms make of one boundary is not what the loops make of another. */
  @Test
  void oneBoundaryIsNotAnother() {
    ConvolutionAxis axis = new ConvolutionAxis(6, 6, 5, 1, 1, 2);
    Elements w = Numbers.random(1, DType.FLOAT64, 5);
    for (Boundary boundary : Boundary.values()) {
      for (Boundary other : Boundary.values()) {
        var forms = new ConvolutionMatrix(new Geometry(List.of(axis), 1, 1, 1, boundary), w);
        var loops = new ConvolutionMatrix(new Geometry(List.of(axis), 1, 1, 1, other), w);
        MatmulBackend stored =
            new PlainBackends.Minimal() {
              @Override
              protected void product(
                  double[] a,
                  int rows,
                  int columns,
                  boolean transposeA,
                  double[] b,
                  int n,
                  double[] c) {
                boolean dense = a.length == 36;
                double[] stored = dense ? forms.dense().elements().doubles() : a;
                super.product(stored, rows, columns, transposeA, b, n, c);
              }
            };
        List<Check> checks =
            new Verification(
                    loops,
                    Numbers.random(2, DType.FLOAT64, 6),
                    Numbers.random(3, DType.FLOAT64, 6),
                    1)
                .check(BackendRegistry.of(stored).select("minimal"), Execution.sequential());
        Status status = boundary == other ? Status.PASSED : Status.FAILED;
        assertEquals(Form.DENSE, checks.get(0).form());
        assertEquals(status, checks.get(0).status(), boundary + " for " + other);
        assertEquals(status, checks.get(1).status(), boundary + " for " + other);
      }
    }
  }

  /** A structured operand is checked where it is declared. */
  @Test
  void structuredIsCheckedWhereItIsDeclared() {
    List<Check> checks = line(new PlainBackends.Structured());
    assertEquals(
        Set.of(Form.DENSE, Form.LOWERED, Form.STRUCTURED),
        checks.stream()
            .filter(c -> c.status() == Status.PASSED)
            .map(Check::form)
            .collect(Collectors.toSet()));
  }

  private static List<Check> line(MatmulBackend provider) {
    CheckedBackend backend = BackendRegistry.of(provider).select(provider.id());
    Tensor kernel = Tensor.wrap(new double[] {.5, -1.25, .3}, 3);
    ConvolutionMatrix matrix = Convolution.of(kernel).stride(2).forImage(9).matrix();
    Verification verification =
        new Verification(
            matrix, Numbers.random(1, DType.FLOAT64, 9), Numbers.random(2, DType.FLOAT64, 4), 1);
    return verification.check(backend, Execution.sequential());
  }

  /** A dense backend that is wrong in one way. */
  private static final class Wrong extends PlainBackends.Minimal {
    private final Defect defect;

    Wrong(Defect defect) {
      this.defect = defect;
    }

    @Override
    protected void product(
        double[] a, int rows, int columns, boolean transposeA, double[] b, int n, double[] c) {
      super.product(a, rows, columns, transposeA, b, n, c);
      if (defect == Defect.DROPS_THE_LAST_COLUMN && !transposeA) {
        for (int i = 0; i < rows * n; i++) {
          c[i] -= a[i / n * columns + columns - 1] * b[(columns - 1) * n + i % n];
        }
      } else if (defect == Defect.TRANSPOSES_WRONG && transposeA) {
        double swap = c[0];
        c[0] = c[n];
        c[n] = swap;
      } else if (defect == Defect.FLOAT_INSIDE) {
        for (int i = 0; i < c.length; i++) {
          c[i] = (float) c[i];
        }
      } else if (defect == Defect.NOT_A_NUMBER) {
        c[c.length - 1] = Double.NaN;
      } else if (defect == Defect.THROWS) {
        throw new IllegalStateException("no licence");
      }
    }
  }

  private enum Defect {
    DROPS_THE_LAST_COLUMN,
    TRANSPOSES_WRONG,
    FLOAT_INSIDE,
    NOT_A_NUMBER,
    THROWS
  }

  @ParameterizedTest
  @EnumSource(Defect.class)
  void whatIsWrongIsFound(Defect defect) {
    List<Check> failed =
        line(new Wrong(defect)).stream().filter(c -> c.status() == Status.FAILED).toList();
    assertFalse(failed.isEmpty());
    Check first = failed.get(0);
    assertEquals(Form.DENSE, first.form());
    assertEquals(
        defect == Defect.TRANSPOSES_WRONG ? Direction.TRANSPOSED : Direction.FORWARD,
        first.direction());
    if (defect == Defect.THROWS) {
      assertTrue(first.text().contains("no licence"), first.text());
      return;
    }
    assertTrue(first.worst() > 1 || defect == Defect.NOT_A_NUMBER, first.text());
    Difference difference = first.difference().orElseThrow();
    List<Integer> cell = difference.cell().orElseThrow().position();
    boolean last = defect == Defect.DROPS_THE_LAST_COLUMN || defect == Defect.NOT_A_NUMBER;
    assertEquals(List.of(last ? 3 : 0), cell);
    assertTrue(first.text().startsWith("backend 'minimal', form dense, "), first.text());
    assertTrue(failed.stream().anyMatch(c -> c.direction() == Direction.ADJOINT));
  }

  @Test
  void whatWouldTakeTooLongOrHasNoBoundIsRefused() {
    Tensor kernel = Tensor.wrap(new double[9], 3, 3);
    ConvolutionMatrix large = Convolution.of(kernel).forImage(20_000, 20_000).matrix();
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () ->
                new Verification(
                    large,
                    Numbers.random(1, DType.FLOAT64, 1),
                    Numbers.random(1, DType.FLOAT64, 1),
                    1));
    assertTrue(String.valueOf(refused.getMessage()).contains("7198560072"), refused::toString);
    ConvolutionMatrix small = Convolution.of(kernel).forImage(3, 3).matrix();
    Tensor nan = Tensor.zeros(ElementType.DOUBLE, org.convmat.core.tensor.Shape.of(9));
    nan.elements().set(4, Double.NaN);
    assertThrows(
        InvalidInputException.class,
        () -> new Verification(small, nan.elements(), Numbers.random(1, DType.FLOAT64, 1), 1));
    assertThrows(
        InvalidInputException.class,
        () -> new Verification(small, Numbers.random(1, DType.FLOAT64, 1), nan.elements(), 1));
  }
}
