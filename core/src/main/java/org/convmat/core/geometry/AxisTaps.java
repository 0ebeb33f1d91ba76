package org.convmat.core.geometry;

import static java.math.RoundingMode.CEILING;
import static java.math.RoundingMode.FLOOR;

import com.google.common.math.LongMath;
import com.google.common.primitives.Ints;
import java.util.stream.IntStream;
import org.convmat.spi.ConvolutionAxis;

/**
 * The index generator of one axis: which taps touch which image positions from which grid
 * positions.
 *
 * <p>The taps that fall inside the image at one grid position are a contiguous range, and so are
 * the grid positions at which one tap falls inside; both follow from {@link
 * ConvolutionAxis#imagePosition}, which is linear in both. Immutable and thread-safe; needs no
 * memory that grows with the image.
 */
public final class AxisTaps {

  private final ConvolutionAxis axis;
  private final Boundary boundary;

  /** The generator of {@code axis}; outside the image there is nothing. */
  public AxisTaps(ConvolutionAxis axis) {
    this(axis, Boundary.ZERO);
  }

  /** The generator of {@code axis} with a boundary. */
  public AxisTaps(ConvolutionAxis axis, Boundary boundary) {
    this.axis = axis;
    this.boundary = boundary;
  }

  /** The six integers. */
  public ConvolutionAxis axis() {
    return axis;
  }

  /** The image position that {@code tap} touches from {@code grid}, or that the boundary shows. */
  public int image(int grid, int tap) {
    return boundary.source(axis.imagePosition(grid, tap), axis.image());
  }

  /** Whether the boundary brings every tap inside. */
  public boolean folds() {
    return boundary != Boundary.ZERO;
  }

  /** Whether a tap falls outside the image from {@code grid} and the boundary brings it inside. */
  public boolean foldsAt(int grid) {
    return folds() && (insideBegin(grid) > 0 || insideEnd(grid) < axis.kernel());
  }

  /** First grid position at which {@code tap} falls inside the image; see {@link #gridEnd}. */
  public int gridBegin(int tap) {
    return begin(axis.imagePosition(0, tap), axis.stride(), axis.grid());
  }

  /** One past the last grid position at which {@code tap} falls inside; never below the begin. */
  public int gridEnd(int tap) {
    return end(axis.imagePosition(0, tap), axis.stride(), axis.grid());
  }

  /** First tap that touches the image from {@code grid}; see {@link #tapEnd}. */
  public int tapBegin(int grid) {
    return folds() ? 0 : insideBegin(grid);
  }

  /** One past the last tap that touches the image from {@code grid}; never below the begin. */
  public int tapEnd(int grid) {
    return folds() ? axis.kernel() : insideEnd(grid);
  }

  private int insideBegin(int grid) {
    return begin(axis.imagePosition(grid, 0), axis.dilation(), axis.kernel());
  }

  private int insideEnd(int grid) {
    return end(axis.imagePosition(grid, 0), axis.dilation(), axis.kernel());
  }

  /** Number of pairs (grid position, image position) that a tap joins. */
  public long pairs() {
    if (folds()) {
      return IntStream.range(0, axis.grid()).mapToLong(this::cellsFrom).sum();
    }
    long pairs = 0;
    for (int tap = 0; tap < axis.kernel(); tap++) {
      pairs += gridEnd(tap) - gridBegin(tap);
    }
    return pairs;
  }

  /** Image positions that a grid position sees, each counted once. */
  private long cellsFrom(int grid) {
    return foldsAt(grid)
        ? IntStream.range(0, axis.kernel()).map(tap -> image(grid, tap)).distinct().count()
        : axis.kernel();
  }

  /** First j in 0..count with {@code first + j*step >= 0}. */
  private static int begin(long first, int step, int count) {
    return Ints.constrainToRange(
        Ints.saturatedCast(LongMath.divide(-first, step, CEILING)), 0, count);
  }

  /** First j in begin..count with {@code first + j*step >= image}. */
  private int end(long first, int step, int count) {
    long end = LongMath.divide(axis.image() - 1 - first, step, FLOOR) + 1;
    return Ints.constrainToRange(Ints.saturatedCast(end), begin(first, step, count), count);
  }
}
