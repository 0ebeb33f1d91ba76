package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.convmat.spi.Accuracy;

/**
 * Cuts one direction of a convolution into jobs. C is one job. For C<sup>T</sup> there is a choice
 * on every axis: phases that read the same grid positions <i>together</i> pack what they read once,
 * and give few channels more rows; each phase <i>by itself</i> computes no position that another
 * phase needs and it does not, which counts on small images. The choice is the cheaper one by
 * {@link #cost}.
 */
final class PhasePlan {

  /** Packing a row of a strip costs about as much as this many rows of the product. */
  static final double PACKING = 8;

  /** Reading strips where they lie makes a row of the product cost this much more. */
  private static final double SLIDING = 1.6;

  /** Longest depth of strips that are read where they lie. */
  private static final int DEEPEST_SLIDE = 1024;

  /**
   * Writing an element, with all that is copied on the way, costs about as much as this many steps
   * of the depth for a strip; twice that where the phases of the last axis are written one by one.
   */
  private static final double WRITING = 3;

  /** What of that is saved where tiles are written in place. */
  private static final double WRITING_SAVED = 2;

  /** Minimal filters, whose model is rougher, must cost less than this share. */
  private static final double WORTHWHILE = 0.9;

  /** Windows, whose strips end with the rows of positions, must cost less than this share. */
  private static final double WINDOWED = 0.985;

  /**
   * Depth from which windows are taken: below it they were between a tenth faster and a tenth
   * slower, which this model does not tell apart.
   */
  private static final int WINDOW_DEPTH = 100;

  /** Adding the product of a tap to a sum, likewise. */
  private static final double SUMMING = 1;

  /** Writing such a sum. */
  private static final double WRITING_SUMS = 2;

  /**
   * What a tile of channels costs beyond its depth: finding its rows, and adding to sums in memory.
   */
  private static final double ADDING = 70;

  /** Reading a row of a strip of weights that lie in memory: the vectors of that wait for it. */
  private static final double READING = 2.5;

  /** Weights above this number lie in memory, not in a cache: 16 MiB of floats. */
  private static final double CACHED = 4 << 20;

  /**
   * Channels, whose model is rougher, must cost less than this share. With 32 registers the others
   * may broadcast, which several threads do less well: each job copies its source.
   */
  private static final double BETTER = TileHeights.TALL ? 0.99 : 0.97;

  /** Transposing an element, read or written. */
  private static final double TRANSPOSING = 1.25;

  private PhasePlan() {}

  /**
   * The jobs of a direction.
   *
   * @param width columns of a strip
   * @param threads how many threads should find work: small images are cut by channels
   */
  static List<PhaseJob> jobs(ConvolutionSide side, int width, int threads, Accuracy accuracy) {
    List<PhaseJob> jobs = cheapest(side, width, accuracy);
    if (threads == 1) {
      return jobs;
    }
    double tasks = jobs.stream().mapToDouble(job -> tasks(job, width, accuracy)).sum();
    int parts = (int) Math.ceil(3 * threads / (tasks * side.groups()));
    int share = Math.max(20, (side.writtenChannels() + parts - 1) / parts);
    List<PhaseJob> cut = new ArrayList<>();
    for (PhaseJob job : jobs) {
      int channels = broadcasts(job, width) ? BroadcastCost.wholeStrips(job, share, width) : share;
      for (int from = 0; from < side.writtenChannels(); from += channels) {
        int count = Math.min(channels, side.writtenChannels() - from);
        cut.add(new PhaseJob(side, job.axes(), from, count));
      }
    }
    return cut;
  }

  /**
   * How many tasks a job makes without being cut by channels: one for eight strips, or, where tiles
   * are transformed, for a strip. Those who need the same tiles would transform them twice, so a
   * strip of these counts for as many tasks as a thread should have.
   */
  private static double tasks(PhaseJob job, int width, Accuracy accuracy) {
    return filters(job, width, accuracy)
        .map(axes -> Arrays.stream(axes).mapToDouble(FilterAxis::tiles).reduce(1, (a, b) -> a * b))
        .map(tiles -> 3 * Math.ceil(tiles / width))
        .orElse(Math.ceil((double) job.positions() / (8 * width)));
  }

