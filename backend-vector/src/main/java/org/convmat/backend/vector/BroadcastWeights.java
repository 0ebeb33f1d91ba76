package org.convmat.backend.vector;

import java.util.stream.IntStream;
import org.convmat.spi.Elements;

/**
 * The weights of a job with the rows of its product across the vector: cut into strips of rows,
 * each stored depth x strip. Phases of the last axis are not parted. The last strip is narrow if
 * its rows fit into one vector. Immutable.
 */
final class BroadcastWeights {

  /** Longest slice of the depth: that of a strip of floats then takes 150 KiB. */
  private static final int SLICE = 1200;

  private final Elements[] strips;
  private final int rows;
  private final int rowsOfStrip;
  private final int lanes;
  private final int[] sliceStarts;

  /**
   * Packs the weights of a group.
   *
   * @param order the k of the job that stands at each place of the depth
   */
  BroadcastWeights(Kernel kernel, PhaseJob job, Elements source, int group, int[] order) {
    this.rows = job.rows();
    this.rowsOfStrip = rowsOfStrip(job, kernel.width());
    this.lanes = kernel.lanes();
    int depth = job.depth();
    int slices = Math.max(1, (depth + SLICE - 1) / SLICE);
    this.sliceStarts =
        IntStream.rangeClosed(0, slices).map(s -> (int) ((long) depth * s / slices)).toArray();
    this.strips = new Elements[(rows + rowsOfStrip - 1) / rowsOfStrip];
    PackedRows.Entries entries = job.weights(group, order);
    for (int strip = 0; strip < strips.length; strip++) {
      int width = isNarrow(strip) ? lanes : 2 * lanes;
      Elements packed = Elements.allocate(kernel.type(), Math.multiplyExact(depth, width));
      for (int k = 0; k < depth; k++) {
        for (int row = 0; row < rows(strip); row++) {
          int position = entries.position(firstRow(strip) + row, k);
          packed.set(k * width + row, source.get(position));
        }
      }
      strips[strip] = packed;
    }
  }

  /** Rows of a strip but the last: as many as {@code width} has room for; 0 if there is none. */
  static int rowsOfStrip(PhaseJob job, int width) {
    int unit = job.lastAxis().phases();
    return width / unit * unit;
  }

  /** Number of strips. */
  int strips() {
    return strips.length;
  }

  /** A strip, depth x width. */
  Elements strip(int strip) {
    return strips[strip];
  }

  /** First row of the product in a strip. */
  int firstRow(int strip) {
    return strip * rowsOfStrip;
  }

  /** Rows of the product in a strip. */
  int rows(int strip) {
    return Math.min(rowsOfStrip, rows - firstRow(strip));
  }

  /** True if a strip is one vector wide. */
  boolean isNarrow(int strip) {
    return rows(strip) <= lanes;
  }

  /** Slices of the depth: they depend on nothing else, so that every sum has one order. */
  int slices() {
    return sliceStarts.length - 1;
  }

  /** First k of a slice. */
  int sliceStart(int slice) {
    return sliceStarts[slice];
  }
}
