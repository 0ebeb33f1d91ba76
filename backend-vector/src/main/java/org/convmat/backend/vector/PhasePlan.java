package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts one direction of a convolution into jobs. C is one job. For C<sup>T</sup> there is a choice
 * on every axis: phases that read the same grid positions <i>together</i> pack what they read once,
 * and give few channels more rows; each phase <i>by itself</i> computes no position that another
 * phase needs and it does not, which counts on small images. The choice is the cheaper one by
 * {@link #cost}.
 */
final class PhasePlan {

  /** Packing a row of a strip costs about as much as this many rows of the product. */
  private static final double PACKING = 2.5;

  /** Writing a row of a strip costs about as much as this many steps of the depth. */
  private static final double WRITING = 4;

  private PhasePlan() {}

  /** The jobs of a direction for a kernel of {@code width} columns. */
  static List<PhaseJob> jobs(ConvolutionSide side, int width) {
    if (!side.transposed()) {
      AxisWork[] axes = side.axes().stream().map(AxisWork::gather).toArray(AxisWork[]::new);
      return List.of(new PhaseJob(side, axes, 0, side.writtenChannels()));
    }
    int axes = side.axes().size();
    int choices = axes <= 4 ? 1 << axes : 2;
    return IntStream.range(0, choices)
        .mapToObj(choice -> choose(side, axes <= 4 ? choice : -choice))
        .min((a, b) -> Double.compare(cost(a, width), cost(b, width)))
        .orElseThrow();
  }

  /** The jobs where bit a of {@code together} says whether phases of axis a go together. */
  private static List<PhaseJob> choose(ConvolutionSide side, int together) {
    List<AxisWork[]> products = new ArrayList<>();
    products.add(new AxisWork[0]);
    for (int a = 0; a < side.axes().size(); a++) {
      List<AxisWork> works =
          (together >> a & 1) == 1
              ? AxisWork.scatterTogether(side.axes().get(a))
              : AxisWork.scatter(side.axes().get(a));
      List<AxisWork[]> longer = new ArrayList<>();
      for (AxisWork[] product : products) {
        for (AxisWork work : works) {
          AxisWork[] more = java.util.Arrays.copyOf(product, product.length + 1);
          more[product.length] = work;
          longer.add(more);
        }
      }
      products = longer;
    }
    return products.stream()
        .map(product -> new PhaseJob(side, product, 0, side.writtenChannels()))
        .toList();
  }

  /**
   * Estimated vector operations of the jobs: for each strip of positions, depth x (rows + packing),
   * and writing the rows.
   */
  static double cost(List<PhaseJob> jobs, int width) {
    double cost = 0;
    for (PhaseJob job : jobs) {
      double strips = Math.ceil((double) job.positions() / width);
      double rows = 0;
      for (int height : TileHeights.of(job.rows())) {
        rows += height > 2 ? height : height + 1;
      }
      cost += strips * (job.depth() * (rows + PACKING) + WRITING * job.rows());
    }
    return cost;
  }
}
