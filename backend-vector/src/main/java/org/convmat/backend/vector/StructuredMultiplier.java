package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.StructuredConvolution;
import org.convmat.spi.support.Lazy;
import org.convmat.spi.support.Strided;

/**
 * Products with a convolution that is never expanded. Each direction is planned and its weights are
 * packed by the first product in it. Thread-safe.
 */
final class StructuredMultiplier implements Multiplier {

  private final Lazy<Direction> forward;
  private final Lazy<Direction> transposed;

  private StructuredMultiplier(StructuredConvolution convolution, Execution execution) {
    this.forward =
        new Lazy<>(() -> new Direction(new ConvolutionSide(convolution, false), execution));
    this.transposed =
        new Lazy<>(() -> new Direction(new ConvolutionSide(convolution, true), execution));
  }

  /** The multiplier for {@code convolution}. */
  static Multiplier of(StructuredConvolution convolution, Execution execution) {
    return finite(convolution.weights())
        ? new StructuredMultiplier(convolution, execution)
        : new LoopMultiplier(convolution, execution);
  }

  /** Padding is multiplied as zeros, which is the same as dropped taps for finite weights only. */
  private static boolean finite(Elements weights) {
    boolean floats = weights.type() == ElementType.FLOAT;
    for (int i = 0; i < weights.length(); i++) {
      if (floats ? !Float.isFinite(weights.floats()[i]) : !Double.isFinite(weights.doubles()[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void multiply(DenseMatrix x, DenseMatrix y) {
    forward.get().multiply(x, y);
  }

  @Override
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    transposed.get().multiply(x, y);
  }

  /** One of the two products. */
  private static final class Direction {

    private final ConvolutionSide side;
    private final Execution execution;
    private final List<PhaseProduct> products = new ArrayList<>();
    private final int[] firstTask;
    private final boolean writesAll;

    Direction(ConvolutionSide side, Execution execution) {
      this.side = side;
      this.execution = execution;
      Kernel kernel = Kernel.of(side.convolution().elementType());
      long written = 0;
      List<PhaseJob> jobs = PhasePlan.jobs(side, kernel.width());
      this.firstTask = new int[jobs.size() + 1];
      for (int j = 0; j < jobs.size(); j++) {
        PhaseProduct product = new PhaseProduct(kernel, side, jobs.get(j), execution.threads());
        products.add(product);
        firstTask[j + 1] = firstTask[j] + product.bands();
        written += jobs.get(j).written();
      }
      this.writesAll = written == side.writtenPositions();
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
}
