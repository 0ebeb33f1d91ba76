package org.convmat.backend.vector;

import java.util.Arrays;
import org.convmat.spi.Elements;

/**
 * The whole vectors of positions of a job that writes rows: sums of a tile of channels by two of
 * them, wherever they lie, stay in registers while the depth runs.
 *
 * <pre>{@code
 * y[place(v) + row*plane + j] = sum over k of a[row][k] * x[start(v) + offsets[k] + j]
 * }</pre>
 *
 * <p>Nothing is packed but the weights, and sums are written in place. With sixteen sums a tile
 * reads two vectors and eight weights a step, which leaves time for vectors that pass the end of a
 * line of the cache; with ten it does not. Immutable.
 */
final class SlideRows {

  /**
   * Rows of a chunk, which meets all vectors of a band: so many channels of the target, each in
   * pages of its own, are written at a time. With 64 a layer of 112 x 112 positions took 4 %
   * longer.
   */
  private static final int CHUNK = 16;

  /**
   * Positions of a band: what a chunk writes for them, 256 KiB of floats, stays in the second cache
   * with what it reads. Twice as many took 4 % longer.
   */
  private static final int POSITIONS = 4096;

  /**
   * Times the reach of the taps that a band has at least: 3 to 8 channels of 4000 x 4000 with 5 x 5
   * 1.37 times as fast as in bands of a row.
   */
  private static final int REACHES = 4;

  /**
   * Longest depth. What a tile reads comes from the second cache, line by line: that takes some 5 %
   * of its time, about what is saved at this depth by not turning sums.
   */
  private static final int DEEPEST = 640;

  /** Rows of the product that there must be: low tiles are slow. */
  private static final int LEAST_ROWS = 6;

  /**
   * Most channels of a source that is read where it lies: each is in pages of its own. In a copy
   * all channels of a row lie together.
   */
  private static final int MOST_PLANES = 32;

  private final Kernel kernel;
  private final PackedRows[] weights;
  private final int plane;

  /**
   * What a tile takes, in rows of one that is high; two vectors of each channel are read at any
   * height.
   */
  static double rows(PhaseJob job) {
    double rows = 0;
    for (int height : TileHeights.halved(job.rows())) {
      rows += height == TileHeights.TALLEST ? height : 1.5 + height;
    }
    return rows;
  }

  /**
   * The rows of a job.
   *
   * @param plane the distance of neighbouring channels of the target
   * @param order the k of the job that stands at each place of the depth
   */
  SlideRows(Kernel kernel, PhaseJob job, int groups, int plane, int[] order) {
    this.kernel = kernel;
    this.plane = plane;
    this.weights = new PackedRows[groups];
    for (int group = 0; group < groups; group++) {
      weights[group] = job.packHalved(group, order);
    }
  }

  /**
   * How many columns of a row of {@code length} positions are whole vectors, from the first one on;
   * 0 if the job is not of this kind, which does not depend on how it was cut by channels. All of
   * them where the rest is little less than a vector: the last one then overlaps.
   */
  static int columns(PhaseJob job, int length, int lanes) {
    int rest = length % lanes;
    int groups = PositionGroups.of(rest, BroadcastLoops.GROUP);
    boolean overlaps = groups * BroadcastLoops.GROUP >= lanes;
    boolean copies = !SourceLayout.canBeInPlace(job.axes());
    boolean near = job.depth() <= DEEPEST && (copies || job.readChannels() <= MOST_PLANES);
    if (!job.writesRows() || length < lanes || !near || job.whole().rows() < LEAST_ROWS) {
      return 0;
    }
    return overlaps ? length : length - rest;
  }

  /**
   * Positions of the first axis that a band should have at most: as many as write {@link
   * #POSITIONS} elements of a channel, but {@link #REACHES} times the reach of the taps at least,
   * since neighbouring bands both copy what they share.
   */
  static int bandPositions(PhaseJob job) {
    AxisWork first = job.axes()[0];
    long inner = job.axes().length == 1 ? 1 : job.positions() / first.positions();
    int shared = (BandSource.span(first) + first.readStep() - 1) / first.readStep();
    return (int) Math.max(REACHES * (long) shared, POSITIONS / inner);
  }

  /**
   * Computes all channels.
   *
   * @param depth the offsets of the band, in the order of the weights
   * @param vectors groups as long as a vector
   * @param target where the first channel begins
   */
  void run(
      int group,
      BandSource.Band read,
      int[] depth,
      PositionGroups vectors,
      Elements y,
      int target) {
    PackedRows rows = weights[group];
    int end;
    for (int tile = 0; tile < rows.tiles(); tile = end) {
      end = rows.endOfChunk(tile, CHUNK);
      run(rows, tile, end, read, depth, vectors, y, target);
    }
  }

  private void run(
      PackedRows rows,
      int fromTile,
      int toTile,
      BandSource.Band read,
      int[] depth,
      PositionGroups vectors,
      Elements y,
      int target) {
    int[] offsets = {};
    int begin = 0;
    int end = 0;
    for (int v = 0; v < vectors.count(); v += 2) {
      int next = Math.min(v + 1, vectors.count() - 1);
      // What one of both reads outside is zero, and adds nothing to a sum.
      int k0 = Math.min(vectors.begin(v), vectors.begin(next));
      int k1 = Math.max(k0, Math.max(vectors.end(v), vectors.end(next)));
      if (k0 != begin || k1 != end) {
        begin = k0;
        end = k1;
        offsets = Arrays.copyOfRange(depth, k0, k1);
      }
      rows.slide(
          kernel,
          fromTile,
          toTile,
          k0,
          read.elements,
          vectors.start(v),
          vectors.start(next),
          offsets,
          y,
          target + vectors.place(v),
          target + vectors.place(next),
          plane);
    }
  }
}
