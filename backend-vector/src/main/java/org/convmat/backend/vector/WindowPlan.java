package org.convmat.backend.vector;

import java.util.Optional;

/**
 * How a job is cut into blocks of windows: a row of positions into columns, a strip or, at its end,
 * one vector wide; and how many columns, and members of a class of {@link WindowOrder}, a block
 * has. Immutable.
 */
final class WindowPlan {

  /** Elements of a packed block: 384 KiB of floats, most of a second cache. */
  static final int BLOCK = 96 * 1024;

  /** Elements of the target that a column may begin and the next still finds near: 16 KiB. */
  private static final int BEGUN = 4 * 1024;

  /** Steps of the depth, for one row of a strip, to fetch a line again that was half written. */
  private static final int AGAIN = 6;

  /** What a block costs beside its strips, in strips: all weights are read once more. */
  private static final double BEGINNING = 0.25;

  private final WindowOrder order;
  private final int depth;
  private final int rows;
  private final int width;
  private final int middle;
  private final int[] whole;
  private final int[] paired;
  private final int columns;
  private final int members;

  private WindowPlan(PhaseJob job, WindowOrder order, int width, int most, int block) {
    this.order = order;
    this.depth = job.depth() / order.taps();
    this.rows = job.rows();
    this.width = width;
    this.middle = job.middlePositions();
    int positions = job.lastAxis().positions();
    int rest = positions % width;
    int vectors = rest == 0 ? 0 : rest <= width / 2 ? 1 : 2;
    boolean overlapping = vectors == 2 && positions > width;
    this.whole = new int[positions / width + (overlapping ? 1 : 0)];
    this.paired = new int[overlapping ? 0 : vectors];
    for (int n = 0; n < whole.length; n++) {
      whole[n] = Math.min(n * width, positions - width);
    }
    for (int n = 0; n < paired.length; n++) {
      paired[n] = n == 1 ? 0 : positions - width / 2;
    }
    int bestColumns = 1;
    int bestMembers = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int parts = 1; parts <= Math.max(1, whole.length); parts += (parts + 1) / 2) {
      int some = (whole.length + parts - 1) / parts;
      int fitting = fitting(some, block);
      if (fitting < 1 && some > 1) {
        continue;
      }
      int largest = Math.max(1, Math.min(most, fitting));
      for (int upTo = largest; upTo > 0; upTo = upTo > 4 ? upTo * 3 / 4 : upTo - 1) {
        int count = evenly(most, upTo);
        double cost = costOfStrip(some, count);
        if (cost < least) {
          least = cost;
          bestColumns = Math.max(1, some);
          bestMembers = count;
        }
      }
    }
    this.columns = bestColumns;
    this.members = bestMembers;
  }

  /**
   * The plan of a job whose positions have windows.
   *
   * @param positions of the first axis that a band has at most
   * @param block elements of a packed block, if one member has no more
   */
  static Optional<WindowPlan> of(PhaseJob job, int width, int positions, int block) {
    AxisWork[] axes = job.axes();
    int row = job.lastAxis().positions();
    // What overlaps is written twice, so it must not be added to what is there.
    boolean overwrites = job.depth() <= PackedRows.SLICE || row % width == 0;
    if (axes.length == 1 || !job.writesRows() || row < width / 2 || !overwrites) {
      return Optional.empty();
    }
    return WindowOrder.of(axes[0])
        .map(order -> new WindowPlan(job, order, width, order.members(positions, 0), block));
  }

  /** The most members of a class for which {@code some} whole columns, and those paired, fit. */
  private int fitting(int some, int block) {
    long row = (long) depth * width * (some + paired.length);
    long most = (block / Math.max(1, row) - order.taps()) / order.shift() + 1;
    return (int) Math.max(0, most);
  }

  /** The same number of blocks, of more equal length. */
  private static int evenly(int all, int most) {
    int blocks = (all + most - 1) / most;
    int count = (all + blocks - 1) / blocks;
    return Math.min(most, count + count % 2);
  }

  /** Steps of the depth, for one row of a strip, that a whole strip takes. */
  private double costOfStrip(int some, int count) {
    double wanted = count * (some + 0.5 * paired.length);
    double packing = PhasePlan.PACKING * packedRows(some, count) * depth;
    double writing = (double) rows * count * width <= BEGUN ? 0 : AGAIN * rows * wanted;
    double products = (strips(some, count) + BEGINNING) * depth * order.taps() * rows;
    return (packing + writing + products) / wanted;
  }

  /** Strips of {@code some} whole columns, and those paired. */
  private int strips(int some, int count) {
    return some * count + paired.length * ((count + 1) / 2);
  }

  /** Rows of all panels of a block. */
  private double packedRows(int some, int count) {
    return some * order.rows(count, order.taps())
        + paired.length * (double) pairedRows(count, order.taps());
  }

  /** Rows of a panel of pairs of {@code count} members, for {@code taps} of the taps. */
  int pairedRows(int count, int taps) {
    return order.rows(Math.max(1, count - 1), taps);
  }

  /**
   * Steps of the depth, for one row of a strip, that a band takes without writing.
   *
   * @param positions of its first axis
   * @param heights what its rows cost
   */
  double cost(int positions, double heights) {
    int parts = (whole.length + columns - 1) / columns;
    double beginning = BEGINNING * Math.max(1, parts);
    double cost = 0;
    for (int ofClass = 0; ofClass < order.classes(); ofClass++) {
      int all = order.members(positions, ofClass);
      for (int from = 0; from < all; from += members) {
        int count = Math.min(members, all - from);
        double strips = strips(whole.length, count) + beginning;
        double packing = PhasePlan.PACKING * packedRows(whole.length, count);
        cost += depth * (strips * order.taps() * heights + packing);
      }
    }
    return cost * middle;
  }

  WindowOrder order() {
    return order;
  }

  /** Rows of the depth that a tap of the first axis has. */
  int depth() {
    return depth;
  }

  /** Whole columns of a block; the last block of a row has the others. */
  int columns() {
    return columns;
  }

  /** Members of a class in a block, at most. */
  int members() {
    return members;
  }

  /** Number of columns that are a strip wide. */
  int whole() {
    return whole.length;
  }

  /** The position that a column of a strip begins with; the last may overlap the one before. */
  int whole(int column) {
    return whole[column];
  }

  /** Number of columns that are a vector wide, of which two members make a strip. */
  int paired() {
    return paired.length;
  }

  /** The position that such a column begins with; it may overlap the one before. */
  int paired(int column) {
    return paired[column];
  }

  /** Elements of a packed block. */
  int packedLength() {
    int all = Math.min(columns, whole.length) * order.rows(members, order.taps());
    return (all + paired.length * pairedRows(members, order.taps())) * depth * width;
  }

  /** Strips of a block, at most. */
  int strips() {
    return strips(columns, members);
  }
}
