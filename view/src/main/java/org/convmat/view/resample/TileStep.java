package org.convmat.view.resample;

import org.convmat.core.BoundConvolution;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.Elements;

/** One of the steps from a tile of the picture to a tile of the result. Thread-safe. */
interface TileStep extends AutoCloseable {

  /** The shape of the result: channels, 1, rows, columns. */
  Shape result();

  /** Fills {@code to}, which {@code from} has nothing to do with. */
  void apply(Tensor from, Tensor to);

  @Override
  default void close() {
    // most hold nothing
  }

  /** The product with C, or its transpose. */
  record Product(BoundConvolution bound, boolean transposed, int channels) implements TileStep {
    @Override
    public Shape result() {
      return transposed
          ? bound.convolution().imageShape(channels)
          : bound.convolution().gridShape(channels);
    }

    @Override
    public void apply(Tensor from, Tensor to) {
      if (transposed) {
        bound.applyTransposedTo(from, to);
      } else {
        bound.applyTo(from, to);
      }
    }

    @Override
    public void close() {
      bound.close();
    }
  }

  /** Every {@code down}-th row and every {@code right}-th column of what was made. */
  record Pick(Shape result, int down, int right) implements TileStep {
    @Override
    public void apply(Tensor from, Tensor to) {
      Cells.move(from.elements(), to.elements(), to.shape(), from.shape(), down, right, true);
    }
  }

  /** The picture's cells where they lie in the made grid, zeros between them. */
  record Spread(Shape result, int down, int right) implements TileStep {
    @Override
    public void apply(Tensor from, Tensor to) {
      to.elements().fill(0, to.elements().length(), 0);
      Cells.move(from.elements(), to.elements(), from.shape(), to.shape(), down, right, false);
    }
  }

  /** Copies between a small plane and the cells of a large one that it stands for. */
  final class Cells {
    private Cells() {}

    private static void move(
        Elements from,
        Elements to,
        Shape small,
        Shape large,
        int down,
        int right,
        boolean fromLarge) {
      int columns = small.extent(3);
      int rows = small.extent(0) * small.extent(2);
      for (int n = 0; n < rows; n++) {
        int plane = n / small.extent(2);
        int row = n % small.extent(2) * down;
        int there = (plane * large.extent(2) + row) * large.extent(3);
        for (int x = 0; x < columns; x++) {
          int here = n * columns + x;
          if (fromLarge) {
            to.set(here, from.get(there + x * right));
          } else {
            to.set(there + x * right, from.get(here));
          }
        }
      }
    }
  }
}
