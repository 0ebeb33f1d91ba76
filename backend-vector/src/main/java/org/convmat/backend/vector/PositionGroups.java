package org.convmat.backend.vector;

import java.util.stream.IntStream;

/**
 * The positions of a band in groups of neighbours of a row: where each group is read and written,
 * and which part of the depth lies inside the source. Columns whose number is no multiple of a
 * group end with one that overlaps what lies before it, and has the same sums. Filled anew for each
 * band; not thread-safe.
 */
final class PositionGroups {

  private final int size;
  private final PhaseJob job;
  private final PhaseWriter writer;
  private final int[] firstInside;
  private final int[] endInside;
  private final int[] starts;
  private final int[] places;
  private final int[] begins;
  private final int[] ends;
  private final int step;
  private int count;
  private int length;

  /**
   * Room for groups of the bands of {@code source}.
   *
   * @param size positions of a group
   */
  PositionGroups(int size, PhaseJob job, PhaseWriter writer, BandSource source) {
    this.size = size;
    this.job = job;
    this.writer = writer;
    this.step = job.isSinglePhase() ? job.lastAxis().writeStep() : 1;
    AxisWork first = job.axes()[0];
    boolean clips = job.axes().length > 1;
    int rest = job.depth() / Math.max(1, first.shifts().length);
    IntStream positions = IntStream.range(0, clips ? first.positions() : 1);
    this.firstInside = positions.map(p -> clips ? first.firstInside(p) * rest : 0).toArray();
    positions = IntStream.range(0, firstInside.length);
    this.endInside = positions.map(p -> clips ? first.endInside(p) * rest : job.depth()).toArray();
    int row = source.longestRow();
    int most = Math.toIntExact(source.positions() / row * of(row, size));
    this.starts = new int[most];
    this.places = new int[most];
    this.begins = new int[most];
    this.ends = new int[most];
  }

  /** Groups of {@code columns} positions of a row. */
  static int of(int columns, int size) {
    return (columns + size - 1) / size;
  }

  /**
   * Lists the groups of a band.
   *
   * @param from the first column of every row that they shall have
   * @param to where those columns end
   */
  void fill(BandSource.Band read, int from, int to) {
    boolean clips = job.axes().length > 1;
    count = 0;
    length = read.rowLength;
    for (int row = 0; row < read.rows; row++) {
      int position = clips ? read.firstPosition + row / job.middlePositions() : 0;
      int start = read.rowStart(row);
      int place =
          job.isSinglePhase() ? writer.place(row, 0, read.firstPosition) : row * read.rowLength;
      for (int first = from; first < to; first += size) {
        int column = Math.max(0, Math.min(first, to - size));
        starts[count] = start + column;
        places[count] = place + column * step;
        begins[count] = firstInside[position];
        ends[count] = endInside[position];
        count++;
      }
    }
  }

  /** Number of groups. */
  int count() {
    return count;
  }

  /** Where the first position of a group is read, before the offsets. */
  int start(int group) {
    return starts[group];
  }

  /**
   * Where the first position of a group is written: in a channel of the target, if the job has a
   * single phase; else counted through the rows of positions.
   */
  int place(int group) {
    return places[group];
  }

  /** The first k of the depth that a group reads inside the source, as far as the first axis. */
  int begin(int group) {
    return begins[group];
  }

  /** The k after the last one. */
  int end(int group) {
    return ends[group];
  }

  /** Distance of neighbouring positions where they are written. */
  int step() {
    return step;
  }

  /** Whether two groups read the same part of the depth. */
  boolean readAlike(int group, int other) {
    return begins[group] == begins[other] && ends[group] == ends[other];
  }

  /** Whether a group is written where the one before it ends, without a gap. */
  boolean areNeighbours(int group, int next) {
    return length >= size && places[next] == places[group] + size * step;
  }
}
