package org.convmat.core.explain;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.spi.ElementType;
import org.jspecify.annotations.Nullable;

/**
 * How many terms and how much weight each cell of {@code u = C^T v} gets: the counts, and {@code
 * C^T 1}. Where neighbouring cells get different amounts, a constant input comes out as a pattern
 * whose period is the stride, the checkerboard of Odena, Dumoulin and Olah, <i>Deconvolution and
 * Checkerboard Artifacts</i> (Distill, 2016, doi:10.23915/distill.00003).
 *
 * <p>A cell's phase is its position modulo the stride, on each axis. Cells that every tap of their
 * phase reaches are interior; whether the interior is even depends on kernel, stride and dilation
 * alone and is read off one period. No cell is worked out twice: all that the same taps reach get
 * the same. Immutable and thread-safe; memory grows with the extents of the axes, not with their
 * product.
 */
public final class Overlap {

  private static final long MOST_PHASES = 1 << 16;

  private final Geometry geometry;
  private final @Nullable ConvolutionMatrix matrix;
  private final List<AxisOverlap> axes;
  private final Map<List<Integer>, Contribution> known = new ConcurrentHashMap<>();

  private Overlap(Geometry geometry, @Nullable ConvolutionMatrix matrix) {
    this.geometry = geometry;
    this.matrix = matrix;
    this.axes =
        IntStream.range(0, geometry.axes().size())
            .mapToObj(a -> new AxisOverlap(geometry.taps().get(a), a))
            .toList();
  }

  /**
   * The overlap of a geometry alone: every weight is 1.
   *
   * @throws InvalidInputException if an axis has more than 2<sup>20</sup> positions
   */
  public static Overlap of(Geometry geometry) {
    return new Overlap(geometry, null);
  }

  /**
   * The overlap with a kernel's weights.
   *
   * @throws InvalidInputException if an axis has more than 2<sup>20</sup> positions
   */
  public static Overlap of(ConvolutionMatrix matrix) {
    return new Overlap(matrix.geometry(), matrix);
  }

  /** Axes and channels. */
  public Geometry geometry() {
    return geometry;
  }

  /** Whether there are weights; without, sums are counts. */
  public boolean weighted() {
    return matrix != null;
  }

  /** What reaches a cell of the image. */
  public Contribution at(Cell cell) {
    Side.IMAGE.require(geometry, cell);
    List<Integer> key = new ArrayList<>();
    key.add(weighted() ? cell.channel() : 0);
    List<List<Integer>> taps = new ArrayList<>();
    for (int a = 0; a < axes.size(); a++) {
      int position = cell.position().get(a);
      key.add(axes.get(a).set(position));
      taps.add(axes.get(a).taps(position));
    }
    return known.computeIfAbsent(key, unused -> contribution(cell.channel(), taps));
  }

  /** Whether every tap of its phase reaches an image position, and nothing else. */
  public boolean interior(List<Integer> position) {
    return IntStream.range(0, axes.size()).allMatch(a -> axes.get(a).interior(position.get(a)));
  }

  /** How many positions at the begin of an axis are not interior, the whole axis if none is. */
  public int borderBegin(int axis) {
    AxisOverlap overlap = axes.get(axis);
    int extent = overlap.axis().image();
    return IntStream.range(0, extent).filter(overlap::interior).findFirst().orElse(extent);
  }

  /** How many positions at the end of an axis are not interior, the whole axis if none is. */
  public int borderEnd(int axis) {
    AxisOverlap overlap = axes.get(axis);
    int extent = overlap.axis().image();
    return IntStream.range(0, extent)
        .filter(i -> overlap.interior(extent - 1 - i))
        .findFirst()
        .orElse(extent);
  }

  /** How many image positions are interior. */
  public long interiorPositions() {
    return axes.stream()
        .mapToLong(axis -> IntStream.range(0, axis.axis().image()).filter(axis::interior).count())
        .reduce(1, (a, b) -> a * b);
  }

  /** Number of phases, the product of the strides. */
  public long phaseCount() {
    return axes.stream().mapToLong(axis -> axis.axis().stride()).reduce(1, (a, b) -> a * b);
  }

