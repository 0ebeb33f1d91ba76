package org.convmat.backend.vector;

/**
 * Works out where the outputs of tiles belong in the target. Neighbouring tiles of a row are
 * neighbours in the product, their outputs lie the tile's length apart in the target. Immutable.
 */
final class FilterWriter {

  private final int lanes;
  private final PhaseJob job;
  private final FilterAxis[] axes;
  private final FilterAxis lastAxis;
  private final int outputs0;
  private final int[] targetStrides;
  private final int plane;
  private final boolean throughLines;

  FilterWriter(Kernel kernel, ConvolutionSide side, PhaseJob job, FilterAxis[] axes) {
    this.lanes = kernel.lanes();
    this.job = job;
    this.axes = axes;
    int last = axes.length - 1;
    this.lastAxis = axes[last];
    this.outputs0 = last == 0 ? 1 : axes[last - 1].outputs();
    this.targetStrides = new int[axes.length];
    int stride = 1;
    for (int a = last; a >= 0; a--) {
      targetStrides[a] = stride;
      stride *= side.writtenExtent(a);
    }
    this.plane = stride;
    AxisWork work = lastAxis.work();
    this.throughLines =
        lastAxis.points() == 1
            && last > 0
            && axes[last - 1].points() > 1
            && work.writeStep() == 1
            && work.phases() == 1
            && work.first(0) == 0
            && work.last(0) == work.positions() - 1;
  }

  /** Distance of channels in the target. */
  int plane() {
    return plane;
  }

  /** Distance in the target between neighbouring outputs. */
  int step() {
    return lastAxis.work().writeStep();
  }

  /** Distance in the target between neighbouring outputs of the last axis but one. */
  int lineStep() {
    int before = axes.length - 2;
    return before < 0 ? 0 : axes[before].work().writeStep() * targetStrides[before];
  }

  /**
   * Where tiles {@code from..to-1} of a band go in a channel, for one phase.
   *
   * @param outer the phase of the axes but the last
   * @param phase the phase of the last axis
   * @param ld output (j0, j1) of tile {@code from} is at {@code (j0*outputs1 + j1) * ld}
   */
  void plan(BandSource.Band read, int from, int to, int outer, int phase, int ld, FilterRuns runs) {
    runs.clear();
    int first = axes.length == 1 ? read.firstPosition : 0;
    for (int tile = from; tile < to; ) {
      int row = tile / read.rowLength;
      int column = tile - row * read.rowLength;
      int count = Math.min(to - tile, read.rowLength - column);
      boolean whole = throughLines && count >= lanes && isWhole(row, outer, read.firstPosition);
      if (whole) {
        int line = line(row, 0, outer, read.firstPosition);
        runs.line(tile - from, line + lastAxis.work().writeStart(phase) + column, count);
      }
      for (int j0 = 0; j0 < outputs0 && !whole; j0++) {
        int line = line(row, j0, outer, read.firstPosition);
        if (line >= 0) {
          int source = j0 * lastAxis.outputs() * ld + tile - from;
          int start = line + lastAxis.work().writeStart(phase);
          plan(first + column, count, phase, source, ld, start, runs);
        }
      }
      tile += count;
    }
  }

  /** Tiles {@code tile..tile+count-1} of a line. */
  private void plan(
      int tile, int count, int phase, int source, int ld, int start, FilterRuns runs) {
    AxisWork work = lastAxis.work();
    int m = lastAxis.outputs();
    int step = work.writeStep();
    int low = Math.max(tile * m, work.first(phase));
    int high = Math.min((tile + count) * m, work.last(phase) + 1);
    int begin = Math.min(high, (low + m - 1) / m * m);
    int end = Math.max(begin, high / m * m);
    for (int u = low; u < high; u++) {
      if (u < begin || u >= end) {
        runs.single(source + u % m * ld + u / m - tile, start + u * step);
      }
    }
    if (begin < end) {
      runs.run(source + begin / m - tile, start + begin * step, (end - begin) / m);
    }
  }

  /** True if all lines of a row of tiles are in the target. */
  private boolean isWhole(int row, int outer, int firstTile) {
    return line(row, 0, outer, firstTile) >= 0 && line(row, outputs0 - 1, outer, firstTile) >= 0;
  }

  /** Where a line of outputs begins in a channel of the target; negative if nowhere. */
  private int line(int row, int output, int outer, int firstTile) {
    int line = 0;
    int rest = row;
    for (int a = axes.length - 2; a >= 0; a--) {
      int tile = a == 0 ? rest + firstTile : rest % axes[a].tiles();
      rest /= axes[a].tiles();
      int position = tile * axes[a].outputs() + (a == axes.length - 2 ? output : 0);
      AxisWork work = axes[a].work();
      int phase = job.phaseOf(outer, a);
      if (position < work.first(phase) || position > work.last(phase)) {
        return -1;
      }
      line += (position * work.writeStep() + work.writeStart(phase)) * targetStrides[a];
    }
    return line;
  }
}
