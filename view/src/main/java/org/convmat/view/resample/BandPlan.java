package org.convmat.view.resample;

import java.nio.file.Path;
import java.util.Arrays;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.plan.Plan;
import org.convmat.core.tensor.Tensor;
import org.convmat.view.picture.PictureInfo;
import org.jspecify.annotations.Nullable;

/** How a picture is cut into bands of tiles, and how a band is computed. Thread-safe. */
final class BandPlan implements AutoCloseable {

  /** A tile is about so high, in cells of the made grid: its arrays stay in the cache. */
  static final int MADE_ROWS = 64;

  static final int MADE_COLUMNS = 256;

  private final AxisTiles rows;
  private final AxisTiles columns;
  private final PictureInfo from;
  private final PictureInfo to;
  private final TileSamples samples;
  private final TileSteps steps;
  private final double[] down;
  private final double[] right;

  BandPlan(
      ScalingOptions options,
      Bind bind,
      PictureInfo from,
      PictureInfo to,
      AxisTiles rows,
      AxisTiles columns) {
    this.from = from;
    this.to = to;
    this.rows = rows;
    this.columns = columns;
    PictureKernel kernel = options.kernel();
    boolean separable = kernel.isSeparable();
    this.samples = new TileSamples(from, to, options.linear(), !separable);
    this.down = separable ? AxisSums.reciprocals(bind, rows) : new double[0];
    this.right = separable ? AxisSums.reciprocals(bind, columns) : new double[0];
    this.steps =
        separable
            ? TileSteps.separable(bind, samples.planes(), rows, columns)
            : TileSteps.joint(bind, samples.planes(), rows, columns, kernel.joint());
  }

  /** The number of bands. */
  int bands() {
    return rows.count();
  }

  /** Rows of the result. */
  int resultRows() {
    return to.height();
  }

  /** Rows of the result before band {@code n}. */
  int resultRow(int n) {
    return Math.min(to.height(), rows.outputStart(n));
  }

  /** The rows of the picture that band {@code n} sees. */
  byte[] @Nullable [] take(RowWindow window, int n) {
    return window.take(rows.inputStart(n), rows.inputCells());
  }

  /** Computes band {@code n}. */
  byte[] compute(int n, byte[] @Nullable [] input) {
    int top = rows.outputStart(n);
    int height = Math.min(rows.outputCells(), to.height() - top);
    byte[] band = new byte[Math.toIntExact(height * to.rowBytes())];
    double[] factors = Arrays.copyOfRange(down, Math.min(top, down.length), top + height);
    Tensor[] buffers = steps.buffers();
    for (int tile = 0; tile < columns.count(); tile++) {
      samples.load(input, columns.inputStart(tile), buffers[0]);
      Tensor result = steps.run(buffers);
      samples.store(result, factors, right, columns.outputStart(tile), band);
    }
    return band;
  }

  /** Refuses before allocating what the heap cannot give. */
  void requireHeap(Path path, int threads) {
    double band = (double) rows.outputCells() * to.rowBytes();
    double input = (double) rows.inputCells() * from.rowBytes();
    double needed = threads * (3 * band + steps.bufferBytes()) + (2 + threads) * input;
    long free = Plan.availableMemory();
    if (needed > free || band > Integer.MAX_VALUE - 8) {
      throw new InvalidInputException(
          "%s: %s to %s in bands of %d rows needs %.0f bytes, %d are left; give Java more, as in"
              + " CONVMAT_JAVA_OPTS=-Xmx8g",
          path, from, to, rows.outputCells(), needed, free);
    }
  }

  @Override
  public void close() {
    steps.close();
  }
}
