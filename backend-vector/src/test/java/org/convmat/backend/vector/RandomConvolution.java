package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.StructuredConvolution;

/**
 * A random convolution, any geometry of one to three axes, and data for it; replayed by its seed.
 */
final class RandomConvolution {

  private final Random random;
  private final StructuredConvolution convolution;
  private DenseMatrix input = DenseMatrix.rowMajor(Elements.of(new double[0]), 0, 0, 0);

  RandomConvolution(long seed, ElementType type) {
    this(seed, type, false);
  }

  private RandomConvolution(long seed, ElementType type, boolean few) {
    this.random = new Random(seed);
    int groups = 1 + random.nextInt(3) / 2 * random.nextInt(3);
    int gridChannels = groups * (few ? 1 + random.nextInt(5) / 3 : channels());
    int imageChannels = groups * (few ? 1 + random.nextInt(5) / 3 : channels());
    int rank = 1 + random.nextInt(3);
    List<ConvolutionAxis> axes = new ArrayList<>();
    int weights = gridChannels * (imageChannels / groups);
    for (int a = 0; a < rank; a++) {
      int largest = rank == 1 ? 120 : 9;
      ConvolutionAxis axis = few ? regularAxis(rank) : axis(rank == 2 ? 40 : largest);
      axes.add(axis);
      weights *= axis.kernel();
    }
    this.convolution =
        new StructuredConvolution(
            axes, gridChannels, imageChannels, groups, elements(type, weights));
  }

  /** One with few channels and the strides and kernels that {@link RowProduct} takes. */
  static RandomConvolution few(long seed, ElementType type) {
    return new RandomConvolution(seed, type, true);
  }

  private int channels() {
    int[] few = {1, 1, 2, 3, 4, 5, 7, 12, 17, 20, 33};
    return few[random.nextInt(few.length)];
  }

  /** Image and grid extents need not fit one another. */
  private ConvolutionAxis axis(int largest) {
    int kernel = 1 + random.nextInt(random.nextInt(4) == 0 ? 9 : 4);
    int stride = 1 + random.nextInt(random.nextInt(4) == 0 ? 9 : 3);
    int dilation = 1 + random.nextInt(3) / 2;
    int grid = 1 + random.nextInt(Math.max(1, largest / stride));
    int image = Math.max(1, grid * stride + random.nextInt(7) - 3);
    int offset = random.nextInt(2 * kernel + 1) - kernel / 2;
    return new ConvolutionAxis(image, grid, kernel, stride, dilation, offset);
  }

  private ConvolutionAxis regularAxis(int rank) {
    int longest = random.nextInt(6) == 0 ? 9000 : 200;
    int largest = rank == 1 ? longest : 150 / (rank * rank);
    int[] strides = {1, 1, 1, 1, 2, 2, 2, 4, 8, 16};
    int stride = strides[random.nextInt(rank == 3 ? 7 : strides.length)];
    int[] kernels = {1, 2, 3, 3, 3, 4, 5, 7};
    int kernel =
        stride == 1 || random.nextInt(3) == 0
            ? kernels[random.nextInt(rank == 3 ? 5 : kernels.length)]
            : stride * (1 + random.nextInt(2));
    int dilation = 1 + random.nextInt(5) / 4;
    int grid = 1 + random.nextInt(largest);
    int image = Math.max(1, (grid - 1) * stride + random.nextInt(3 + kernel));
    int offset = random.nextInt(kernel + 2) - 1;
    return new ConvolutionAxis(image, grid, kernel, stride, dilation, offset);
  }

  StructuredConvolution convolution() {
    return convolution;
  }

  Elements elements(ElementType type, int length) {
    Elements elements = Elements.allocate(type, length);
    for (int i = 0; i < length; i++) {
      elements.set(i, random.nextFloat() - 0.5f);
    }
    return elements;
  }

  /** {@code columns} columns between gaps, the side that a product reads. */
  DenseMatrix input(boolean transposed, int columns) {
    int rows = transposed ? convolution.rows() : convolution.columns();
    int gap = random.nextInt(3);
    Elements elements = elements(convolution.elementType(), (rows + gap) * columns + 5);
    input = new DenseMatrix(elements, 5 * random.nextInt(2), rows, columns, 1, rows + gap);
    return input;
  }

  /** What {@link #input} gave last. */
  DenseMatrix lastInput() {
    return input;
  }

  /** Room for a product, full of NaN. */
  DenseMatrix output(boolean transposed, int columns) {
    int rows = transposed ? convolution.columns() : convolution.rows();
    Elements elements = Elements.allocate(convolution.elementType(), rows * columns);
    elements.fill(0, elements.length(), Double.NaN);
    return DenseMatrix.columnMajor(elements, 0, rows, columns);
  }
}