  private static List<PhaseJob> cheapest(ConvolutionSide side, int width, Accuracy accuracy) {
    if (!side.transposed()) {
      AxisWork[] axes = side.axes().stream().map(AxisWork::gather).toArray(AxisWork[]::new);
      return List.of(new PhaseJob(side, axes, 0, side.writtenChannels()));
    }
    int axes = side.axes().size();
    int choices = axes <= 4 ? 1 << axes : 2;
    return IntStream.range(0, choices)
        .mapToObj(choice -> choose(side, axes <= 4 ? choice : -choice))
        .min((a, b) -> Double.compare(cost(a, width, accuracy), cost(b, width, accuracy)))
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
          AxisWork[] more = Arrays.copyOf(product, product.length + 1);
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

  /** Estimated vector operations of the jobs, each done the cheaper way. */
  static double cost(List<PhaseJob> jobs, int width, Accuracy accuracy) {
    double cost = 0;
    for (PhaseJob job : jobs) {
      double plain =
          Math.min(BroadcastCost.of(job, width), Math.min(packed(job, width), sliding(job, width)));
      cost +=
          filters(job, width, accuracy)
              .map(axes -> FilterPlan.cost(job, axes, width))
              .orElse(plain);
    }
    return cost;
  }

  /** The tiles of a job that is better done by minimal filters, where these are allowed. */
  static Optional<FilterAxis[]> filters(PhaseJob job, int width, Accuracy accuracy) {
    if (accuracy != Accuracy.NORMWISE) {
      return Optional.empty();
    }
    PhaseJob whole = job.whole();
    FilterAxis[] axes = FilterPlan.cheapest(whole, width);
    double saved = whole.writesRows() ? WRITING_SAVED * whole.positions() * whole.rows() : 0;
    double plain =
        Math.min(
            BroadcastCost.of(whole, width),
            Math.min(packed(whole, width) - saved, sliding(whole, width)));
    boolean pays = FilterPlan.cost(whole, axes, width) < WORTHWHILE * plain;
    return pays ? Optional.of(axes) : Optional.empty();
  }

  /**
   * Whether a job is better done without packing what it reads. The same for all parts of a job
   * that is cut by channels: the order of the sums must not depend on how it is cut.
   */
  static boolean slides(PhaseJob job, int width) {
    PhaseJob whole = job.whole();
    return sliding(whole, width) < packed(whole, width);
  }

  /** Whether a job is better done with its rows across the vector; likewise. */
  static boolean broadcasts(PhaseJob job, int width) {
    PhaseJob whole = job.whole();
    double cost = BroadcastCost.of(whole, width);
    if (cost == Double.POSITIVE_INFINITY) {
      return false;
    }
    double elements = (double) whole.positions() * whole.rows();
    double saved =
        whole.writesRows()
            ? WRITING_SAVED * elements
            : 0.5 * writing(whole, (double) whole.positions());
    double others = Math.min(packed(whole, width) - saved, sliding(whole, width) - saved);
    return cost < others;
  }

  /**
   * Whether windows of what is packed pay. The same for all parts of a job, as above: windows cut
   * the depth elsewhere.
   */
  static boolean hasWindows(PhaseJob job, int width) {
    PhaseJob whole = job.whole();
    double flat = strips(whole, width) * whole.depth() * (rows(whole) + PACKING);
    return windows(whole, width) < flat;
  }

  /**
   * Whether a direction is better done tap by tap than phase by phase. Where no tap meets another,
   * there is nothing to sum, and phases are written while they are near.
   */
  static boolean goesByTaps(ConvolutionSide side, int width, Accuracy accuracy) {
    return side.transposed()
        && side.axes().stream().anyMatch(axis -> axis.kernel() > axis.stride())
        && TapProduct.fits(side)
        && taps(side, width) < cost(cheapest(side, width, accuracy), width, accuracy);
  }

  /** Whether a direction is better done with the written channels across the vector. */
  static boolean goesByChannels(ConvolutionSide side, int width, Accuracy accuracy) {
    if (!ChannelProduct.fits(side)) {
      return false;
    }
    double others = cost(cheapest(side, width, accuracy), width, accuracy);
    if (side.transposed() && TapProduct.fits(side)) {
      others = Math.min(others, taps(side, width));
    }
    return channels(side, width) < BETTER * others;
  }

  /** Each tile of pairs for every strip of channels, and transposing what is read and written. */
  private static double channels(ConvolutionSide side, int width) {
    double strips = Math.ceil((double) side.writtenChannels() / width);
    double rows = (double) ChannelLoops.PAIRS * side.readChannels();
    double read = (double) side.readPositions() * side.readChannels();
    double written = (double) side.writtenPositions() * side.writtenChannels();
    double weights = (double) side.convolution().weights().length();
    return strips * ChannelProduct.tiles(side) * (rows + ADDING * ChannelProduct.slices(side))
        + (weights > CACHED ? READING * strips * side.taps() * side.readChannels() : 0)
        + TRANSPOSING * (read + written);
  }

  /** Each tap's product for every position, their sums, and writing these. */
  private static double taps(ConvolutionSide side, int width) {
    double strips = Math.ceil((double) side.readPositions() / width);
    double rows = (double) side.writtenChannels() * side.taps();
    double parts = Math.ceil((double) side.writtenChannels() / TapProduct.mostChannels(side));
    return strips * side.readChannels() * (rows + PACKING * parts)
        + SUMMING * strips * width * rows
        + WRITING_SUMS * side.writtenPositions() * side.writtenChannels();
  }

  /**
   * For each strip of positions: depth x (rows + packing), or with windows if that is less; and
   * writing the rows.
   */
  private static double packed(PhaseJob job, int width) {
    double strips = strips(job, width);
    double flat = strips * job.depth() * (rows(job) + PACKING);
    return Math.min(flat, windows(job, width)) + writing(job, strips * width);
  }

  private static double strips(PhaseJob job, int width) {
    return Math.ceil((double) job.positions() / width);
  }

  /** Depth x rows, and packing what windows share once. */
  private static double windows(PhaseJob job, int width) {
    int positions = job.axes()[0].positions();
    return WindowPlan.of(job, width, positions, WindowPlan.BLOCK)
        .filter(plan -> job.depth() >= WINDOW_DEPTH)
        .map(plan -> plan.cost(positions, rows(job)) / WINDOWED)
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** For each strip, those between the rows of positions included: depth x rows, and writing. */
  private static double sliding(PhaseJob job, int width) {
    if (job.depth() > DEEPEST_SLIDE) {
      return Double.POSITIVE_INFINITY;
    }
    AxisWork last = job.lastAxis();
    double lines = (double) job.positions() / last.positions();
    double strips = Math.ceil((double) last.positions() / width);
    int axes = job.axes().length;
    if (axes > 1 && job.axes()[axes - 2].readStep() == 1 && last.readStep() == 1) {
      int gap = last.highestShift() - last.lowestShift();
      strips = Math.min(strips, (double) (last.positions() + gap) / width);
    }
    return lines * strips * SLIDING * job.depth() * rows(job)
        + writing(job, (double) job.positions());
  }

  /** Writing so many positions of every row through a stage. */
  static double writing(PhaseJob job, double positions) {
    AxisWork last = job.lastAxis();
    return WRITING * (last.writeStep() > last.phases() ? 2 : 1) * positions * job.rows();
  }

  private static double rows(PhaseJob job) {
    double rows = 0;
    for (int height : TileHeights.of(job.rows())) {
      rows += height > 2 ? height : height + 1;
    }
    return rows;
  }
}
