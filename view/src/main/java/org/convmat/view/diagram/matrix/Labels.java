package org.convmat.view.diagram.matrix;

import java.util.ArrayList;
import java.util.List;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Side;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.VectorOrder;
import org.convmat.view.diagram.Brief;

/** The names of the rows or columns of a matrix: the cells of one side. */
record Labels(Geometry geometry, Side side, VectorOrder order) {

  /** Number of rows or columns. */
  long count() {
    return side.cells(geometry);
  }

  /** The name of one, as in {@code 0,1}, or with several channels {@code 2:0,1}. */
  String text(long index) {
    Cell cell = cell(index);
    String channel = side.channels(geometry) > 1 ? cell.channel() + ":" : "";
    return channel + Brief.index(cell.position());
  }

  private Cell cell(long index) {
    if (order == VectorOrder.C) {
      return side.cell(geometry, index);
    }
    List<Integer> position = new ArrayList<>();
    long rest = index;
    for (int extent : extents()) {
      position.add((int) (rest % extent));
      rest /= extent;
    }
    return new Cell((int) rest, position);
  }

  /** The extents of the side. */
  List<Integer> extents() {
    return geometry.axes().stream().map(side::extent).toList();
  }

  /** What the cells are, as in {@code grid 2x2}. */
  String title() {
    int channels = side.channels(geometry);
    return side + " " + (channels > 1 ? channels + " x " : "") + Brief.extents(extents());
  }

  /** The lengths of the blocks that the cells fall into, ascending: 1, a line, a plane, ... */
  List<Long> blocks() {
    List<Long> blocks = new ArrayList<>();
    long block = 1;
    List<Integer> extents = extents();
    for (int a = 0; a < extents.size(); a++) {
      blocks.add(block);
      block *= extents.get(order == VectorOrder.F ? a : extents.size() - 1 - a);
    }
    blocks.add(block);
    return blocks;
  }

  /**
   * How far apart to name cells: the smallest of 1, 2, 5, 10, ... times a block that is at least
   * {@code least} cells.
   */
  long step(double least) {
    List<Long> blocks = blocks();
    for (int b = 0; b < blocks.size(); b++) {
      long next = b + 1 < blocks.size() ? blocks.get(b + 1) : Long.MAX_VALUE;
      for (long times = 1; blocks.get(b) * times < next; times = following(times)) {
        if (blocks.get(b) * times >= least) {
          return blocks.get(b) * times;
        }
      }
    }
    return Math.max(1, count());
  }

  /** 1, 2, 5, 10, 20, ... */
  private static long following(long times) {
    return Long.toString(times).startsWith("2") ? times / 2 * 5 : times * 2;
  }
}
