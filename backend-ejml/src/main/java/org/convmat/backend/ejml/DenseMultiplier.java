package org.convmat.backend.ejml;

import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.support.Lazy;
import org.convmat.spi.support.Strided;
import org.ejml.dense.block.TileMultiplication_F64;

/**
 * Products with a dense matrix by EJML's tile kernels, which work in place on arrays whose rows are
 * contiguous and lie any distance apart.
 *
 * <p>Reading a matrix as its transpose costs nothing, so a product P is taken along the contiguous
 * direction of y: P is y with right factor x, or P is y<sup>T</sup> with left factor x<sup>T</sup>.
 * The inner-product kernel needs the columns of x contiguous (a batch of images has them), the
 * row-sum kernel its rows (a lowered image has them). Only what lies the other way is copied.
 */
final class DenseMultiplier implements Multiplier {

  /** The inner-product kernel takes this many entries of a row of P at once. */
  private static final int KERNEL_WIDTH = 4;

  /** Rows of P shorter than this do not repay the row-sum kernel its start. */
  private static final int SHORT_ROW = 16;

  /** Products of fewer multiplications than this are done sooner than a second thread is awake. */
  private static final long WORTH_SHARING = 1L << 16;

  private final Lazy<DenseMatrix> a;
  private final Lazy<DenseMatrix> transposed;
  private final Execution execution;

  DenseMultiplier(DenseMatrix a, Execution execution) {
    this.a = new Lazy<>(() -> withContiguousRows(a));
    this.transposed = new Lazy<>(() -> withContiguousRows(a.transposed()));
    this.execution = execution;
  }

  @Override
  public void multiply(DenseMatrix x, DenseMatrix y) {
    product(a.get(), x, y);
  }

  @Override
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    product(transposed.get(), x, y);
  }

  private void product(DenseMatrix left, DenseMatrix x, DenseMatrix y) {
    if (!isAlongRows(y)) {
      inParts(left.columns(), withContiguousRows(x.transposed()), left, true, y.transposed());
    } else if (hasContiguousRows(x) && y.columns() >= SHORT_ROW) {
      inParts(left.columns(), left, x, false, y);
    } else {
      inParts(left.columns(), left, withContiguousRows(x.transposed()), true, y);
    }
  }

  /** Whether P is y rather than its transpose: wide enough first, contiguous second. */
  private static boolean isAlongRows(DenseMatrix y) {
    return y.rows() < KERNEL_WIDTH
        || (y.columns() >= KERNEL_WIDTH && y.columnStride() <= y.rowStride());
  }

  /**
   * P = L R, or P = L R<sup>T</sup> where {@code transposeR}, the longer side of P shared among the
   * threads. An entry of P is summed in the same order wherever the cuts fall.
   */
  private void inParts(int inner, DenseMatrix l, DenseMatrix r, boolean transposeR, DenseMatrix p) {
    DenseMatrix target = hasContiguousRows(p) ? p : emptyLike(p);
    boolean cutRows = p.rows() >= p.columns();
    int extent = Math.max(p.rows(), p.columns());
    boolean share = (long) p.rows() * p.columns() * inner >= WORTH_SHARING;
    int parts = share ? Math.min(execution.threads(), extent) : 1;
    if (parts == 1) {
      multiply(inner, l, r, transposeR, target);
    } else {
      execution.forEach(
          parts,
          part -> {
            int from = (int) ((long) extent * part / parts);
            int to = (int) ((long) extent * (part + 1) / parts);
            if (cutRows) {
              multiply(inner, rows(l, from, to), r, transposeR, rows(target, from, to));
            } else {
              DenseMatrix rPart = transposeR ? rows(r, from, to) : columns(r, from, to);
              multiply(inner, l, rPart, transposeR, columns(target, from, to));
            }
          });
    }
    if (target != p) {
      Strided.copy(target, p);
    }
  }

  private static void multiply(
      int inner, DenseMatrix l, DenseMatrix r, boolean transposeR, DenseMatrix p) {
    Kernel kernel =
        transposeR
            ? TileMultiplication_F64::tileMultSetTransB
            : TileMultiplication_F64::tileMultSet;
    kernel.multiply(
        l.elements().doubles(),
        r.elements().doubles(),
        p.elements().doubles(),
        p.rows(),
        inner,
        p.columns(),
        l.rowStride(),
        r.rowStride(),
        p.rowStride(),
        l.offset(),
        r.offset(),
        p.offset());
  }

  /** The arguments that EJML's tile kernels share. */
  @FunctionalInterface
  private interface Kernel {
    void multiply(
        double[] left,
        double[] right,
        double[] product,
        int productRows,
        int inner,
        int productColumns,
        int leftStride,
        int rightStride,
        int productStride,
        int leftOffset,
        int rightOffset,
        int productOffset);
  }

  private static DenseMatrix rows(DenseMatrix m, int from, int to) {
    int offset = m.index(from, 0);
    return new DenseMatrix(
        m.elements(), offset, to - from, m.columns(), m.rowStride(), m.columnStride());
  }

  private static DenseMatrix columns(DenseMatrix m, int from, int to) {
    return rows(m.transposed(), from, to).transposed();
  }

  private static DenseMatrix emptyLike(DenseMatrix m) {
    Elements elements =
        Elements.allocate(m.elementType(), Math.multiplyExact(m.rows(), m.columns()));
    return DenseMatrix.rowMajor(elements, 0, m.rows(), m.columns());
  }

  private static DenseMatrix withContiguousRows(DenseMatrix matrix) {
    return hasContiguousRows(matrix) ? matrix : Strided.rowMajorCopy(matrix);
  }

  private static boolean hasContiguousRows(DenseMatrix matrix) {
    return matrix.columnStride() == 1 || matrix.columns() <= 1;
  }
}
