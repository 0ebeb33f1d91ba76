package org.convmat.tck.wrong;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Feature;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;
import org.convmat.spi.StructuredConvolution;
import org.convmat.spi.support.Strided;

/** Backends that break chapter 3: entries in the wrong place. */
public final class WrongEntries {

  private WrongEntries() {}

  /** A square matrix is its own transpose here. */
  public static final class TransposesWrong extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      rightly(right, transposed && a.rows() != a.columns(), x, y);
    }
  }

  /** Takes four columns at a time and forgets a single last one. */
  public static final class DropsLastColumn extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      boolean drop = x.columns() > 4 && x.columns() % 4 == 1;
      rightly(right, transposed, drop ? first(x) : x, drop ? first(y) : y);
    }

    private static DenseMatrix first(DenseMatrix m) {
      return new DenseMatrix(
          m.elements(), m.offset(), m.rows(), m.columns() - 1, m.rowStride(), m.columnStride());
    }
  }

  /** As many libraries do. */
  public static final class FailsOnEmpty extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      if (x.rows() * x.columns() * y.rows() == 0) {
        throw new IllegalStateException("matrix dimensions must be positive");
      }
      rightly(right, transposed, x, y);
    }
  }

  /** Takes rows of x that are contiguous for rows without gaps. */
  public static final class IgnoresRowStrideOfX extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      boolean wrong = x.columnStride() == 1 && x.rows() * x.columns() > 0;
      DenseMatrix taken =
          wrong ? DenseMatrix.rowMajor(x.elements(), x.offset(), x.rows(), x.columns()) : x;
      rightly(right, transposed, taken, y);
    }
  }

  /** Takes every A to begin where its array does. */
  public static final class IgnoresOffset extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      DenseMatrix d = (DenseMatrix) a;
      rightly(
          by(
              new DenseMatrix(
                  d.elements(), 0, d.rows(), d.columns(), d.rowStride(), d.columnStride())),
          transposed,
          x,
          y);
    }
  }

  /** Clears the whole stretch that y spans. */
  public static final class WritesIntoGaps extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      if (y.rows() * y.columns() > 0) {
        y.elements().fill(y.offset(), y.index(y.rows() - 1, y.columns() - 1) + 1, 0);
      }
      rightly(right, transposed, x, y);
    }
  }

  /** y += A x. */
  public static final class AccumulatesIntoOutput extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      DenseMatrix old = Strided.rowMajorCopy(y);
      rightly(right, transposed, x, y);
      for (int r = 0; r < y.rows(); r++) {
        for (int c = 0; c < y.columns(); c++) {
          y.elements().set(y.index(r, c), y.get(r, c) + old.get(r, c));
        }
      }
    }
  }

  /** Scales x in place and does not scale back. */
  public static final class MutatesInput extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      rightly(right, transposed, x, y);
      if (x.rows() * x.columns() > 0) {
        x.elements().set(x.offset(), 2 * x.get(0, 0));
      }
    }
  }

  /** Changes the sign of A in place, and back again when done. */
  public static final class WorksInsideA extends Wrong {
    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      negate(((DenseMatrix) a).elements());
      rightly(right, transposed, x, y);
      negate(((DenseMatrix) a).elements());
    }

    private static void negate(Elements elements) {
      for (int i = 0; i < elements.length(); i++) {
        elements.set(i, -elements.get(i));
      }
    }
  }

  /** Writes only rows in which something is stored. */
  public static final class SkipsEmptyRows extends Wrong {
    @Override
    public Set<Feature> features() {
      return Set.of(Feature.DENSE_DOUBLE, Feature.SPARSE_DOUBLE);
    }

    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      DenseMatrix old = Strided.rowMajorCopy(y);
      rightly(right, transposed, x, y);
      for (int r = 0; !transposed && a instanceof CsrMatrix csr && r < y.rows(); r++) {
        for (int c = 0; csr.rowPointers()[r] == csr.rowPointers()[r + 1] && c < y.columns(); c++) {
          y.elements().set(y.index(r, c), old.get(r, c));
        }
      }
    }
  }

  /** Every tap sits next to the one before. */
  public static final class StructuredIgnoresDilation extends Wrong {
    @Override
    public Set<Feature> features() {
      return Set.of(Feature.DENSE_DOUBLE, Feature.STRUCTURED_DOUBLE);
    }

    @Override
    protected void product(
        Operand a, Multiplier right, boolean transposed, DenseMatrix x, DenseMatrix y) {
      rightly(a instanceof StructuredConvolution c ? by(close(c)) : right, transposed, x, y);
    }

    private static StructuredConvolution close(StructuredConvolution c) {
      List<ConvolutionAxis> axes = new ArrayList<>();
      for (ConvolutionAxis a : c.axes()) {
        axes.add(new ConvolutionAxis(a.image(), a.grid(), a.kernel(), a.stride(), 1, a.offset()));
      }
      return new StructuredConvolution(
          axes, c.gridChannels(), c.imageChannels(), c.groups(), c.weights());
    }
  }
}
