package org.convmat.backend.vector;

import org.convmat.spi.Elements;

/**
 * Some members of a class in some columns: their windows, packed one column after the other, and
 * where their strips go. The strips of a column follow one another by member; in a column of one
 * vector, two members make a strip; the last of an odd number with the one before it once more.
 * Rows outside the source are not packed where a strip is one member, and no strip begins or ends
 * with them.
 *
 * <p>For one thread at a time.
 */
final class WindowBlock implements PanelProduct.Panels, PanelProduct.Targets {

  private final Kernel kernel;
  private final PhaseWriter writer;
  private final WindowPlan plan;
  private final WindowOrder order;
  private final AxisWork axis;
  private final BandStrips source;
  private final int middle;
  private final int[] starts;
  private final int[] firstTaps;
  private final int[] endTaps;
  private final int[] firstOfMember;
  private final int[] endOfMember;
  private final int[] places;
  private final int[] nexts;
  private final int[] rows;
  private final BandSource.Band read;
  private final Elements target;
  private int members;
  private int firstColumn;
  private int endColumn;
  private int fromTap;
  private int toTap;

  /** An empty block of a band. */
  WindowBlock(
      Kernel kernel,
      PhaseWriter writer,
      WindowPlan plan,
      PhaseJob job,
      BandStrips source,
      BandSource.Band read,
      Elements target) {
    this.kernel = kernel;
    this.writer = writer;
    this.plan = plan;
    this.order = plan.order();
    this.axis = job.axes()[0];
    this.source = source;
    this.middle = job.middlePositions();
    this.starts = new int[plan.strips()];
    this.firstTaps = new int[plan.strips()];
    this.endTaps = new int[plan.strips()];
    this.firstOfMember = new int[plan.members()];
    this.endOfMember = new int[plan.members()];
    this.places = new int[plan.strips()];
    this.nexts = new int[plan.strips()];
    this.rows = new int[plan.members()];
    this.read = read;
    this.target = target;
  }

  /**
   * Takes members {@code from..to-1} of a class, and columns from {@code column} on.
   *
   * @param between the position of the axes between the first and the last
   * @param start where the first channel of the job begins in the target
   */
  void take(int ofClass, int between, int column, int from, int to, int start) {
    int positions = read.rows / middle;
    members = to - from;
    for (int n = 0; n < members; n++) {
      int position = order.position(positions, ofClass, from + n);
      rows[n] = position * middle + between;
      firstOfMember[n] = axis.firstInside(read.firstPosition + position);
      endOfMember[n] = Math.max(firstOfMember[n], axis.endInside(read.firstPosition + position));
    }
    firstColumn = column;
    endColumn = Math.min(plan.whole(), column + plan.columns());
    int strip = 0;
    for (int c = firstColumn; c < endColumn; c++) {
      for (int n = 0; n < members; n++, strip++) {
        places[strip] = start + writer.place(rows[n], plan.whole(c), read.firstPosition);
        nexts[strip] = kernel.lanes();
        firstTaps[strip] = firstOfMember[n];
        endTaps[strip] = endOfMember[n];
      }
    }
    for (int c = 0; c < pairedColumns(); c++) {
      for (int pair = 0; pair < pairs(); pair++, strip++) {
        int first = firstOf(pair);
        int second = secondOf(pair);
        int place = writer.place(rows[first], plan.paired(c), read.firstPosition);
        places[strip] = start + place;
        nexts[strip] = writer.place(rows[second], plan.paired(c), read.firstPosition) - place;
        firstTaps[strip] = Math.min(firstOfMember[first], firstOfMember[second]);
        endTaps[strip] = Math.max(endOfMember[first], endOfMember[second]);
      }
    }
  }

  /** Columns of one vector: those with the last whole ones. */
  private int pairedColumns() {
    return endColumn == plan.whole() ? plan.paired() : 0;
  }

  private int pairs() {
    return (members + 1) / 2;
  }

  /** The first member of a pair. */
  private int firstOf(int pair) {
    return Math.max(0, Math.min(2 * pair, members - 2));
  }

