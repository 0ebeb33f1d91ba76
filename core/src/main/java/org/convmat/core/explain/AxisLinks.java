package org.convmat.core.explain;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.convmat.core.geometry.AxisTaps;
import org.convmat.spi.ConvolutionAxis;

/**
 * What the taps of one axis join a position to, on the other side. Nothing is derived here: {@link
 * AxisTaps} says which taps fall inside and where.
 */
final class AxisLinks {

  /** A tap and the two positions that it joins on this axis. */
  record Touch(int grid, int tap, int image) {}

  private final AxisTaps taps;

  AxisLinks(AxisTaps taps) {
    this.taps = taps;
  }

  /** What {@code position} of {@code side} is joined to, ascending on the other side. */
  List<Touch> of(Side side, int position) {
    return side == Side.GRID ? ofGrid(position) : ofImage(position);
  }

  /** With a boundary, taps that fall outside come with the place that they see. */
  private List<Touch> ofGrid(int grid) {
    List<Touch> touches = new ArrayList<>();
    for (int tap = taps.tapBegin(grid); tap < taps.tapEnd(grid); tap++) {
      touches.add(new Touch(grid, tap, taps.image(grid, tap)));
    }
    touches.sort(comparingInt(Touch::image));
    return touches;
  }

  /** The larger the tap, the smaller the grid position from which it reaches {@code image}. */
  private List<Touch> ofImage(int image) {
    List<Touch> touches = new ArrayList<>();
    for (int tap = taps.axis().kernel() - 1; tap >= 0; tap--) {
      int grid = firstReaching(tap, image);
      if (grid < taps.gridEnd(tap) && taps.image(grid, tap) == image) {
        touches.add(new Touch(grid, tap, image));
      }
      if (taps.folds()) {
        addFolded(touches, tap, image);
      }
    }
    touches.sort(comparingInt(Touch::grid));
    return touches;
  }

  /**
   * The grid positions from which {@code tap} falls outside and sees {@code image} all the same.
   */
  private void addFolded(List<Touch> touches, int tap, int image) {
    int begin = taps.gridBegin(tap);
    int end = taps.gridEnd(tap);
    IntStream.concat(IntStream.range(0, begin), IntStream.range(end, taps.axis().grid()))
        .filter(grid -> taps.image(grid, tap) == image)
        .forEach(grid -> touches.add(new Touch(grid, tap, image)));
  }

  /** The first grid position from which {@code tap} is inside and touches {@code image} or more. */
  private int firstReaching(int tap, int image) {
    int low = taps.gridBegin(tap);
    int high = taps.gridEnd(tap);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (taps.image(middle, tap) < image) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Why {@code tap} joins {@code position} to nothing; empty if it joins it to something. */
  Optional<String> reason(Side side, int position, int tap) {
    return side == Side.GRID ? outside(position, tap) : unreached(position, tap);
  }

  private Optional<String> outside(int grid, int tap) {
    ConvolutionAxis axis = taps.axis();
    boolean inside = tap >= taps.tapBegin(grid) && tap < taps.tapEnd(grid);
    return inside
        ? Optional.empty()
        : say("touches %d, outside 0..%d", axis.imagePosition(grid, tap), axis.image() - 1);
  }

  private Optional<String> unreached(int image, int tap) {
    if (taps.folds()) {
      return ofImage(image).stream().anyMatch(touch -> touch.tap() == tap)
          ? Optional.empty()
          : say("touches %d from no grid position, inside or by the boundary", image);
    }
    ConvolutionAxis axis = taps.axis();
    long first = axis.imagePosition(0, tap);
    int last = axis.grid() - 1;
    if (image < first) {
      return say("touches %d at the least, from grid position 0", first);
    }
    if (image > axis.imagePosition(last, tap)) {
      return say(
          "touches %d at the most, from grid position %d", axis.imagePosition(last, tap), last);
    }
    int next = firstReaching(tap, image);
    return next < taps.gridEnd(tap) && taps.image(next, tap) == image
        ? Optional.empty()
        : say("touches %d, %d, ..., not %d", first, axis.imagePosition(1, tap), image);
  }

  private static Optional<String> say(String format, Object... numbers) {
    return Optional.of(String.format(Locale.ROOT, format, numbers));
  }
}
