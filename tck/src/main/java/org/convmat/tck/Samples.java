package org.convmat.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Feature;

/** Makes the matrices that a backend has to multiply. All from one seeded source. */
final class Samples {

  /** One, primes, and both sides of the widths where another kernel takes over. */
  static final int[] EXTENTS = {1, 2, 3, 5, 7, 8, 9, 13, 15, 16, 17, 31, 32, 33, 63, 64, 65};

  private final Feature kind;
  private final Numbers numbers;
  private final Random random;

  Samples(Feature kind, Numbers numbers, Random random) {
    this.kind = kind;
    this.numbers = numbers;
    this.random = random;
  }

  /** Every pair of extents; for structured operands, every plain geometry of one axis. */
  List<Sample> all() {
    List<Sample> samples = new ArrayList<>();
    if (Sample.isStructured(kind)) {
      for (int extent : EXTENTS) {
        for (int kernel : new int[] {1, 2, 3, 7}) {
          int offset = kernel / 2;
          samples.add(
              structured(1, 1, 1, new ConvolutionAxis(extent, extent, kernel, 1, 1, offset)));
        }
      }
    } else {
      for (int rows : EXTENTS) {
        for (int columns : EXTENTS) {
          samples.add(matrix(rows, columns));
        }
      }
    }
    return samples;
  }

  /** A handful, from one entry to more than any block. */
  List<Sample> some() {
    if (Sample.isStructured(kind)) {
      ConvolutionAxis line = new ConvolutionAxis(9, 9, 3, 1, 1, 1);
      ConvolutionAxis strided = new ConvolutionAxis(17, 8, 3, 2, 1, 0);
      return List.of(
          structured(1, 1, 1, new ConvolutionAxis(1, 1, 1, 1, 1, 0)),
          structured(1, 1, 1, new ConvolutionAxis(33, 31, 3, 1, 1, 0)),
          structured(2, 3, 1, line),
          structured(2, 2, 1, strided, line),
          structured(4, 4, 1, strided, strided));
    }
    return List.of(
        matrix(1, 1), matrix(5, 3), matrix(3, 8), matrix(16, 16), matrix(31, 17), matrix(33, 64));
  }

  /** {@link #some} without the largest, where there are many layouts to try. */
  List<Sample> small() {
    List<Sample> some = some();
    return some.subList(0, some.size() - 1);
  }

  /** One of moderate size. */
  Sample one() {
    return Sample.isStructured(kind)
        ? structured(
            3, 4, 1, new ConvolutionAxis(9, 9, 3, 1, 1, 1), new ConvolutionAxis(8, 8, 3, 1, 1, 1))
        : matrix(61, 47);
  }

  /** A dense or sparse matrix; about two thirds of a sparse one are not stored. */
  Sample matrix(int rows, int columns) {
    return Sample.isSparse(kind) ? sparse(rows, columns, 0.35) : dense(rows, columns, byTurns());
  }

  private Layout byTurns() {
    return random.nextBoolean() ? Layout.ROW_MAJOR : Layout.COLUMN_MAJOR;
  }

  /** A dense matrix that lies in a given way. */
  Sample dense(int rows, int columns, Layout layout) {
    DenseMatrix a = layout.of(numbers, random, type(), rows, columns);
    return dense(a, layout);
  }

  /** A given dense matrix. */
  static Sample dense(DenseMatrix a, Layout layout) {
    Entries entries = new Entries(a.rows(), a.columns());
    for (int r = 0; r < a.rows(); r++) {
      for (int c = 0; c < a.columns(); c++) {
        entries.add(r, c, a.get(r, c));
      }
    }
    return new Sample(a, entries, "dense " + layout + ": " + a);
  }

  /** A CSR matrix; about {@code density} of its entries are stored, one in ten of them zero. */
  Sample sparse(int rows, int columns, double density) {
    Entries entries = new Entries(rows, columns);
    int[] pointers = new int[rows + 1];
    for (int r = 0; r < rows; r++) {
      boolean empty = random.nextInt(6) == 0;
      for (int c = 0; c < columns; c++) {
        if (!empty && random.nextDouble() < density) {
          entries.add(r, c, random.nextInt(10) == 0 ? 0 : numbers.next(random, type()));
        }
      }
      pointers[r + 1] = entries.count();
    }
    return sparse(entries, pointers, type());
  }

  /** The CSR matrix of given entries, which must be sorted by row, then column. */
  static Sample sparse(Entries entries, int[] pointers, ElementType type) {
    int[] columns = new int[entries.count()];
    Elements values = Elements.allocate(type, entries.count());
    for (int e = 0; e < entries.count(); e++) {
      columns[e] = entries.column(e);
      values.set(e, entries.value(e));
    }
    CsrMatrix csr = new CsrMatrix(entries.rows(), entries.columns(), pointers, columns, values);
    return new Sample(csr.validate(), entries, csr.toString());
  }

  /** A structured convolution with random weights. */
  Sample structured(int gridChannels, int imageChannels, int groups, ConvolutionAxis... axes) {
    int taps = Arrays.stream(axes).mapToInt(ConvolutionAxis::kernel).reduce(1, (a, b) -> a * b);
    Elements weights = Elements.allocate(type(), gridChannels * (imageChannels / groups) * taps);
    for (int i = 0; i < weights.length(); i++) {
      weights.set(i, numbers.next(random, type()));
    }
    return Geometries.sample(List.of(axes), gridChannels, imageChannels, groups, weights);
  }

  /** A right-hand side for A (or its transpose) of {@code columns} columns. */
  DenseMatrix x(Sample a, boolean transposed, Layout layout, int columns) {
    int rows = transposed ? a.entries().rows() : a.entries().columns();
    return layout.of(numbers, random, type(), rows, columns);
  }

  private ElementType type() {
    return Sample.typeOf(kind);
  }
}
