package org.convmat.core.explain;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.List;

/**
 * One cell of an image or of a grid.
 *
 * @param channel from 0
 * @param position one index for each spatial axis, from 0, slowest axis first
 */
public record Cell(int channel, List<Integer> position) {

  /** Copies the position. */
  public Cell {
    position = ImmutableList.copyOf(position);
  }

  /** A cell of channel 0. */
  public static Cell at(int... position) {
    return new Cell(0, Ints.asList(position));
  }

  /** The channel and then the position, as in {@code 0,1,2}. */
  @Override
  public String toString() {
    return channel + "," + Joiner.on(',').join(position);
  }
}
