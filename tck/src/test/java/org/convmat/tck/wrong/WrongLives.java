package org.convmat.tck.wrong;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;
import org.convmat.spi.support.Strided;

/** Backends that break chapter 6: what lives how long, and what else they touch. */
public final class WrongLives {

  private WrongLives() {}

  /** All multipliers multiply by the matrix that was prepared last. */
  public static final class LeaksBetweenMultipliers extends Wrong {
    private static volatile Operand last =
        DenseMatrix.rowMajor(Elements.of(new double[0]), 0, 0, 0);

    @Override
    protected Multiplier wrong(Operand operand, Execution execution, Multiplier right) {
      last = operand;
      return super.wrong(operand, execution, right);
    }

    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      boolean same = last.rows() == a.rows() && last.columns() == a.columns();
      rightly(same ? by(last) : right, transposed, x, y);
    }
  }

  /** Copies x once and looks at the copy when the same array comes again. */
  public static final class RemembersX extends Wrong {
    private record Kept(DenseMatrix x, DenseMatrix copy) {}

    @Override
    protected Multiplier wrong(Operand operand, Execution execution, Multiplier right) {
      AtomicReference<Kept> last = new AtomicReference<>();
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
          Kept kept = last.get();
          if (kept == null || kept.x != x) {
            kept = new Kept(x, Strided.rowMajorCopy(x));
            last.set(kept);
          }
          rightly(right, transposed, kept.copy, y);
        }
      };
    }
  }

  /** What closing does, to be filled in. */
  private abstract static class Closing extends Wrong {
    @Override
    protected Multiplier wrong(Operand operand, Execution execution, Multiplier right) {
      Multiplier open = super.wrong(operand, execution, right);
      return new Multiplier() {
        private boolean closed;

        @Override
        public void multiply(DenseMatrix x, DenseMatrix y) {
          beforeProduct(operand, closed);
          open.multiply(x, y);
          afterProduct(closed, y);
        }

        @Override
        public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
          beforeProduct(operand, closed);
          open.multiplyTransposed(x, y);
          afterProduct(closed, y);
        }

        @Override
        public void close() {
          onClose(operand, closed);
          closed = true;
        }
      };
    }

    void beforeProduct(Operand operand, boolean closed) {}

    void afterProduct(boolean closed, DenseMatrix y) {}

    void onClose(Operand operand, boolean closed) {}
  }

  /** Frees twice. */
  public static final class ClosesOnce extends Closing {
    @Override
    void onClose(Operand operand, boolean closed) {
      if (closed) {
        throw new IllegalStateException("double free");
      }
    }
  }

  /** Frees what belongs to the operand, whoever else multiplies by it. */
  public static final class ClosesOthers extends Closing {
    private static final List<Operand> FREED = Collections.synchronizedList(new ArrayList<>());

    @Override
    void onClose(Operand operand, boolean closed) {
      FREED.add(operand);
    }

    @Override
    void beforeProduct(Operand operand, boolean closed) {
      if (!closed && FREED.contains(operand)) {
        throw new IllegalStateException("use after free");
      }
    }
  }

  /** Multiplies on after closing, by nothing. */
  public static final class KeepsNothingAfterClose extends Closing {
    @Override
    void afterProduct(boolean closed, DenseMatrix y) {
      if (closed) {
        y.elements().fill(0, y.elements().length(), 0);
      }
    }
  }

  /** Remembers every matrix it ever saw. */
  public static final class KeepsOperands extends Wrong {
    private static final List<Operand> SEEN = Collections.synchronizedList(new ArrayList<>());

    @Override
    protected Multiplier wrong(Operand operand, Execution execution, Multiplier right) {
      SEEN.add(operand);
      return right;
    }
  }

  /** Tunes its library for everybody. */
  public static final class ChangesSystemProperty extends Wrong {
    /** What it sets. */
    public static final String PROPERTY = "fastlib.threads";

    @Override
    protected Multiplier wrong(Operand operand, Execution execution, Multiplier right) {
      System.setProperty(PROPERTY, "8");
      return right;
    }
  }

  /** Changes a public static setting. */
  public static final class ChangesLibrarySetting extends Wrong {
    /** The wrapped library, as it were. */
    public static final class Library {
      /** Of the whole process. */
      @SuppressWarnings("NonFinalStaticField") // that is the point
      public static int blockWidth = 64;

      private Library() {}
    }

    @Override
    protected Multiplier wrong(Operand operand, Execution execution, Multiplier right) {
      Library.blockWidth = 32;
      return right;
    }
  }

  /** Greets on standard output. */
  public static final class Prints extends Wrong {
    @Override
    protected Multiplier wrong(Operand operand, Execution execution, Multiplier right) {
      System.out.println("fastlib 1.0 uses 8 threads");
      return right;
    }
  }
}
