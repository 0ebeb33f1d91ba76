package org.convmat.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;
import org.junit.jupiter.api.Test;

/** What a product allocates beside what its backend does. */
class AllocationTest {

  private static final int CALLS = 1000;

  @Test
  void aProductOfTensorsThatAreThereAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Tensor kernel = Tensor.wrap(new double[4], 1, 1, 2, 2);
    Convolution convolution = Convolution.of(kernel).forImage(4, 4);
    Tensor image = Tensor.wrap(new double[16], 1, 1, 4, 4);
    Tensor grid = Tensor.wrap(new double[9], 1, 1, 3, 3);
    try (BoundConvolution bound =
        convolution.on(BackendRegistry.of(new Idle()).select("minimal"))) {
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 20; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int call = 0; call < CALLS; call++) {
          bound.applyTo(image, grid);
          bound.applyTransposedTo(grid, image);
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      // To ask allocates, too, but less than a byte a call.
      assertTrue(least < CALLS, "bytes in " + CALLS + " calls: " + least);
    }
  }

  @Test
  void columnsAreRememberedForOneBatch() {
    Tensor tensor = Tensor.wrap(new float[12], 2, 2, 3);
    DenseMatrix two = tensor.columns(2);
    assertSame(two, tensor.columns(2));
    assertEquals(6, two.rows());
    assertTrue(two.isColumnMajor());
    assertSame(tensor.elements(), two.elements());
    assertEquals(12, tensor.columns(1).rows());
    assertEquals(2, tensor.columns(2).columns());
  }

  /** Multiplies nothing and allocates nothing. */
  private static final class Idle extends PlainBackends.Minimal {
    @Override
    public Set<Feature> features() {
      return Set.of(Feature.DENSE_DOUBLE, Feature.STRUCTURED_DOUBLE);
    }

    @Override
    public Multiplier prepare(Operand operand, Execution execution) {
      return new Multiplier() {
        @Override
        public void multiply(DenseMatrix x, DenseMatrix y) {}

        @Override
        public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {}
      };
    }
  }
}
