package org.convmat.backend.vector;

import java.util.Arrays;
import org.convmat.spi.ConvolutionAxis;

/**
 * A set of phases that read the same source positions: one product, (phase, channel) x (tap, read
 * channel) times (tap, read channel) x positions. With several axes the phases and taps of the axes
 * multiply out.
 *
 * <p>Rows are ordered (channel, phase of the axes but the last, phase of the last axis): what lies
 * near in the target is near in the product. Immutable.
 */
final class PhaseJob {

  private final ConvolutionSide side;
  private final AxisWork[] axes;
  private final int firstChannel;
  private final int channels;

  /** The phases of {@code axes} for the written channels from {@code firstChannel} on. */
  PhaseJob(ConvolutionSide side, AxisWork[] axes, int firstChannel, int channels) {
    this.side = side;
    this.axes = axes;
    this.firstChannel = firstChannel;
    this.channels = channels;
  }

  /** The same phases for all written channels. */
  PhaseJob whole() {
    return new PhaseJob(side, axes, 0, side.writtenChannels());
  }

  AxisWork[] axes() {
    return axes;
  }

  AxisWork lastAxis() {
    return axes[axes.length - 1];
  }

  /** First written channel, within the group. */
  int firstChannel() {
    return firstChannel;
  }

  /** Number of written channels. */
  int channels() {
    return channels;
  }

  /** Number of read channels of a group. */
  int readChannels() {
    return side.readChannels();
  }

  /** Phases of all axes but the last, multiplied out. */
  int outerPhases() {
    int phases = 1;
    for (int a = 0; a < axes.length - 1; a++) {
      phases *= axes[a].phases();
    }
    return phases;
  }

  /** The phase of {@code axis} in an outer phase; the first axis is slowest. */
  int phaseOf(int outerPhase, int axis) {
    int rest = outerPhase;
    for (int a = axes.length - 2; a > axis; a--) {
      rest /= axes[a].phases();
    }
    return rest % axes[axis].phases();
  }

  /** True if neighbouring positions of a row are neighbours in the target, for every channel. */
  boolean writesRows() {
    return isSinglePhase() && lastAxis().writeStep() == 1;
  }

  /** True if a row of the product is a channel: every position of it is written. */
  boolean isSinglePhase() {
    return outerPhases() == 1 && lastAxis().phases() == 1;
  }

  /** Rows of the product. */
  int rows() {
    return outerPhases() * channels * lastAxis().phases();
  }

  /** Inner extent of the product. */
  int depth() {
    int taps = 1;
    for (AxisWork axis : axes) {
      taps *= axis.shifts().length;
    }
    return taps * side.readChannels();
  }

  /** Positions of all axes, multiplied out. */
  long positions() {
    return Arrays.stream(axes).mapToLong(AxisWork::positions).reduce(1, (a, b) -> a * b);
  }

  /** Positions of the axes between the first and the last, multiplied out. */
  int middlePositions() {
    int positions = 1;
    for (int a = 1; a < axes.length - 1; a++) {
      positions *= axes[a].positions();
    }
    return positions;
  }

  /** Target positions of one channel that the job writes. */
  long written() {
    return Arrays.stream(axes).mapToLong(AxisWork::written).reduce(1, (a, b) -> a * b);
  }

  /** Elements of the whole target, of which the job may write a part. */
  double targetElements() {
    return (double) side.writtenPositions() * side.writtenChannels();
  }

  /** The weights of a group, packed in slices. */
  PackedRows packSliced(int group) {
    return PackedRows.sliced(
        side.convolution().weights(), rows(), depth(), lastAxis().phases(), weights(group));
  }

  /** The weights of a group, packed in slices that are cut at multiples of {@code grain} only. */
  PackedRows packGrained(int group, int grain) {
    return PackedRows.grained(side.convolution().weights(), rows(), depth(), grain, weights(group));
  }

  /** The weights of a group, packed whole. */
  PackedRows packWhole(int group) {
    return PackedRows.whole(side.convolution().weights(), rows(), depth(), weights(group));
  }

  /** The weights of a group, packed for {@link SlideRows}, the depth in another order. */
  PackedRows packHalved(int group, int[] order) {
    return PackedRows.halved(side.convolution().weights(), rows(), depth(), weights(group, order));
  }

  /** {@link #weights(int)} with the depth in another order: k stands for {@code order[k]}. */
  PackedRows.Entries weights(int group, int[] order) {
    PackedRows.Entries entries = weights(group);
    return (row, k) -> entries.position(row, order[k]);
  }

  /**
   * The depth in another order: (tap of the first axis, channel, other taps), or with a single axis
   * (channel, tap), so that what lies in one line of the source follows one another. For each place
   * the k that stands there.
   */
  int[] linesOfDepth() {
    int channels = side.readChannels();
    int first = axes.length == 1 ? 1 : axes[0].shifts().length;
    int depth = depth();
    int taps = first == 0 ? 0 : depth / first / channels;
    int[] order = new int[depth];
    for (int n = 0; n < depth; n++) {
      int tap = n % taps;
      int channel = n / taps % channels;
      order[n] = (n / taps / channels * taps + tap) * channels + channel;
    }
    return order;
  }

  /** Where the weights of a group lie: rows by (tap in row-major order over the axes, channel). */
  PackedRows.Entries weights(int group) {
    int lastPhases = lastAxis().phases();
    int outerPhases = outerPhases();
    int readChannels = side.readChannels();
    return (row, k) -> {
      int lastPhase = row % lastPhases;
      int outerPhase = row / lastPhases % outerPhases;
      int channel = row / lastPhases / outerPhases;
      int tap = tap(outerPhase, lastPhase, k / readChannels);
      return side.weight(group, firstChannel + channel, k % readChannels, tap);
    };
  }

  /** The kernel's tap, row-major over its axes, that a phase has in a place of the depth. */
  private int tap(int outerPhase, int lastPhase, int place) {
    int tap = 0;
    int scale = 1;
    int rest = place;
    for (int a = axes.length - 1; a >= 0; a--) {
      int phase = a == axes.length - 1 ? lastPhase : phaseOf(outerPhase, a);
      int count = axes[a].shifts().length;
      ConvolutionAxis axis = side.axes().get(a);
      tap += axes[a].tap(phase, rest % count) * scale;
      rest /= count;
      scale *= axis.kernel();
    }
    return tap;
  }

  /** The same job on {@code positions} positions of the first axis, for the layout of a band. */
  AxisWork[] band(int positions) {
    AxisWork[] band = axes.clone();
    band[0] = axes[0].band(positions);
    return band;
  }
}
