package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.Elements;

/**
 * The sums of a {@link TapProduct} on an image of few columns: for every image position, where in
 * the products of a channel its terms are. There {@link TapSums} would go from one short run to the
 * next. A term that lies outside the grid is a product that is always 0, so the sums are the same
 * bits, and positions that nothing reaches are 0. Immutable.
 */
final class TapTable {

  /** Most entries: 64 KiB. */
  private static final int LARGEST = 16 * 1024;

  /** Terms are added this many at a time. */
  static final int GROUP = 4;

  private final Kernel kernel;
  private final int terms;
  private final int[] places;
  private final int[] starts;

  /** What reaches a position of the axes so far: its place in the image, and its terms. */
  private record Reach(int place, List<Integer> terms) {}

  private TapTable(Kernel kernel, List<Reach> reached, int zero) {
    this.kernel = kernel;
    int most = reached.stream().mapToInt(r -> r.terms().size()).max().orElse(0);
    this.terms = (most + GROUP - 1) / GROUP * GROUP;
    this.places = reached.stream().mapToInt(Reach::place).toArray();
    this.starts = new int[places.length * terms];
    Arrays.fill(starts, zero);
    for (int i = 0; i < places.length; i++) {
      List<Integer> present = reached.get(i).terms();
      for (int n = 0; n < present.size(); n++) {
        starts[i * terms + n] = present.get(n);
      }
    }
  }

  /**
   * True if a table is better than runs: rows of the grid are shorter than a strip, so that the
   * ends of runs, one column after the other, are most of the work.
   */
  static boolean suits(Kernel kernel, ConvolutionSide side) {
    long entries = (long) side.writtenPositions() * side.taps();
    return side.readExtent(side.axes().size() - 1) < kernel.width() && entries <= LARGEST;
  }

  /**
   * The table of a whole image.
   *
   * @param ld distance of the rows of products, channel by channel and tap by tap
   * @param zero where, counted from the product of grid position 0 with tap 0, a product is 0
   */
  static TapTable of(Kernel kernel, ConvolutionSide side, int ld, int zero) {
    List<Reach> reached = List.of(new Reach(0, List.of(0)));
    int tapsBefore = side.taps();
    int gridBefore = side.readPositions();
    for (int a = 0; a < side.axes().size(); a++) {
      ConvolutionAxis axis = side.axes().get(a);
      tapsBefore /= axis.kernel();
      gridBefore /= axis.grid();
      List<Reach> longer = new ArrayList<>();
      for (Reach reach : reached) {
        for (int i = 0; i < axis.image(); i++) {
          longer.add(along(axis, i, reach, tapsBefore * ld, gridBefore));
        }
      }
      reached = longer;
    }
    return new TapTable(kernel, reached, zero);
  }

  /** Position i of one more axis, taps in ascending order and for each the terms so far. */
  private static Reach along(ConvolutionAxis axis, int i, Reach reach, int tapStep, int gridStep) {
    List<Integer> terms = new ArrayList<>();
    for (int t = 0; t < axis.kernel(); t++) {
      long from = (long) i - axis.imagePosition(0, t);
      long g = Math.floorDiv(from, (long) axis.stride());
      if (g * axis.stride() == from && g >= 0 && g < axis.grid()) {
        for (int term : reach.terms()) {
          terms.add(Math.toIntExact(term + (long) t * tapStep + g * gridStep));
        }
      }
    }
    return new Reach(reach.place() * axis.image() + i, terms);
  }

  /**
   * Writes the sums of a channel.
   *
   * @param base the product of grid position 0 with tap 0
   * @param start where the channel begins in {@code y}
   */
  void write(Elements products, int base, Elements y, int start) {
    kernel.sumListed(products, base, starts, terms, places, y, start);
  }
}
