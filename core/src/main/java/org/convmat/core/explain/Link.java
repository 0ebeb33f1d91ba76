package org.convmat.core.explain;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What one tap joins: a cell of the grid and a cell of the image. It adds the weight W[grid
 * channel, image channel within the group, tap] to entry (row, column) of C.
 *
 * @param grid the grid's cell
 * @param row its row of C
 * @param image the image's cell
 * @param column its column of C
 * @param weight the index of the weight: grid channel, image channel within the group, taps...
 * @param weightIndex the same in the kernel's array
 */
public record Link(
    Cell grid, long row, Cell image, long column, List<Integer> weight, int weightIndex) {

  /** Copies the index. */
  public Link {
    weight = ImmutableList.copyOf(weight);
  }

  /** The cell on one side. */
  public Cell on(Side side) {
    return side == Side.GRID ? grid : image;
  }

  /** The row or the column of C. */
  public long index(Side side) {
    return side == Side.GRID ? row : column;
  }

  /** The tap, one index for each axis. */
  public List<Integer> tap() {
    return weight.subList(2, weight.size());
  }
}
