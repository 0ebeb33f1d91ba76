package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a job is cut into tiles for {@link FilterProduct}: on each of the last two axes not at all,
 * or with four or six points, whatever is cheapest in all.
 */
final class FilterPlan {

  /** Transforming a vector at 1, 4 or 6 points, in steps of the depth for one row of a strip. */
  private static final double[] TRANSFORM = {0, 6, 0, 18, 24, 30, 36};

  /** Copying an element of the source into place; twice that where columns lie far apart. */
  private static final double COPYING = 3;

  /** Writing an element, likewise. */
  private static final double WRITING = 2;

  /** The same where the last transform writes lines itself. */
  private static final double WRITING_LINES = 0.5;

  /** What a product costs for each row and strip beside its depth. */
  private static final double TILE = 10;

  /** Reading a weight, which there are more of the more points there are. */
  private static final double WEIGHING = 0.25;

  /** Elements of one strip of x at all points that are kept at most: 4 MiB of floats. */
  private static final long DEEPEST = 1 << 20;

  private FilterPlan() {}

  /** The cheapest tiles of a job, all its axes. */
  static FilterAxis[] cheapest(PhaseJob job, int width) {
    double least = Double.POSITIVE_INFINITY;
    AxisWork[] works = job.axes();
    int last = works.length - 1;
    FilterAxis[] best = Arrays.stream(works).map(FilterAxis::plain).toArray(FilterAxis[]::new);
    List<FilterAxis> before =
        last == 0 ? List.of(FilterAxis.plain(works[0])) : choices(works[last - 1]);
    for (FilterAxis own : choices(works[last])) {
      for (FilterAxis other : before) {
        FilterAxis[] axes = new FilterAxis[works.length];
        for (int a = 0; a <= last; a++) {
          axes[a] = a == last ? own : a == last - 1 ? other : FilterAxis.plain(works[a]);
        }
        double cost = cost(job, axes, width);
        if (cost < least) {
          best = axes;
          least = cost;
        }
      }
    }
    return best;
  }

  /** What an axis can be cut into, not at all first. */
  static List<FilterAxis> choices(AxisWork work) {
    List<FilterAxis> choices = new ArrayList<>();
    choices.add(FilterAxis.plain(work));
    int longest = FilterAxis.longestFilter(work);
    if (longest > 1) {
      int fewest = Math.max(FilterPoints.FEWEST, longest + 1);
      for (int points = fewest; points <= FilterPoints.MOST; points++) {
        choices.add(FilterAxis.filtered(work, points));
      }
    }
    return choices;
  }

  /**
   * For each strip of tiles: at each point depth x rows; the transforms; copying and writing; and
   * all weights once. Infinite where nothing is filtered, or the scratch memory would be large.
   */
  static double cost(PhaseJob job, FilterAxis[] axes, int width) {
    int last = axes.length - 1;
    double tiles = 1;
    double depth = (double) job.depth();
    for (FilterAxis axis : axes) {
      tiles *= axis.tiles();
      depth = depth / axis.work().shifts().length * axis.classes();
    }
    int points1 = axes[last].points();
    int points0 = last == 0 ? 1 : axes[last - 1].points();
    double points = (double) points0 * points1;
    if (points == 1 || points * depth * width > DEEPEST) {
      return Double.POSITIVE_INFINITY;
    }
    double outputs1 = axes[last].outputs();
    double outputs0 = last == 0 ? 1 : axes[last - 1].outputs();
    double strips = Math.ceil(tiles / width);
    double rows = job.rows();
    double products = points * rows * (strips * (depth + TILE) + depth * WEIGHING);
    double there = 2 * depth * (points1 * TRANSFORM[points0] + points0 * TRANSFORM[points1]);
    double first = points0 == 1 ? 0 : points1 * TRANSFORM[points0];
    double second = points1 == 1 ? 0 : outputs0 * TRANSFORM[points1];
    double back = 2 * rows * (first + second);
    boolean lines = points1 == 1 && axes[last].work().writeStep() == 1;
    double writing = (lines ? WRITING_LINES : WRITING) * outputs0 * outputs1 * width * rows;
    int step = axes[last].source().readStep();
    double copying = COPYING * (step > 5 ? 2 : 1) * outputs0 * outputs1 * width * depth;
    return products + strips * (there + back + writing + copying);
  }
}
