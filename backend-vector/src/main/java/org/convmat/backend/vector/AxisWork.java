package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.convmat.spi.ConvolutionAxis;

/**
 * What one axis of a job does. Position q, from 0 to positions-1, reads the source at {@code
 * q*readStep + shifts[j]} for its j-th tap and writes the target at {@code q*writeStep +
 * writeStarts[f]} for its f-th phase, where q lies in {@code first[f]..last[f]}.
 *
 * <p>C reads with the stride and writes every grid position: one phase. C<sup>T</sup> writes with
 * the stride: tap t at grid position o touches {@code i = s*u + r - p} with {@code r = t*d mod s}
 * and {@code u = o + t*d div s}, so the image positions of residue r see the taps of residue r
 * alone, and each residue is a phase that reads with step 1. (Shi et al., <i>Is the deconvolution
 * layer the same as a convolutional layer?</i>, 2016.)
 *
 * <p>Immutable; the arrays are shared and not to be written.
 */
final class AxisWork {

  private final int positions;
  private final int sourceExtent;
  private final int readStep;
  private final int[] taps;
  private final int[] shifts;
  private final int writeStep;
  private final int[] writeStarts;
  private final int[] first;
  private final int[] last;

  private AxisWork(
      int positions,
      int sourceExtent,
      int readStep,
      int[] taps,
      int[] shifts,
      int writeStep,
      int[] writeStarts,
      int[] first,
      int[] last) {
    this.positions = positions;
    this.sourceExtent = sourceExtent;
    this.readStep = readStep;
    this.taps = taps;
    this.shifts = shifts;
    this.writeStep = writeStep;
    this.writeStarts = writeStarts;
    this.first = first;
    this.last = last;
  }

  /** The same work on the first {@code count} positions, for the layout of a band. */
  AxisWork band(int count) {
    return new AxisWork(
        count, sourceExtent, readStep, taps, shifts, writeStep, writeStarts, first, last);
  }

  /** Other places of the same source: {@code count} positions, {@code step} apart, no targets. */
  AxisWork reading(int count, int step, int[] places) {
    int[] none = {};
    return new AxisWork(count, sourceExtent, step, none, places, 1, none, none, none);
  }

  /** Number of positions. */
  int positions() {
    return positions;
  }

  /** Extent of the side that is read; what lies outside is 0. */
  int sourceExtent() {
    return sourceExtent;
  }

  /** Distance in the source between neighbouring positions. */
  int readStep() {
    return readStep;
  }

  /** For each tap that takes part its place in the source at position 0. */
  int[] shifts() {
    return shifts;
  }

  /** Distance in the target between neighbouring positions. */
  int writeStep() {
    return writeStep;
  }

  /** The place in the target of a phase's position 0. */
  int writeStart(int phase) {
    return writeStarts[phase];
  }

  /** First position of a phase. */
  int first(int phase) {
    return first[phase];
  }

  /** Last position of a phase. */
  int last(int phase) {
    return last[phase];
  }

  /** C along one axis. */
  static AxisWork gather(ConvolutionAxis axis) {
    int[] taps = new int[axis.kernel()];
    int[] shifts = new int[axis.kernel()];
    for (int t = 0; t < taps.length; t++) {
      taps[t] = t;
      shifts[t] = Math.toIntExact(axis.imagePosition(0, t));
    }
    int[] zero = {0};
    int[] last = {axis.grid() - 1};
    return new AxisWork(
        axis.grid(), axis.image(), axis.stride(), taps, shifts, 1, zero, zero, last);
  }

  /** C<sup>T</sup> along one axis, each phase by itself. */
  static List<AxisWork> scatter(ConvolutionAxis axis) {
    List<AxisWork> phases = new ArrayList<>();
    for (AxisPhase phase : AxisPhase.of(axis)) {
      phases.add(together(axis, List.of(phase)));
    }
    return phases;
  }

  /** C<sup>T</sup> along one axis, phases that read the same grid positions together. */
  static List<AxisWork> scatterTogether(ConvolutionAxis axis) {
    Map<List<Integer>, List<AxisPhase>> alike = new LinkedHashMap<>();
    for (AxisPhase phase : AxisPhase.of(axis)) {
      alike.computeIfAbsent(phase.lags(), key -> new ArrayList<>()).add(phase);
    }
    return alike.values().stream().map(phases -> together(axis, phases)).toList();
  }

  private static AxisWork together(ConvolutionAxis axis, List<AxisPhase> phases) {
    int from = phases.stream().mapToInt(AxisPhase::from).min().orElseThrow();
    int to = phases.stream().mapToInt(AxisPhase::to).max().orElseThrow();
    int count = phases.size();
    int[] starts = new int[count];
    int[] first = new int[count];
    int[] last = new int[count];
    for (int f = 0; f < count; f++) {
      AxisPhase phase = phases.get(f);
      starts[f] = Math.toIntExact(axis.imagePosition(from, 0) + phase.residue());
      first[f] = phase.from() - from;
      last[f] = phase.to() - from;
    }
    AxisPhase any = phases.get(0);
    int[] shifts = any.lags().stream().mapToInt(lag -> from - lag).toArray();
    // Tap j of every phase has the same lag; the taps themselves differ by phase.
    int[] taps = phases.stream().flatMap(phase -> phase.taps().stream()).mapToInt(t -> t).toArray();
    return new AxisWork(
        to - from + 1, axis.grid(), 1, taps, shifts, axis.stride(), starts, first, last);
  }

  /** The tap that phase f has in place j. */
  int tap(int phase, int j) {
    return taps[phase * shifts.length + j];
  }

  /** Number of phases. */
  int phases() {
    return writeStarts.length;
  }

  /** The smallest shift. */
  int lowestShift() {
    return Arrays.stream(shifts).min().orElseThrow();
  }

  /** The largest shift. */
  int highestShift() {
    return Arrays.stream(shifts).max().orElseThrow();
  }

  /** True if no position reads outside the source. */
  boolean staysInside() {
    return lowestShift() >= 0 && (positions - 1L) * readStep + highestShift() < sourceExtent;
  }

  /** The first tap with which a position reads inside the source; the number of taps if none. */
  int firstInside(int position) {
    int tap = 0;
    while (tap < shifts.length && !isInside(position, tap)) {
      tap++;
    }
    return tap;
  }

  /** The tap after the last one with which a position reads inside the source; 0 if none. */
  int endInside(int position) {
    int end = shifts.length;
    while (end > 0 && !isInside(position, end - 1)) {
      end--;
    }
    return end;
  }

  private boolean isInside(int position, int tap) {
    long place = (long) position * readStep + shifts[tap];
    return place >= 0 && place < sourceExtent;
  }

  /** Target positions that are written. */
  long written() {
    long sum = 0;
    for (int f = 0; f < first.length; f++) {
      sum += last[f] - first[f] + 1;
    }
    return sum;
  }
}
