package org.convmat.tck.wrong;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;
import org.convmat.spi.support.Strided;

/** Backends that break chapter 5: right alone, wrong together. */
public final class WrongThreads {

  private WrongThreads() {}

  /** One scratch array for all calls. */
  public static final class NotReentrant extends Wrong {
    @Override
    protected Multiplier wrong(Operand operand, Execution execution, Multiplier right) {
      Elements scratch = Elements.of(new double[1 << 16]);
      return new Multiplier() {
        @Override
        public void multiply(DenseMatrix x, DenseMatrix y) {
          product(false, x, y);
        }

        @Override
        public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
          product(true, x, y);
        }

        private void product(boolean transposed, DenseMatrix x, DenseMatrix y) {
          DenseMatrix inner = DenseMatrix.rowMajor(scratch, 0, y.rows(), y.columns());
          rightly(right, transposed, x, inner);
          LockSupport.parkNanos(100_000); // long enough for another thread to come in
          Strided.copy(inner, y);
        }
      };
    }
  }

  /** A helper for every product, asked for or not. */
  public static final class StartsThreads extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      Thread helper = new Thread(() -> rightly(right, transposed, x, y), "fastlib-worker");
      helper.start();
      boolean interrupted = false;
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Two strips that wait for one another. */
  public static final class StripsWait extends Wrong {
    @Override
    protected Multiplier wrong(Operand operand, Execution execution, Multiplier right) {
      return new Multiplier() {
        @Override
        public void multiply(DenseMatrix x, DenseMatrix y) {
          right.multiply(x, y);
          if (execution.threads() > 1) {
            CyclicBarrier barrier = new CyclicBarrier(2);
            execution.forEach(2, strip -> await(barrier));
          }
        }

        @Override
        public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
          right.multiplyTransposed(x, y);
        }
      };
    }

    private static void await(CyclicBarrier barrier) {
      try {
        barrier.await(100, TimeUnit.MILLISECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("the other strip never came", e);
      }
    }
  }

  /** Looks at the interrupt flag and thereby clears it. */
  public static final class ClearsInterrupt extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      Thread.interrupted();
      rightly(right, transposed, x, y);
    }
  }
}