  /** The second; the first itself if there is no other. */
  private int secondOf(int pair) {
    return Math.min(firstOf(pair) + 1, members - 1);
  }

  /** Number of strips. */
  int strips() {
    return (endColumn - firstColumn) * members + pairedColumns() * pairs();
  }

  /** Packs what the strips read for taps {@code from..to-1} of the first axis. */
  void pack(int from, int to, Elements packed) {
    fromTap = from;
    toTap = to;
    int row = plan.depth() * kernel.width();
    int panel = order.rows(members, to - from) * row;
    int strip = 0;
    for (int c = firstColumn; c < endColumn; c++) {
      for (int n = 0; n < members; n++, strip++) {
        int first = n * order.shift() + leadingTaps(strip);
        starts[strip] = (c - firstColumn) * panel + first * row;
      }
    }
    packWhole(from, to, packed, panel);
    int at = (endColumn - firstColumn) * panel;
    for (int c = 0; c < pairedColumns(); c++) {
      for (int pair = 0; pair < pairs(); pair++, strip++) {
        int first = firstOf(pair) * order.shift() + leadingTaps(strip);
        starts[strip] = at + first * row;
      }
      packPaired(plan.paired(c), from, to, packed, at);
      at += plan.pairedRows(members, to - from) * row;
    }
  }

  private void packWhole(int from, int to, Elements packed, int panel) {
    int row = plan.depth() * kernel.width();
    int columns = endColumn - firstColumn;
    boolean overlaps = columns > 0 && plan.whole(endColumn - 1) % kernel.width() != 0;
    int apart = overlaps ? columns - 1 : columns;
    for (int i = 0; i < order.rows(members, to - from) && columns > 0; i++) {
      int member = Math.min(i / order.shift(), members - 1);
      int tap = from + i - member * order.shift();
      if (tap >= firstOfMember[member] && tap < Math.min(to, endOfMember[member])) {
        int begin = rows[member] * read.rowLength;
        int end = begin + read.rowLength;
        int first = begin + plan.whole(firstColumn);
        pack(first, end, apart, tap, packed, i * row, panel);
        if (overlaps) {
          pack(begin + plan.whole(endColumn - 1), end, 1, tap, packed, apart * panel + i * row, 0);
        }
      }
    }
  }

  private void pack(
      int first, int end, int strips, int tap, Elements packed, int position, int panel) {
    int k = tap * plan.depth();
    source.pack(read, first, end, strips, k, k + plan.depth(), packed, position, panel);
  }

  /** Row i holds what the windows of two neighbouring members have in row i, side by side. */
  private void packPaired(int column, int from, int to, Elements packed, int position) {
    int row = plan.depth() * kernel.width();
    for (int i = 0; i < plan.pairedRows(members, to - from); i++) {
      int member = Math.max(0, Math.min(i / order.shift(), members - 2));
      int tap = from + i - member * order.shift();
      if (tap < to) {
        int k = tap * plan.depth();
        int first = rows[member] * read.rowLength + column;
        int second = rows[Math.min(member + 1, members - 1)] * read.rowLength + column;
        source.packPair(read, first, second, k, k + plan.depth(), packed, position + i * row);
      }
    }
  }

  @Override
  public int start(int strip) {
    return starts[strip];
  }

  @Override
  public int leading(int strip) {
    return leadingTaps(strip) * plan.depth();
  }

  @Override
  public int trailing(int strip) {
    return (toTap - Math.min(toTap, Math.max(fromTap, endTaps[strip]))) * plan.depth();
  }

  /** Taps of what was packed last with which a strip reads nothing, before all others. */
  private int leadingTaps(int strip) {
    return Math.min(toTap, Math.max(fromTap, firstTaps[strip])) - fromTap;
  }

  @Override
  public Elements elements(int strip) {
    return target;
  }

  @Override
  public int position(int strip, int row) {
    return places[strip] + row * writer.plane();
  }

  @Override
  public int rowStride(int strip) {
    return writer.plane();
  }

  @Override
  public int vectorStride(int strip) {
    return nexts[strip];
  }
}
