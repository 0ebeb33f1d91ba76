package org.convmat.core.matrix;

import java.util.ArrayList;
import java.util.List;
import org.convmat.core.geometry.Geometry;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.MatmulBackend;
import org.convmat.spi.Multiplier;
import org.convmat.spi.support.Strided;

/**
 * The lowered form: C is never built; each band of grid positions is a dense product with the
 * kernel matrix. Multiplying by C gathers patches (im2col) and multiplies; by C<sup>T</sup>,
 * multiplies and scatter-adds patches (col2im). Chellapilla, Puri and Simard, <i>High performance
 * convolutional neural networks for document processing</i>, 2006; in bands, as in Anderson et al.,
 * <i>Low-memory GEMM-based convolution algorithms</i>, 2017.
 *
 * <p>Scratch memory is at most {@link #SCRATCH_ELEMENTS} elements (or {@link #NARROWEST} columns
 * where the kernel is larger than that) for each thread at work, whatever the size of the image.
 *
 * <p>Columns of x and y must be contiguous (row stride 1). Thread-safe; the same bits whatever the
 * number of threads, if the backend's product is deterministic.
 */
public final class LoweredMultiplier implements Multiplier {

  /** Scratch elements a thread uses at most. */
  static final int SCRATCH_ELEMENTS = 1 << 18;

  /** Fewest columns of a band: narrower ones would read the whole kernel for too little work. */
  static final int NARROWEST = 64;

  private final Geometry geometry;
  private final PatchWalk walk;
  private final List<Multiplier> kernels = new ArrayList<>();
  private final Execution execution;
  private final ElementType type;
  private final int gridPositions;
  private final int bandWidth;

  /**
   * Prepares the kernel matrix of every group on {@code backend}, which must take dense operands.
   */
  public LoweredMultiplier(ConvolutionMatrix matrix, MatmulBackend backend, Execution execution) {
    this(matrix, backend, execution, bandWidth(matrix.geometry()));
  }

  /** As above, with bands of {@code bandWidth} columns. */
  LoweredMultiplier(
      ConvolutionMatrix matrix, MatmulBackend backend, Execution execution, int bandWidth) {
    this.geometry = matrix.geometry();
    this.walk = new PatchWalk(geometry);
    this.execution = execution;
    this.type = matrix.weights().type();
    this.gridPositions = Math.toIntExact(geometry.gridPositions());
    this.bandWidth = bandWidth;
    // Bands and images are shared out over the threads here, so the products inside stay
    // sequential.
    Execution alone = Execution.sequential().withAccuracy(execution.accuracy());
    for (int group = 0; group < geometry.groups(); group++) {
      kernels.add(backend.prepare(matrix.kernelMatrix(group), alone));
    }
  }

  /** Columns of a band: as many as the scratch memory holds. */
  public static int bandWidth(Geometry geometry) {
    long rows = geometry.imageChannelsPerGroup() * geometry.tapCount();
    long width = Math.max(NARROWEST, SCRATCH_ELEMENTS / Math.max(1, rows));
    return (int) Math.min(width, geometry.gridPositions());
  }

  /** Scratch elements that a thread needs for {@code geometry}. */
  public static long scratchElements(Geometry geometry) {
    return geometry.imageChannelsPerGroup() * geometry.tapCount() * bandWidth(geometry);
  }

  /** y = C x; each band of each image and group is one task. */
  @Override
  public void multiply(DenseMatrix x, DenseMatrix y) {
    int bands = (gridPositions + bandWidth - 1) / bandWidth;
    int groups = geometry.groups();
    execution.forEach(
        x.columns() * groups * bands,
        task -> {
          int image = task / (groups * bands);
          int group = task / bands % groups;
          gatherAndMultiply(x, y, image, group, task % bands * bandWidth);
        });
  }

  /** y = C<sup>T</sup> x; bands overlap in the image, so each image and group is one task. */
  @Override
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    int groups = geometry.groups();
    execution.forEach(
        x.columns() * groups, task -> multiplyAndScatter(x, y, task / groups, task % groups));
  }

  private void gatherAndMultiply(DenseMatrix x, DenseMatrix y, int image, int group, int from) {
    int width = Math.min(bandWidth, gridPositions - from);
    Elements patches = Elements.allocate(type, walk.rows() * width);
    Elements source = x.elements();
    int imageStart = imageStart(x, image, group);
    walk.visit(
        from,
        width,
        (row, column, length, lead, count, position, step) -> {
          int start = row * width + column;
          patches.fill(start, start + lead, 0);
          Strided.copy(source, imageStart + position, step, patches, start + lead, 1, count);
          patches.fill(start + lead + count, start + length, 0);
        });
    kernels
        .get(group)
        .multiply(
            DenseMatrix.rowMajor(patches, 0, walk.rows(), width),
            band(y, image, group, from, width));
  }

  private void multiplyAndScatter(DenseMatrix x, DenseMatrix y, int image, int group) {
    Elements target = y.elements();
    int imageStart = imageStart(y, image, group);
    int imageSize = Math.toIntExact(geometry.imageChannelsPerGroup() * geometry.imagePositions());
    target.fill(imageStart, imageStart + imageSize, 0);
    Elements patches = Elements.allocate(type, walk.rows() * bandWidth);
    for (int from = 0; from < gridPositions; from += bandWidth) {
      int width = Math.min(bandWidth, gridPositions - from);
      kernels
          .get(group)
          .multiplyTransposed(
              band(x, image, group, from, width),
              DenseMatrix.rowMajor(patches, 0, walk.rows(), width));
      walk.visit(
          from,
          width,
          (row, column, length, lead, count, position, step) ->
              Strided.add(
                  patches,
                  row * width + column + lead,
                  1,
                  target,
                  imageStart + position,
                  step,
                  count));
    }
  }

  /** Where the image channels of {@code group} begin in column {@code image} of {@code side}. */
  private int imageStart(DenseMatrix side, int image, int group) {
    int channels = group * geometry.imageChannelsPerGroup();
    return side.index(channels * Math.toIntExact(geometry.imagePositions()), image);
  }

  /** The grid channels of {@code group} at {@code width} grid positions: a strided view. */
  private DenseMatrix band(DenseMatrix side, int image, int group, int from, int width) {
    int channels = geometry.gridChannelsPerGroup();
    int start = side.index(group * channels * gridPositions + from, image);
    return new DenseMatrix(side.elements(), start, channels, width, gridPositions, 1);
  }

  @Override
  public void close() {
    kernels.forEach(Multiplier::close);
  }
}
