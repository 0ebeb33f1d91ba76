package org.convmat.backend.vector;

import java.util.List;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.support.Strided;

/**
 * One of the two products of a convolution: its parts, cut into bands, shared out over the threads.
 * Thread-safe.
 */
final class BandedProduct {

  private final ConvolutionSide side;
  private final Execution execution;
  private final List<BandProduct> products;
  private final int[] firstTask;
  private final boolean writesAll;

  BandedProduct(ConvolutionSide side, List<BandProduct> products, Execution execution) {
    this.side = side;
    this.execution = execution;
    this.products = products;
    this.firstTask = new int[products.size() + 1];
    for (int j = 0; j < products.size(); j++) {
      firstTask[j + 1] = firstTask[j] + products.get(j).bands();
    }
    long written = products.stream().mapToLong(BandProduct::written).sum();
    this.writesAll = written == (long) side.writtenPositions() * side.writtenChannels();
  }

  void multiply(DenseMatrix x, DenseMatrix y) {
    if (y.columns() == 0) {
      return;
    }
    DenseMatrix source = x.rowStride() == 1 || x.rows() == 1 ? x : columns(x);
    boolean inPlace = y.rowStride() == 1 || y.rows() == 1;
    DenseMatrix target =
        inPlace
            ? y
            : DenseMatrix.columnMajor(
                Elements.allocate(y.elementType(), Math.multiplyExact(y.rows(), y.columns())),
                0,
                y.rows(),
                y.columns());
    multiplyColumns(source, target);
    if (!inPlace) {
      Strided.copy(target, y);
    }
  }

  private static DenseMatrix columns(DenseMatrix x) {
    return Strided.rowMajorCopy(x.transposed()).transposed();
  }

  private void multiplyColumns(DenseMatrix x, DenseMatrix y) {
    int groups = side.groups();
    int tasks = firstTask[firstTask.length - 1];
    if (!writesAll) {
      for (int column = 0; column < y.columns(); column++) {
        int start = y.index(0, column);
        y.elements().fill(start, start + y.rows(), 0);
      }
    }
    int readSize = side.readChannels() * side.readPositions();
    int writtenSize = side.writtenChannels() * side.writtenPositions();
    execution.forEach(
        Math.multiplyExact(Math.multiplyExact(x.columns(), groups), tasks),
        index -> {
          int task = index % tasks;
          int group = index / tasks % groups;
          int column = index / tasks / groups;
          int j = 0;
          while (firstTask[j + 1] <= task) {
            j++;
          }
          products
              .get(j)
              .run(
                  group,
                  task - firstTask[j],
                  x.elements(),
                  x.index(group * readSize, column),
                  y.elements(),
                  y.index(group * writtenSize, column));
        });
  }
}
