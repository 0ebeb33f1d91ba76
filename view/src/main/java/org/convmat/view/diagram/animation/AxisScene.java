package org.convmat.view.diagram.animation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.convmat.core.explain.Side;
import org.convmat.spi.ConvolutionAxis;

/**
 * One axis of what a kernel does while it moves. From each cell of the moving side the taps lie
 * over places of the other side, some with a cell and some beside it:
 *
 * <ul>
 *   <li>where the grid moves, places are image positions; those outside the image are its padding;
 *   <li>where the image moves, a place is where tap 0 of a grid cell falls, so that the grid's
 *       cells lie a stride apart; the places between and beside them are the zeros that a direct
 *       convolution would need there.
 * </ul>
 */
final class AxisScene {

  private static final int NONE = -1;

  private final ConvolutionAxis axis;
  private final Side moving;
  private final int first;
  private final int[] cellAt;

  AxisScene(ConvolutionAxis axis, Side moving) {
    this.axis = axis;
    this.moving = moving;
    int steps = moving.extent(axis);
    int last = axis.kernel() - 1;
    Side still = moving == Side.GRID ? Side.IMAGE : Side.GRID;
    long low = Math.min(place(0, 0), place(0, last));
    long high = Math.max(place(steps - 1, 0), place(steps - 1, last));
    low = Math.min(low, home(0));
    high = Math.max(high, home(still.extent(axis) - 1));
    this.first = Math.toIntExact(low);
    this.cellAt = new int[Math.toIntExact(high - low + 1)];
    Arrays.fill(cellAt, NONE);
    for (int cell = 0; cell < still.extent(axis); cell++) {
      cellAt[Math.toIntExact(home(cell) - low)] = cell;
    }
  }

  /** How many places an axis would have; for asking before anything is allocated. */
  static long places(ConvolutionAxis axis, Side moving) {
    long taps = axis.imagePosition(0, axis.kernel() - 1L) - axis.imagePosition(0, 0);
    long steps = axis.imagePosition(axis.grid() - 1L, 0) - axis.imagePosition(0, 0);
    long over = moving == Side.GRID ? steps + taps : axis.image() - 1 + taps;
    long own = moving == Side.GRID ? axis.image() : steps;
    return over + own + Math.abs(axis.imagePosition(0, 0)) + 1;
  }

  /** The place where a cell of the still side is. */
  private long home(int cell) {
    return moving == Side.GRID ? cell : axis.imagePosition(cell, 0);
  }

  /** The place over which a tap lies from a cell of the moving side. */
  private long place(int step, int tap) {
    return moving == Side.GRID
        ? axis.imagePosition(step, tap)
        : step - (axis.imagePosition(0, tap) - axis.imagePosition(0, 0));
  }

  /** Number of places. */
  int places() {
    return cellAt.length;
  }

  /** The cell at a place, counted from 0; -1 if there is none. */
  int cell(int place) {
    return cellAt[place];
  }

  /** The tap that lies over a place from a cell of the moving side; -1 if none does. */
  int tap(int step, int place) {
    return IntStream.range(0, axis.kernel())
        .filter(tap -> place(step, tap) == (long) first + place)
        .findFirst()
        .orElse(NONE);
  }
}
