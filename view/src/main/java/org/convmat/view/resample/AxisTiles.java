package org.convmat.view.resample;

import com.google.common.math.IntMath;
import java.math.RoundingMode;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.kernel.AxisKernel;
import org.convmat.core.kernel.Scale;

/**
 * One axis of a picture, cut into tiles of equal length that are all one and the same convolution.
 *
 * <p>A tile owns {@code coarse} cells on the coarse side and {@code coarse up} cells of the made
 * grid, of which every {@code down}-th is a fine cell of the picture. Its input reaches {@code
 * halo} coarse cells farther at both ends; where that lies outside the picture it is zero, as in C.
 * Immutable and thread-safe.
 */
final class AxisTiles {

  private static final int MOST = 2_000_000_000;

  private final Resampling way;
  private final AxisKernel kernel;
  private final Scale scale;
  private final int extent;
  private final int result;
  private final int coarse;
  private final int halo;

  /**
   * Cuts an axis.
   *
   * @param extent cells of the picture that is read
   * @param made about how many cells of the made grid a tile has
   * @throws InvalidInputException if the result would be too large
   */
  AxisTiles(Resampling way, AxisKernel kernel, Scale scale, int extent, int made) {
    this.way = way;
    this.kernel = kernel;
    this.scale = scale;
    this.extent = extent;
    long cells = way == Resampling.UP ? scale.enlarge(extent) : scale.shrink(extent);
    if (cells > MOST) {
      throw new InvalidInputException(
          "%d cells by %s are %d, a picture has at most %d", extent, scale, cells, MOST);
    }
    this.result = (int) cells;
    this.coarse = roundUp(Math.max(1, made / scale.up()));
    this.halo = roundUp(reach());
  }

  /** A multiple of {@code down}, so that tiles begin on a cell of both sides. */
  private int roundUp(int cells) {
    return IntMath.divide(cells, scale.down(), RoundingMode.CEILING) * scale.down();
  }

  /** How many coarse cells beyond its own end a tap leads to, on the farther side. */
  private int reach() {
    int up = scale.up();
    int before = IntMath.divide(kernel.padding(), up, RoundingMode.CEILING);
    int after = IntMath.divide(kernel.size() - 1 - kernel.padding(), up, RoundingMode.CEILING);
    return Math.max(0, Math.max(before, after));
  }

  /** Cells of the picture that is read. */
  int extent() {
    return extent;
  }

  /** Cells of the picture that is made. */
  int result() {
    return result;
  }

  /** The number of tiles. */
  int count() {
    return IntMath.divide(result, outputCells(), RoundingMode.CEILING);
  }

  /** Cells of the picture that a tile reads. */
  int inputCells() {
    return way == Resampling.UP ? coarse + 2 * halo : fine(coarse + 2 * halo);
  }

  /** The first cell that tile {@code n} reads; may lie outside the picture. */
  int inputStart(int n) {
    int first = n * coarse - halo;
    return way == Resampling.UP ? first : fine(first);
  }

  /** Cells of the result that a tile makes. */
  int outputCells() {
    return way == Resampling.UP ? fine(coarse) : coarse;
  }

  /** The first cell that tile {@code n} makes. */
  int outputStart(int n) {
    return n * outputCells();
  }

  private int fine(int cells) {
    return Math.toIntExact((long) cells * scale.up() / scale.down());
  }

  /** Made cells from one fine cell to the next. */
  int step() {
    return scale.down();
  }

  /** The image side of a tile's C: made cells. */
  int image() {
    return way == Resampling.UP ? coarse * scale.up() : (coarse + 2 * halo) * scale.up();
  }

  /** The grid side of a tile's C: coarse cells. */
  int grid() {
    return way == Resampling.UP ? coarse + 2 * halo : coarse;
  }

  /** The padding of a tile's C. */
  Ends padding() {
    int begin = kernel.padding() + (way == Resampling.UP ? halo : -halo) * scale.up();
    int end = (grid() - 1) * scale.up() + kernel.size() - image() - begin;
    return new Ends(begin, end);
  }

  int stride() {
    return scale.up();
  }

  AxisKernel kernel() {
    return kernel;
  }

  Resampling way() {
    return way;
  }
}
