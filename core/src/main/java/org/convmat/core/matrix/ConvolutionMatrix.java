package org.convmat.core.matrix;

import com.google.common.base.Suppliers;
import java.util.function.Supplier;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Boundary;
import org.convmat.core.geometry.Geometry;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.StructuredConvolution;
import org.convmat.spi.support.Transposition;

/**
 * The convolution matrix C of a geometry and a kernel: rows (grid channel, grid position), columns
 * (image channel, image position), {@code C[(co,o), (ci,i)] = sum of W[co,ci,t] over the taps t
 * that touch i from o}. Each form is made when it is first asked for and then kept; the transposed
 * forms are the same arrays read the other way, or one conversion, never a second run of the
 * generator.
 *
 * <p>Thread-safe. Sizes are not guarded here: ask a {@code Plan} before asking for a form. A form
 * with more than 2<sup>31</sup>-1 entries throws {@link InvalidInputException}.
 */
public final class ConvolutionMatrix {

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Geometry geometry;
  private final Elements weights;
  private final Supplier<CsrMatrix> sparse = Suppliers.memoize(this::buildSparse);
  private final Supplier<DenseMatrix> dense = Suppliers.memoize(this::buildDense);

  /**
   * The matrix of a geometry.
   *
   * @param weights the kernel, (gridChannels, imageChannels/groups, taps...), contiguous; not
   *     copied
   * @throws InvalidInputException if the number of weights does not fit the geometry
   */
  public ConvolutionMatrix(Geometry geometry, Elements weights) {
    this.geometry = geometry;
    this.weights = weights;
    if (geometry.weights() != weights.length()) {
      throw new InvalidInputException(
          "the geometry needs %d weights, the kernel has %d", geometry.weights(), weights.length());
    }
  }

  /** Everything but the values. */
  public Geometry geometry() {
    return geometry;
  }

  /** The kernel, not copied. */
  public Elements weights() {
    return weights;
  }

  /** This matrix with its weights in {@code type}; itself if they are already. */
  public ConvolutionMatrix as(ElementType type) {
    return type == weights.type() ? this : new ConvolutionMatrix(geometry, weights.as(type));
  }

  /** C in compressed sparse rows, sorted; stored entries are the taps, zero weights included. */
  public CsrMatrix sparse() {
    return sparse.get();
  }

  /** C<sup>T</sup> in compressed sparse rows; converted from {@link #sparse()} on every call. */
  public CsrMatrix sparseTransposed() {
    return Transposition.transpose(sparse());
  }

  /** C with every zero stored, row-major. Its transpose is {@code dense().transposed()}. */
  public DenseMatrix dense() {
    return dense.get();
  }

  /** C described by its six integers per axis, never expanded. */
  public StructuredConvolution structured() {
    if (geometry.boundary() != Boundary.ZERO) {
      throw new InvalidInputException(
          "a structured operand has no boundary %s; take another form", geometry.boundary());
    }
    return new StructuredConvolution(
        geometry.axes(),
        geometry.gridChannels(),
        geometry.imageChannels(),
        geometry.groups(),
        weights);
  }

  /**
   * The kernel matrix of one group, gridChannels/groups rows and imageChannels/groups x taps
   * columns: the dense operand of the lowered form. A view, not a copy.
   */
  public DenseMatrix kernelMatrix(int group) {
    int rows = geometry.gridChannelsPerGroup();
    int columns = Math.toIntExact(geometry.imageChannelsPerGroup() * geometry.tapCount());
    return DenseMatrix.rowMajor(weights, group * rows * columns, rows, columns);
  }

  private CsrMatrix buildSparse() {
    requireArray("sparse", geometry.entries());
    requireArray("sparse", geometry.rows());
    requireArray("sparse", geometry.columns());
    return SparseForm.build(geometry, weights);
  }

  private DenseMatrix buildDense() {
    DenseForm.requireArray(geometry.rows(), geometry.columns());
    return DenseForm.of(sparse());
  }

  private static void requireArray(String form, long entries) {
    if (entries > LARGEST_ARRAY) {
      throw new InvalidInputException(
          "the %s matrix needs an array of %d, a Java array holds at most %d",
          form, entries, LARGEST_ARRAY);
    }
  }
}
