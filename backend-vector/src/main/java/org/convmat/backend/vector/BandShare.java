package org.convmat.backend.vector;

import java.util.function.IntToDoubleFunction;

/**
 * How many positions of its first axis a job takes at a time where several threads share it, so
 * that they are done soonest: as many bands for each, of few strips that are not full, and not so
 * few that one who comes late leaves the others waiting for a whole one.
 */
final class BandShare {

  /** Bands that a thread should have at most. */
  private static final int MOST_BANDS = 16;

  /** Waiting for the last task costs so much of a task: threads seldom begin together. */
  private static final double LATE = 0.5;

  /** What a band costs beside its strips, in strips: all weights are read once more. */
  private static final double BEGINNING = 0.25;

  /** The last strip, if it has one vector of positions. */
  private static final double NARROW = 0.6;

  private BandShare() {}

  /**
   * The positions of a band; all of them for a single thread.
   *
   * @param alike how many jobs like this one there are
   * @param copies whether a padded copy is made of a source that is read beyond its ends
   */
  static int of(
      Kernel kernel, ConvolutionSide side, PhaseJob job, int threads, int alike, boolean copies) {
    return of(kernel, side, job, threads, alike, copies, n -> steps(kernel, job, n));
  }

  /**
   * The same.
   *
   * @param steps of the depth for one row of a strip that so many positions take, without copies
   */
  static int of(
      Kernel kernel,
      ConvolutionSide side,
      PhaseJob job,
      int threads,
      int alike,
      boolean copies,
      IntToDoubleFunction steps) {
    int all = job.axes()[0].positions();
    if (threads == 1) {
      return all;
    }
    boolean copied = copies && !SourceLayout.canBeInPlace(job.axes());
    long row = copied ? BandSource.rowLength(kernel, side, job) : 0;
    int unit = job.axes().length == 1 ? kernel.width() : 1;
    int best = all;
    double least = Double.POSITIVE_INFINITY;
    for (int bands = 1; bands <= MOST_BANDS * threads; bands++) {
      int share = (all + bands - 1) / bands;
      share = Math.min(all, (share + unit - 1) / unit * unit);
      long tasks = (long) alike * ((all + share - 1) / share);
      long rounds = (tasks + threads - 1) / threads;
      double copying = BandSource.COPYING * row * readRows(job.axes()[0], share);
      double time = (rounds + LATE) * (steps.applyAsDouble(share) + copying);
      if (time < least) {
        least = time;
        best = share;
      }
    }
    return best;
  }

  /** Steps of the depth for one row of a strip that a band takes, without copies. */
  private static double steps(Kernel kernel, PhaseJob job, int positions) {
    long columns = positions * (job.positions() / job.axes()[0].positions());
    long rest = columns % kernel.width();
    double last = rest == 0 ? 0 : rest <= kernel.lanes() ? NARROW : 1;
    long whole = columns / kernel.width();
    return (whole + last + BEGINNING) * job.depth() * job.rows();
  }

  private static double readRows(AxisWork first, int positions) {
    return (positions - 1.0) * first.readStep() + BandSource.span(first);
  }
}
