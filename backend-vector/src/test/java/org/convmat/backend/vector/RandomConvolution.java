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

  private enum Kind {
    ANY,
    FEW,
    UP,
    WIDE,
    PLANE,
    MANY,
    SAME
  }

  RandomConvolution(long seed, ElementType type) {
    this(seed, type, Kind.ANY);
  }

  private RandomConvolution(long seed, ElementType type, Kind kind) {
    this.random = new Random(seed);
    boolean few = kind == Kind.FEW;
    if (kind == Kind.MANY) {
      // Wide vectors need more channels before filters pay.
      int scale = TileHeights.TALL ? 3 : 1;
      int grid = scale * (24 + random.nextInt(20));
      int image = scale * (24 + random.nextInt(20));
      ConvolutionAxis axis = plainAxis();
      List<ConvolutionAxis> square = List.of(axis, axis);
      int count = grid * image * axis.kernel() * axis.kernel();
      this.convolution = new StructuredConvolution(square, grid, image, 1, elements(type, count));
      return;
    }
    if (kind == Kind.SAME) {
      int groups = 1 + random.nextInt(4) / 3;
      int grid = groups * (16 + random.nextInt(8));
      int image = groups * (16 + random.nextInt(8));
      List<ConvolutionAxis> axes = new ArrayList<>();
      int count = grid * (image / groups);
      int rank = 1 + random.nextInt(3);
      for (int a = 0; a < rank; a++) {
        ConvolutionAxis axis = sameAxis(rank == 1 ? 100 : rank == 2 ? 18 : 6, a == 0);
        axes.add(axis);
        count *= axis.kernel();
      }
      this.convolution =
          new StructuredConvolution(axes, grid, image, groups, elements(type, count));
      return;
    }
    if (kind == Kind.UP) {
      List<ConvolutionAxis> axes = List.of(doubledAxis(), doubledAxis());
      int taps = axes.get(0).kernel() * axes.get(1).kernel();
      this.convolution = new StructuredConvolution(axes, 2, 2, 2, elements(type, 2 * taps));
      return;
    }
    if (kind == Kind.WIDE || kind == Kind.PLANE) {
      List<ConvolutionAxis> axes =
          List.of(kind == Kind.WIDE ? shortAxis() : tallAxis(), longAxis());
      int grid = 1 + random.nextInt(2);
      int image = 1 + random.nextInt(2);
      int taps = axes.get(0).kernel() * axes.get(1).kernel();
      Elements weights = elements(type, grid * image * taps);
      this.convolution = new StructuredConvolution(axes, grid, image, 1, weights);
      return;
    }
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
    return new RandomConvolution(seed, type, Kind.FEW);
  }

  /** One whose kernels are twice the strides, on two axes, a channel by itself. */
  static RandomConvolution up(long seed, ElementType type) {
    return new RandomConvolution(seed, type, Kind.UP);
  }

  /** One of few channels whose rows are long and read neighbours. */
  static RandomConvolution wide(long seed, ElementType type) {
    return new RandomConvolution(seed, type, Kind.WIDE);
  }

  /** The same with many rows. */
  static RandomConvolution plane(long seed, ElementType type) {
    return new RandomConvolution(seed, type, Kind.PLANE);
  }

  /** One with tens of channels on a square, kernels of 2 to 5 and stride 1 or 2. */
  static RandomConvolution many(long seed, ElementType type) {
    return new RandomConvolution(seed, type, Kind.MANY);
  }

  /** One of tens of channels that keeps the size of the image, at most on the first axis not. */
  static RandomConvolution same(long seed, ElementType type) {
    return new RandomConvolution(seed, type, Kind.SAME);
  }

  /**
   * One whose channels are many and need several slices, or whose positions are thousands and need
   * several blocks.
   */
  static RandomConvolution deep(long seed, ElementType type, boolean large, boolean transposed) {
    ConvolutionAxis few = new ConvolutionAxis(11, 5, 4, 2, 1, 1);
    ConvolutionAxis many = new ConvolutionAxis(19_999, 10_001, 3, 2, 1, 1);
    return large
        ? new RandomConvolution(seed, type, List.of(many), 7, 5)
        : new RandomConvolution(
            seed, type, List.of(few, few), transposed ? 600 : 37, transposed ? 37 : 530);
  }

  /** One of three by three taps that keeps the size of an image of {@code rows} long rows. */
  static RandomConvolution squares(
      long seed, ElementType type, int rows, int columns, int gridChannels, int imageChannels) {
    ConvolutionAxis down = new ConvolutionAxis(rows, rows, 3, 1, 1, 1);
    ConvolutionAxis across = new ConvolutionAxis(columns, columns, 3, 1, 1, 1);
    return new RandomConvolution(seed, type, List.of(down, across), gridChannels, imageChannels);
  }

  private RandomConvolution(
      long seed,
      ElementType type,
      List<ConvolutionAxis> axes,
      int gridChannels,
      int imageChannels) {
    this(seed, type, axes, gridChannels, imageChannels, 1);
  }

  private RandomConvolution(
      long seed,
      ElementType type,
      List<ConvolutionAxis> axes,
      int gridChannels,
      int imageChannels,
      int groups) {
    this.random = new Random(seed);
    int weights = gridChannels * imageChannels / groups;
    for (ConvolutionAxis axis : axes) {
      weights *= axis.kernel();
    }
    this.convolution =
        new StructuredConvolution(
            axes, gridChannels, imageChannels, groups, elements(type, weights));
  }

  /**
   * One of three by three taps for each of several groups of few channels, anywhere over images.
   */
  static RandomConvolution depthwise(long seed, ElementType type) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    List<ConvolutionAxis> axes = new ArrayList<>();
    for (int a = 0; a < 2; a++) {
      int image = 1 + random.nextInt(random.nextBoolean() ? 12 : 90);
      int grid = random.nextInt(3) > 0 ? image : 1 + random.nextInt(90);
      axes.add(new ConvolutionAxis(image, grid, 3, 1, 1, random.nextInt(7) - 1));
    }
    int groups = 2 + random.nextInt(6);
    int grid = groups * (1 + random.nextInt(4) / 3);
    int image = groups * (1 + random.nextInt(4) / 3);
    return new RandomConvolution(seed, type, axes, grid, image, groups);
  }

  /**
   * One whose neighbours on the first axis share what they read, with any strides and dilations;
   * every eighth so deep that a product is cut into slices.
   */
  static RandomConvolution windows(long seed, ElementType type) {
    Random random = new Random(seed);
    boolean deep = seed % 8 == 7;
    int stride = 1 + random.nextInt(5) / 2;
    int taps = stride + 1 + random.nextInt(4);
    List<ConvolutionAxis> axes = new ArrayList<>();
    axes.add(axis(random, taps, stride, 1 + random.nextInt(4), 1 + random.nextInt(deep ? 5 : 25)));
    if (random.nextInt(4) == 0) {
      axes.add(axis(random, 1 + random.nextInt(3), 1 + random.nextInt(2), 1, 3));
    }
    int columns = 2 + random.nextInt(deep ? 20 : 45);
    int step = 1 + random.nextInt(3) / 2;
    axes.add(axis(random, 1 + random.nextInt(3), step, 1 + random.nextInt(2), columns));
    int read = deep ? 1 + random.nextInt(300) : 1 + random.nextInt(8);
    int written = 1 + random.nextInt(12);
    boolean transposed = random.nextBoolean();
    return new RandomConvolution(
        seed, type, axes, transposed ? read : written, transposed ? written : read);
  }

  /** One of few channels whose rows are read with a stride of two, often by neighbouring taps. */
  static RandomConvolution halved(long seed, ElementType type) {
    // The first numbers of neighbouring seeds are alike.
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    List<ConvolutionAxis> axes = new ArrayList<>();
    int down = 1 + random.nextInt(4);
    int step = 1 + random.nextInt(3);
    axes.add(axis(random, down, step, 1 + random.nextInt(2), 1 + random.nextInt(30)));
    int kernel = 1 + random.nextInt(5);
    int dilation = 1 + random.nextInt(6) / 5;
    int columns = random.nextInt(4) == 0 ? 1 + random.nextInt(50) : 50 + random.nextInt(250);
    axes.add(axis(random, kernel, 2, dilation, columns));
    return new RandomConvolution(
        seed, type, axes, 1 + random.nextInt(3) / 2, 1 + random.nextInt(3) / 2);
  }

  /** One of a few hundred entries at most. */
  static RandomConvolution tiny(long seed, ElementType type) {
    Random random = new Random(seed);
    List<ConvolutionAxis> axes = new ArrayList<>();
    int rank = 1 + random.nextInt(2);
    for (int a = 0; a < rank; a++) {
      int grid = 1 + random.nextInt(rank == 1 ? 12 : 5);
      int kernel = 1 + random.nextInt(4);
      axes.add(axis(random, kernel, 1 + random.nextInt(3), 1 + random.nextInt(2), grid));
    }
    return new RandomConvolution(
        seed, type, axes, 1 + random.nextInt(3) / 2, 1 + random.nextInt(3) / 2);
  }

  private static ConvolutionAxis axis(
      Random random, int kernel, int stride, int dilation, int grid) {
    int reach = (grid - 1) * stride + (kernel - 1) * dilation + 1;
    int offset = random.nextInt(kernel) * dilation;
    int image = Math.max(1, reach - offset - random.nextInt(kernel * dilation));
    return new ConvolutionAxis(
        random.nextBoolean() ? grid : image, grid, kernel, stride, dilation, offset);
  }

  private ConvolutionAxis plainAxis() {
    int stride = 1 + random.nextInt(2);
    int kernel = stride == 2 ? 4 : 2 + random.nextInt(4);
    int grid = 5 + random.nextInt(25);
    int padding = random.nextInt(2);
    int image = (grid - 1) * stride - 2 * padding + kernel;
    return new ConvolutionAxis(image, grid, kernel, stride, 1, padding);
  }

  /** Of a kernel that may be longer than the image, anywhere over it. */
  private ConvolutionAxis sameAxis(int largest, boolean free) {
    int kernel = 1 + random.nextInt(5);
    int dilation = 1 + random.nextInt(4) / 3;
    int image = 1 + random.nextInt(largest);
    int grid = free && random.nextBoolean() ? 1 + random.nextInt(largest) : image;
    int middle = (kernel - 1) * dilation / 2;
    int offset = random.nextInt(3) > 0 ? middle : random.nextInt(2 * kernel + 2) - 1;
    return new ConvolutionAxis(image, grid, kernel, 1, dilation, offset);
  }

  private ConvolutionAxis doubledAxis() {
    int stride = 2 << random.nextInt(4);
    int grid = 2 + random.nextInt(11);
    int image = (grid - 1) * stride + random.nextInt(2 * stride);
    int offset = random.nextInt(2 * stride);
    return new ConvolutionAxis(image, grid, 2 * stride, stride, 1, offset);
  }

  private ConvolutionAxis shortAxis() {
    int stride = 1 + random.nextInt(4) / 3 * random.nextInt(3);
    int kernel = random.nextBoolean() ? 3 : 1 + random.nextInt(5);
    int grid = 1 + random.nextInt(14);
    int image = Math.max(1, (grid - 1) * stride + random.nextInt(2 + kernel));
    return new ConvolutionAxis(image, grid, kernel, stride, 1, random.nextInt(kernel + 2) - 1);
  }

  private ConvolutionAxis tallAxis() {
    int stride = 1 + random.nextInt(6) / 5;
    int kernel = random.nextInt(3) > 0 ? 3 : 1 + random.nextInt(5);
    int grid = 60 + random.nextInt(30);
    int image = (grid - 1) * stride + random.nextInt(2 + kernel);
    return new ConvolutionAxis(image, grid, kernel, stride, 1, random.nextInt(kernel + 2) - 1);
  }

  private ConvolutionAxis longAxis() {
    int[] extents = {256, 512, 1024, 1024, 300 + random.nextInt(700)};
    int kernel = random.nextBoolean() ? 3 : 1 + random.nextInt(4);
    int image = extents[random.nextInt(extents.length)];
    int grid = random.nextBoolean() ? image : image + random.nextInt(9) - 4;
    int offset = random.nextBoolean() ? kernel / 2 : random.nextInt(kernel + 3) - 2;
    return new ConvolutionAxis(image, grid, kernel, 1, 1 + random.nextInt(5) / 4, offset);
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
