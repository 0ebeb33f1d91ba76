package org.convmat.core;

import com.google.common.base.Suppliers;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.core.plan.Form;
import org.convmat.core.plan.Plan;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.ElementType;
import org.convmat.spi.Execution;

/**
 * A kernel placed on an image of known size: the matrix C with {@code y = C x} the convolution
 * (image to grid) and {@code u = C^T v} the transposed convolution (grid to image).
 *
 * <p>A kernel of rank 1 or 2 has spatial axes only; images and grids have the same rank, one
 * channel, no batch. A kernel of rank 3 or more is (grid channels, image channels/groups, taps...),
 * which is PyTorch's weight of both directions; images and grids are (batch, channels, spatial...).
 *
 * <pre>{@code
 * Tensor kernel = Tensor.wrap(new double[] {1, 4, 1, 1, 4, 3, 3, 3, 1}, 3, 3);
 * Convolution convolution = Convolution.of(kernel).forImage(4, 4);
 * try (BoundConvolution bound = convolution.on(BackendRegistry.discover().select("auto"))) {
 *   Tensor d = bound.apply(image);          // 4x4 to 2x2
 *   Tensor u = bound.applyTransposed(d);    // 2x2 to 4x4
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe; the kernel's array is not copied and must not change.
 */
public final class Convolution {

  private final ConvolutionMatrix matrix;
  private final boolean plain;
  private final Supplier<Shape> oneImage;
  private final Supplier<Shape> oneGrid;

  Convolution(ConvolutionMatrix matrix, boolean plain) {
    this.matrix = matrix;
    this.plain = plain;
    // At first use: the matrix of an image that fits no array can still be planned.
    this.oneImage =
        Suppliers.memoize(() -> shape(1, geometry().imageChannels(), ConvolutionAxis::image));
    this.oneGrid =
        Suppliers.memoize(() -> shape(1, geometry().gridChannels(), ConvolutionAxis::grid));
  }

  /** Begins a convolution with {@code kernel}: stride 1, dilation 1, no padding, one group. */
  public static ConvolutionBuilder of(Tensor kernel) {
    return new ConvolutionBuilder(kernel);
  }

  /** Axes, channels and groups; all sizes of the matrix. */
  public Geometry geometry() {
    return matrix.geometry();
  }

  /** The matrix C; each form is made when first asked for. */
  public ConvolutionMatrix matrix() {
    return matrix;
  }

  /** The shape of {@code batch} images, the large side. */
  public Shape imageShape(int batch) {
    return batch == 1
        ? oneImage.get()
        : shape(batch, geometry().imageChannels(), ConvolutionAxis::image);
  }

  /** The shape of {@code batch} grids, the small side. */
  public Shape gridShape(int batch) {
    return batch == 1
        ? oneGrid.get()
        : shape(batch, geometry().gridChannels(), ConvolutionAxis::grid);
  }

  /** Whether images and grids have spatial axes only: no batch, one channel. */
  public boolean isPlain() {
    return plain;
  }

  /** The cost of every form on {@code backend} for a batch, and which one auto would take. */
  public Plan plan(CheckedBackend backend, ElementType type, int batch) {
    return Plan.of(geometry(), type, batch, backend.features(), Plan.availableMemory());
  }

  /** This convolution on a backend, in the form the plan chooses, in the calling thread. */
  public BoundConvolution on(CheckedBackend backend) {
    return on(backend, Optional.empty(), Execution.sequential());
  }

  /**
   * This convolution on a backend.
   *
   * @param form the form to use, or empty to let the plan choose
   * @param execution the threads to use, and the accuracy to keep
   */
  public BoundConvolution on(CheckedBackend backend, Optional<Form> form, Execution execution) {
    return new BoundConvolution(this, backend, form, execution);
  }

  private Shape shape(int batch, int channels, ToIntFunction<ConvolutionAxis> extent) {
    List<Integer> extents = new ArrayList<>();
    if (!plain) {
      extents.add(batch);
      extents.add(channels);
    }
    geometry().axes().forEach(axis -> extents.add(extent.applyAsInt(axis)));
    return Shape.of(Ints.toArray(extents));
  }
}
