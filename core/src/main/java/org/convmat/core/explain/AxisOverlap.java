package org.convmat.core.explain;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.AxisTaps;
import org.convmat.spi.ConvolutionAxis;

/**
 * Which taps reach each image position of one axis, and which would if the grid had no ends. Most
 * positions are reached by the same taps as others, so there are few different sets.
 */
final class AxisOverlap {

  private static final long MOST_POSITIONS = 1 << 20;
  private static final long MOST_PAIRS = 1 << 24;

  private final ConvolutionAxis axis;
  private final List<List<Integer>> phases;
  private final List<List<Integer>> sets = new ArrayList<>();
  private final int[] setOf;

  AxisOverlap(AxisTaps taps, int number) {
    this.axis = taps.axis();
    requireSmall(number, axis.image(), (long) axis.grid() * axis.kernel());
    this.phases = phases(axis);
    List<List<Integer>> reached = reached(taps);
    this.setOf = new int[axis.image()];
    Map<List<Integer>, Integer> known = new HashMap<>();
    for (int image = 0; image < setOf.length; image++) {
      List<Integer> set = reached.get(image);
      setOf[image] =
          known.computeIfAbsent(
              set,
              each -> {
                sets.add(each);
                return sets.size() - 1;
              });
    }
  }

  /**
   * For each position modulo the stride the taps that reach it from a grid without ends, ascending.
   * They are those of a grid that begins so far before and ends so far behind the first {@code
   * stride} positions that no tap falls short of them.
   */
  static List<List<Integer>> phases(ConvolutionAxis axis) {
    long reach = (axis.kernel() - 1L) * axis.dilation();
    requireSmall(-1, axis.stride(), reach);
    long offset = reach + Math.floorMod(axis.offset() - reach, (long) axis.stride());
    long grid = offset / axis.stride() + 2;
    return reached(
        new AxisTaps(
            new ConvolutionAxis(
                axis.stride(),
                Ints.checkedCast(grid),
                axis.kernel(),
                axis.stride(),
                axis.dilation(),
                Ints.checkedCast(offset))));
  }

  /** Whether the phases of an axis can be worked out. */
  static boolean hasPhases(ConvolutionAxis axis) {
    long reach = (axis.kernel() - 1L) * axis.dilation();
    return axis.stride() <= MOST_POSITIONS && reach <= MOST_PAIRS;
  }

  private static void requireSmall(int number, long positions, long pairs) {
    if (positions > MOST_POSITIONS || pairs > MOST_PAIRS) {
      throw new InvalidInputException(
          "the overlap%s has %d positions and %d pairs of a position and a tap; it is worked out for"
              + " at most %d and %d",
          number < 0 ? " of one period" : " on axis " + number,
          positions,
          pairs,
          MOST_POSITIONS,
          MOST_PAIRS);
    }
  }

  private static List<List<Integer>> reached(AxisTaps taps) {
    int[] count = new int[taps.axis().image() + 1];
    visit(taps, (image, tap) -> count[image + 1]++);
    Arrays.parallelPrefix(count, Integer::sum);
    int[] next = Arrays.copyOf(count, count.length);
    int[] all = new int[count[count.length - 1]];
    visit(taps, (image, tap) -> all[next[image]++] = tap);
    List<List<Integer>> reached = new ArrayList<>();
    for (int image = 0; image < count.length - 1; image++) {
      int[] set = Arrays.copyOfRange(all, count[image], count[image + 1]);
      Arrays.sort(set);
      reached.add(ImmutableList.copyOf(Ints.asList(set)));
    }
    return reached;
  }

  private interface Visitor {
    void pair(int image, int tap);
  }

  private static void visit(AxisTaps taps, Visitor visitor) {
    for (int grid = 0; grid < taps.axis().grid(); grid++) {
      for (int tap = taps.tapBegin(grid); tap < taps.tapEnd(grid); tap++) {
        visitor.pair(taps.image(grid, tap), tap);
      }
    }
  }

  /** The six integers. */
  ConvolutionAxis axis() {
    return axis;
  }

  /** The taps of each phase. */
  List<List<Integer>> phases() {
    return phases;
  }

  /** The phase of an image position. */
  int phase(int image) {
    return image % axis.stride();
  }

  /** A number for the set of taps that reach an image position. */
  int set(int image) {
    return setOf[image];
  }

  /** How many different sets there are. */
  int sets() {
    return sets.size();
  }

  /** The taps that reach an image position, ascending, each as often as it does. */
  List<Integer> taps(int image) {
    return sets.get(setOf[image]);
  }

  /** Whether an image position is reached by all taps of its phase and no others. */
  boolean interior(int image) {
    return taps(image).equals(phases.get(phase(image)));
  }
}
