package org.convmat.backend.vector;

import org.convmat.spi.Elements;
import org.convmat.spi.support.Strided;

/**
 * Puts the rows of a product where they belong in the target: a phase's positions lie a write step
 * apart; two or four neighbouring phases of step 2 or 4 are interleaved. Immutable.
 */
final class PhaseWriter {

  private final Kernel kernel;
  private final RowLoops loops;
  private final PhaseJob job;
  private final int[] targetStrides;
  private final int plane;
  private final boolean interleaves;

  PhaseWriter(Kernel kernel, ConvolutionSide side, PhaseJob job) {
    this.kernel = kernel;
    this.loops = RowLoops.of(kernel.type());
    this.job = job;
    this.targetStrides = new int[job.axes().length];
    int stride = 1;
    for (int a = targetStrides.length - 1; a >= 0; a--) {
      targetStrides[a] = stride;
      stride *= side.writtenExtent(a);
    }
    this.plane = stride;
    this.interleaves = interleaves(job.lastAxis());
  }

  /**
   * Writes positions {@code from..to-1} of a row of positions, all rows of the product.
   *
   * @param row the row: positions of all axes but the last, first slowest, counted within the band
   * @param firstPosition the position of the first axis that the band begins with
   * @param product row r of the product begins at {@code r*ld + at} with position {@code from}
   * @param start where the first channel of the job begins in {@code target}
   */
  void write(
      int row,
      int from,
      int to,
      int firstPosition,
      Elements product,
      int at,
      int ld,
      Elements target,
      int start) {
    write(row, from, to, firstPosition, 0, job.rows(), product, at, ld, target, start);
  }

  /**
   * The same for rows {@code firstRow..endRow-1} of the product; phases of the last axis are not
   * parted.
   *
   * @param product row {@code firstRow} of the product begins at {@code at} with position {@code
   *     from}
   */
  void write(
      int row,
      int from,
      int to,
      int firstPosition,
      int firstRow,
      int endRow,
      Elements product,
      int at,
      int ld,
      Elements target,
      int start) {
    int last = job.axes().length - 1;
    int offset = last == 0 ? firstPosition : 0;
    int phases = job.lastAxis().phases();
    int rows = job.outerPhases() * phases;
    for (int outer = 0; outer < job.outerPhases(); outer++) {
      int first = outer * phases;
      int low = Math.max(0, Math.floorDiv(firstRow - first + rows - 1, rows));
      int high = Math.floorDiv(endRow - first + rows - 1, rows);
      int line = low < high ? line(row, outer, firstPosition) : -1;
      if (line >= 0) {
        int source = (low * rows + first - firstRow) * ld + at;
        int base = start + low * plane + line;
        writeLines(from + offset, to + offset, product, source, ld, target, base, high - low);
      }
    }
  }

  /**
   * True if the job writes rows and each row of positions goes on in the target where the one
   * before it ends: all positions of a band are one stretch of every channel.
   */
  boolean writesStretches() {
    boolean whole = job.writesRows();
    for (int a = 0; a < job.axes().length; a++) {
      AxisWork axis = job.axes()[a];
      whole &= axis.writeStep() == 1 && (a == 0 || axis.positions() == writtenExtent(a));
    }
    return whole;
  }

  private int writtenExtent(int axis) {
    return targetStrides[axis - 1] / targetStrides[axis];
  }

  /** Where a position goes in a channel of the target, if the job has a single phase. */
  int place(int row, int column, int firstPosition) {
    AxisWork last = job.lastAxis();
    int position = job.axes().length == 1 ? column + firstPosition : column;
    return line(row, 0, firstPosition) + position * last.writeStep() + last.writeStart(0);
  }

  /** Distance of channels in the target. */
  int plane() {
    return plane;
  }

  /** Where the line of an outer phase begins in a channel of the target; negative if nowhere. */
  private int line(int row, int outerPhase, int firstPosition) {
    AxisWork[] axes = job.axes();
    int line = 0;
    int rest = row;
    for (int a = axes.length - 2; a >= 1; a--) {
      int q = rest % axes[a].positions();
      rest /= axes[a].positions();
      int place = place(axes[a], job.phaseOf(outerPhase, a), q);
      if (place < 0) {
        return -1;
      }
      line += place * targetStrides[a];
    }
    if (axes.length > 1) {
      int place = place(axes[0], job.phaseOf(outerPhase, 0), rest + firstPosition);
      return place < 0 ? -1 : line + place * targetStrides[0];
    }
    return line;
  }

  private static int place(AxisWork axis, int phase, int q) {
    boolean inside = q >= axis.first(phase) && q <= axis.last(phase);
    return inside ? q * axis.writeStep() + axis.writeStart(phase) : -1;
  }

  /** The same line of {@code channels} channels. */
  private void writeLines(
      int from,
      int to,
      Elements product,
      int source,
      int ld,
      Elements target,
      int base,
      int channels) {
    AxisWork axis = job.lastAxis();
    int phases = axis.phases();
    int low = from;
    int high = interleaves ? to : from;
    for (int f = 0; f < phases && interleaves; f++) {
      low = Math.max(low, axis.first(f));
      high = Math.min(high, axis.last(f) + 1);
    }
    if (low < high) {
      int a = source + low - from;
      int place = base + phases * low + axis.writeStart(0);
      interleave(product, a, ld, target, place, channels, high - low);
    }
    int ending = Math.min(to, low);
    int resumed = Math.max(low, Math.max(from, high));
    for (int f = 0; f < phases; f++) {
      int row = source + f * ld;
      writePhase(axis, f, from, ending, from, product, row, ld, target, base, channels);
      writePhase(axis, f, resumed, to, from, product, row, ld, target, base, channels);
    }
  }

  private void interleave(
      Elements product, int source, int ld, Elements target, int place, int channels, int count) {
    int phases = job.lastAxis().phases();
    if (phases == 2) {
      int step = job.outerPhases() * phases * ld;
      loops.interleave(product, source, source + ld, step, target, place, plane, channels, count);
      return;
    }
    for (int channel = 0; channel < channels; channel++) {
      kernel.interleaveFour(
          product,
          source + channel * job.outerPhases() * phases * ld,
          ld,
          target,
          place + channel * plane,
          count);
    }
  }

  /** True if the phases of the last axis, two or four of them, are neighbours in the target. */
  private static boolean interleaves(AxisWork axis) {
    int phases = axis.phases();
    boolean neighbours = axis.writeStep() == phases && (phases == 2 || phases == 4);
    for (int f = 1; f < phases; f++) {
      neighbours &= axis.writeStart(f) == axis.writeStart(0) + f;
    }
    return neighbours;
  }

  private void writePhase(
      AxisWork axis,
      int phase,
      int from,
      int to,
      int origin,
      Elements product,
      int source,
      int ld,
      Elements target,
      int base,
      int channels) {
    int low = Math.max(from, axis.first(phase));
    int high = Math.min(to, axis.last(phase) + 1);
    if (low >= high) {
      return;
    }
    int at = source + low - origin;
    int sourceStep = job.outerPhases() * axis.phases() * ld;
    int place = base + low * axis.writeStep() + axis.writeStart(phase);
    if (axis.writeStep() == 1) {
      loops.copyRows(product, at, sourceStep, 1, target, place, plane, channels, high - low);
      return;
    }
    for (int channel = 0; channel < channels; channel++) {
      Strided.copy(
          product,
          at + channel * sourceStep,
          1,
          target,
          place + channel * plane,
          axis.writeStep(),
          high - low);
    }
  }
}
