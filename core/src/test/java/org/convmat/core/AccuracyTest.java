package org.convmat.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.plan.Form;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Tensor;
import org.convmat.core.verify.Verification;
import org.convmat.spi.Accuracy;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The accuracy that a caller allows reaches the backend, but for whole numbers. */
class AccuracyTest {

  private final Recording recording = new Recording();
  private final CheckedBackend backend = BackendRegistry.of(recording).select("recording");

  private Convolution convolution(DType type) {
    return Convolution.of(Tensor.wrap(new double[] {1, 2}, 2).as(type.elementType())).forImage(5);
  }

  private BoundConvolution bind(DType type, Optional<Form> form, Accuracy accuracy) {
    Execution two = Execution.on(Runnable::run, 2).withAccuracy(accuracy);
    return convolution(type).on(backend, form, two);
  }

  private static NumericArray array(DType type) {
    Tensor values = Tensor.wrap(new double[] {1, 2, 3, 4, 5}, 5);
    return new NumericArray(values.as(type.elementType()), type);
  }

  private Accuracy asked() {
    Set<Accuracy> all = EnumSet.copyOf(recording.asked);
    assertEquals(1, all.size(), all::toString);
    recording.asked.clear();
    return all.iterator().next();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void everyFormPassesItOn(Form form) {
    for (Accuracy accuracy : Accuracy.values()) {
      try (BoundConvolution bound = bind(DType.FLOAT64, Optional.of(form), accuracy)) {
        assertEquals(accuracy, bound.accuracy());
        bound.applyTransposed(bound.apply(array(DType.FLOAT64).tensor()));
        assertEquals(accuracy, asked());
      }
    }
  }

  @Test
  void whoAsksForNothingGetsTheStricter() {
    convolution(DType.FLOAT64).on(backend).apply(array(DType.FLOAT64).tensor());
    assertEquals(Accuracy.COMPONENTWISE, asked());
    assertEquals(Accuracy.COMPONENTWISE, Execution.on(Runnable::run, 2).accuracy());
  }

  /** Integers are promised to be exact, which only sums of products keep. */
  @ParameterizedTest
  @EnumSource(DType.class)
  void integersAreComponentwiseWhateverIsAllowed(DType type) {
    Accuracy expected = type.isInteger() ? Accuracy.COMPONENTWISE : Accuracy.NORMWISE;
    try (BoundConvolution bound = bind(type, Optional.empty(), Accuracy.NORMWISE)) {
      for (boolean transposed : new boolean[] {false, true}) {
        NumericArray x = transposed ? array(type, 4) : array(type);
        NumericConvolution numeric = new NumericConvolution(bound, transposed, type, null);
        numeric.apply(x);
        assertEquals(expected, numeric.accuracy(x));
        numeric.cost(x); // prepares, too
      }
    }
    assertEquals(expected, asked());
  }

  private static NumericArray array(DType type, int length) {
    Tensor values = Tensor.wrap(new double[length], length);
    return new NumericArray(values.as(type.elementType()), type);
  }

  @Test
  void theStricterOneIsPreparedOnceAndClosedToo() {
    BoundConvolution bound = bind(DType.INT64, Optional.of(Form.DENSE), Accuracy.NORMWISE);
    assertSame(bound.componentwise(), bound.componentwise());
    new NumericConvolution(bound, false, DType.INT64, null).apply(array(DType.INT64));
    bound.apply(array(DType.FLOAT64).tensor());
    assertEquals(2, recording.open);
    bound.close();
    assertEquals(0, recording.open);
  }

  /** Its cells are held to bounds of their own. */
  @Test
  void verifyingIsComponentwise() {
    Verification verification =
        new Verification(
            convolution(DType.FLOAT64).matrix(),
            Elements.of(new double[] {1, 2, 3, 4, 5}),
            Elements.of(new double[] {1, 2, 3, 4}),
            1);
    Execution loose = Execution.sequential().withAccuracy(Accuracy.NORMWISE);
    assertFalse(verification.check(backend, loose).isEmpty());
    assertEquals(Accuracy.COMPONENTWISE, asked());
  }

  /** Remembers how accurate it was asked to be, for every kind of operand. */
  private static final class Recording extends PlainBackends.Minimal {

    private final ConcurrentLinkedQueue<Accuracy> asked = new ConcurrentLinkedQueue<>();
    private int open;

    @Override
    public String id() {
      return "recording";
    }

    @Override
    public Set<Feature> features() {
      return EnumSet.allOf(Feature.class);
    }

    @Override
    public Multiplier prepare(Operand operand, Execution execution) {
      asked.add(execution.accuracy());
      open++;
      PlainBackends.Structured structured = new PlainBackends.Structured();
      return new Multiplier() {
        @Override
        public void multiply(DenseMatrix x, DenseMatrix y) {
          prepared().multiply(x, y);
        }

        @Override
        public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
          prepared().multiplyTransposed(x, y);
        }

        private Multiplier prepared() {
          return structured.prepare(
              operand instanceof CsrMatrix csr ? dense(csr) : operand, execution);
        }

        @Override
        public void close() {
          open--;
        }
      };
    }

    private static DenseMatrix dense(CsrMatrix csr) {
      Elements cells = Elements.allocate(csr.elementType(), csr.rows() * csr.columns());
      for (int r = 0; r < csr.rows(); r++) {
        for (int e = csr.rowPointers()[r]; e < csr.rowPointers()[r + 1]; e++) {
          cells.set(r * csr.columns() + csr.columnIndices()[e], csr.values().get(e));
        }
      }
      return DenseMatrix.rowMajor(cells, 0, csr.rows(), csr.columns());
    }
  }
}
