package org.convmat.backend.vector;

/** What {@link BroadcastProduct} takes, in the units of {@link PhasePlan}. */
final class BroadcastCost {

  /** A narrow strip, in strips: it reads nine elements for eight products. */
  private static final double NARROW = 0.8;

  /** Depth of which every element lies in a line of its own: it comes from the second cache. */
  private static final double SCATTERED = 1.15;

  /** Writing an element of a row that is not part of a whole vector. */
  private static final double TURNING = 1;

  /** The same, if it is every second one of a row, whose lines are then written twice. */
  private static final double SECOND = 2.75;

  /** The same, for targets beyond the caches. */
  private static final double SECOND_FAR = 3;

  /** Elements of such a target: 4 MiB of floats. */
  private static final double FAR = 1 << 20;

  /** The same, for larger steps. */
  private static final double STEPPED = 7;

  /** What a tile costs beyond its depth, in steps. */
  private static final double BEGINNING = 3;

  /** Weights of a job above this number come from beyond the second cache: 4 MiB of floats. */
  private static final double CACHED = 1 << 20;

  /** Reading a row of a strip of such weights, in steps. */
  private static final double READING = 2.5;

  private BroadcastCost() {}

  /** Channels whose rows are whole strips, {@code share} of them at least. */
  static int wholeStrips(PhaseJob job, int share, int width) {
    int strip = BroadcastWeights.rowsOfStrip(job, width);
    int phases = job.rows() / job.channels();
    int unit = Math.max(1, strip / phases);
    return (share + unit - 1) / unit * unit;
  }

  /** Steps of the depth for a row of a strip; infinite if there are no registers for it. */
  static double of(PhaseJob job, int width) {
    if (!TileHeights.TALL || BroadcastWeights.rowsOfStrip(job, width) == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double elements = (double) job.positions() * job.rows();
    int row = job.lastAxis().positions();
    int turned = row - SlideRows.columns(job, row, width / 2);
    double writing =
        job.isSinglePhase()
            ? turning(job) * elements * turned / row
            : TURNING * elements + PhasePlan.writing(job, (double) job.positions());
    double weights = (double) job.rows() * job.depth();
    double reading = weights > CACHED ? READING * weights / width : 0;
    return steps(job, job.axes()[0].positions(), width) + reading + writing;
  }

  private static double turning(PhaseJob job) {
    return switch (job.lastAxis().writeStep()) {
      case 1 -> TURNING;
      case 2 -> job.targetElements() > FAR ? SECOND_FAR : SECOND;
      default -> STEPPED;
    };
  }

  /** The same for so many positions of the first axis, without writing. */
  static double steps(PhaseJob job, int positions, int width) {
    int rowsOfStrip = BroadcastWeights.rowsOfStrip(job, width);
    int strips = job.rows() / rowsOfStrip;
    int rest = job.rows() % rowsOfStrip;
    double last = rest == 0 ? 0 : rest <= width / 2 ? NARROW : 1;
    boolean single = job.axes().length == 1;
    int row = single ? positions : job.lastAxis().positions();
    double rows = single ? 1 : (double) positions * job.middlePositions();
    int whole = SlideRows.columns(job, row, width / 2);
    double vectors = PositionGroups.of(whole, width / 2);
    double slid = vectors / 2 * SlideRows.rows(job) * (job.depth() + BEGINNING);
    double groups = PositionGroups.of(row - whole, BroadcastLoops.GROUP);
    double depth = job.depth() * (job.lastAxis().shifts().length == 1 ? SCATTERED : 1);
    double broadcast = (strips + last) * groups * BroadcastLoops.GROUP * (depth + BEGINNING);
    return rows * (slid + broadcast);
  }
}