  /** The phases, one index for each axis, row-major. */
  public List<List<Integer>> phases() {
    if (phaseCount() > MOST_PHASES) {
      throw new InvalidInputException(
          "the strides make %d phases, at most %d are listed", phaseCount(), MOST_PHASES);
    }
    return product(axis -> IntStream.range(0, axis.axis().stride()).boxed().toList());
  }

  /** What reaches an interior cell of a phase, whether the image has one or not. */
  public Contribution interior(int channel, List<Integer> phase) {
    List<List<Integer>> taps = new ArrayList<>();
    for (int a = 0; a < axes.size(); a++) {
      taps.add(axes.get(a).phases().get(phase.get(a)));
    }
    return contribution(channel, taps);
  }

  /** How many taps each phase of one axis has. */
  public List<Integer> phaseTaps(int axis) {
    return axes.get(axis).phases().stream().map(List::size).toList();
  }

  /**
   * How even the counts are in the interior: the least over the most, on all axes together; 1 is
   * even, 0 leaves cells that nothing reaches. The measure is convmat's own.
   */
  public double uniformity() {
    return IntStream.range(0, axes.size())
        .mapToObj(this::phaseTaps)
        .mapToDouble(taps -> (double) Collections.min(taps) / Collections.max(taps))
        .reduce(1, (a, b) -> a * b);
  }

  /**
   * How even the weights are in the interior of a channel: {@code 1 - (max S - min S) / max A},
   * where S is the sum of a phase's weights and A that of their absolute values; at least 0. Where
   * no weight is negative this is the least sum over the greatest, as for the counts.
   */
  public double uniformity(int channel) {
    List<Contribution> each = phases().stream().map(phase -> interior(channel, phase)).toList();
    double magnitude = each.stream().mapToDouble(Contribution::magnitude).max().orElse(0);
    return magnitude == 0 ? 1 : Math.max(0, 1 - spread(each) / magnitude);
  }

  /** Whether every phase has as many taps as every other. */
  public boolean even() {
    return uniformity() == 1;
  }

  /** Whether a channel's sums differ by no more than the rounding of its weights explains. */
  public boolean even(int channel) {
    List<Contribution> each = phases().stream().map(phase -> interior(channel, phase)).toList();
    double magnitude = each.stream().mapToDouble(Contribution::magnitude).max().orElse(0);
    return spread(each) <= 2 * roundoff() * magnitude;
  }

  /** What one weight may be off by, relative to it, because it was rounded to its type. */
  private double roundoff() {
    boolean single = matrix != null && matrix.weights().type() == ElementType.FLOAT;
    return single ? Math.ulp(1f) : 8 * Math.ulp(1d);
  }

  private static double spread(List<Contribution> each) {
    double most = each.stream().mapToDouble(Contribution::sum).max().orElse(0);
    double least = each.stream().mapToDouble(Contribution::sum).min().orElse(0);
    return most - least;
  }

  private List<List<Integer>> product(Function<AxisOverlap, List<Integer>> each) {
    return ImmutableList.copyOf(Lists.cartesianProduct(axes.stream().map(each).toList()));
  }

  /** Adds up the weights of every combination of the axes' taps, over the grid channels. */
  private Contribution contribution(int channel, List<List<Integer>> taps) {
    long terms = taps.stream().mapToLong(List::size).reduce(1, (a, b) -> a * b);
    if (matrix == null) {
      return new Contribution(terms, terms, terms);
    }
    double sum = 0;
    double magnitude = 0;
    for (List<Integer> tap : Lists.cartesianProduct(taps)) {
      for (int weight : weights(channel, tap)) {
        sum += matrix.weights().get(weight);
        magnitude += Math.abs(matrix.weights().get(weight));
      }
    }
    return new Contribution(terms, sum, magnitude);
  }

  /** The indices of one tap's weights from every grid channel that an image channel sees. */
  private int[] weights(int channel, List<Integer> tap) {
    int images = geometry.imageChannelsPerGroup();
    int grids = geometry.gridChannelsPerGroup();
    int first = channel / images * grids;
    int index = 0;
    for (int a = 0; a < tap.size(); a++) {
      index = index * geometry.axes().get(a).kernel() + tap.get(a);
    }
    int[] weights = new int[grids];
    for (int g = 0; g < grids; g++) {
      weights[g] = ((first + g) * images + channel % images) * (int) geometry.tapCount() + index;
    }
    return weights;
  }
}
