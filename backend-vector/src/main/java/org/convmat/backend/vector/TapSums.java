package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.Elements;
import org.convmat.spi.support.Strided;

/**
 * Adds the products of a {@link TapProduct} and writes the sums. Image position {@code s*u + r - p}
 * of an axis is the sum of the products of the taps of residue r at grid positions {@code u - lag}.
 * Rows of u that see the same taps are taken as one run of neighbours; where a run passes the end
 * of a row it adds what does not belong together, and those columns are summed by themselves.
 * Immutable.
 */
final class TapSums {

  private final Kernel kernel;
  private final ConvolutionSide side;
  private final int channels;
  private final int ld;
  private final List<List<AxisPhase>> phases = new ArrayList<>();
  private final int rank;
  private final int[] readStrides;
  private final int[] writeStrides;
  private final int[] tapStrides;

  /** What one thread needs. */
  static final class Scratch {
    private final Elements sums;
    private final int half;
    private final int[] starts;

    private Scratch(Kernel kernel, int half, int taps) {
      this.sums = kernel.scratch(Math.multiplyExact(2, half));
      this.half = half;
      this.starts = new int[taps];
    }
  }

  /** Sums for a number of channels, whose products lie in rows {@code ld} apart. */
  TapSums(Kernel kernel, ConvolutionSide side, int channels, int ld) {
    this.kernel = kernel;
    this.side = side;
    this.channels = channels;
    this.ld = ld;
    this.rank = side.axes().size();
    this.readStrides = new int[rank];
    this.writeStrides = new int[rank];
    this.tapStrides = new int[rank];
    int read = 1;
    int write = 1;
    int taps = 1;
    for (int a = rank - 1; a >= 0; a--) {
      readStrides[a] = read;
      writeStrides[a] = write;
      tapStrides[a] = taps;
      read *= side.readExtent(a);
      write *= side.writtenExtent(a);
      taps *= side.axes().get(a).kernel();
    }
    for (ConvolutionAxis axis : side.axes()) {
      phases.add(AxisPhase.of(axis));
    }
  }

  /** Target positions of a channel that are written. */
  long written() {
    long written = 1;
    for (List<AxisPhase> ofAxis : phases) {
      long sum = 0;
      for (AxisPhase phase : ofAxis) {
        sum += phase.to() - phase.from() + 1;
      }
      written *= sum;
    }
    return written;
  }

  /** Scratch for bands of {@code rows} positions of the first axis. */
  Scratch scratch(int rows) {
    int run =
        switch (rank) {
          case 1 -> rows;
          case 2 -> rows * side.readExtent(1);
          default -> side.readExtent(rank - 2) * side.readExtent(rank - 1);
        };
    int longest = TapProduct.longestLag(side.axes().get(Math.max(0, rank - 2)));
    int last = side.readExtent(rank - 1);
    return new Scratch(kernel, run + (longest + 1) * last, side.taps());
  }

  /**
   * Writes the sums of positions {@code from..to-1} of the first axis, all phases.
   *
   * @param products the products of grid position 0 would begin at column {@code origin}
   */
  void write(
      Elements products, int origin, int from, int to, Scratch scratch, Elements y, int start) {
    new Pass(products, origin, from, to, scratch, y, start).axis(0, new int[1], new int[1], 1, 0);
  }

  /** One call. */
  private final class Pass {
    private final Elements products;
    private final int origin;
    private final int from;
    private final int to;
    private final Scratch scratch;
    private final Elements y;
    private final int start;

    Pass(Elements products, int origin, int from, int to, Scratch scratch, Elements y, int start) {
      this.products = products;
      this.origin = origin;
      this.from = from;
      this.to = to;
      this.scratch = scratch;
      this.y = y;
      this.start = start;
    }

    private int first(int axis, AxisPhase phase) {
      return axis == 0 ? Math.max(from, phase.from()) : phase.from();
    }

    private int end(int axis, AxisPhase phase) {
      return axis == 0 ? Math.min(to, phase.to() + 1) : phase.to() + 1;
    }

    /**
     * Goes through the positions of an axis; the terms of those before are given by their taps and
     * columns.
     */
    void axis(int axis, int[] taps, int[] columns, int terms, int target) {
      if (axis == rank - 1) {
        run(taps, columns, terms, 1, target, 0);
        return;
      }
      ConvolutionAxis geometry = side.axes().get(axis);
      for (AxisPhase phase : phases.get(axis)) {
        int[] moreTaps = new int[terms * phase.lags().size()];
        int[] moreColumns = new int[moreTaps.length];
        int end = end(axis, phase);
        for (int u = first(axis, phase); u < end; ) {
          int count = 1;
          if (axis == rank - 2) {
            while (u + count < end && sameTerms(axis, phase, u, u + count)) {
              count++;
            }
          }
          int n = 0;
          for (int j = 0; j < phase.lags().size(); j++) {
            int g = u - phase.lags().get(j);
            if (g >= 0 && g < side.readExtent(axis)) {
              for (int term = 0; term < terms; term++) {
                moreTaps[n] = taps[term] + phase.taps().get(j) * tapStrides[axis];
                moreColumns[n] = columns[term] + g * readStrides[axis];
                n++;
              }
            }
          }
          int place = geometry.stride() * u + phase.residue() - geometry.offset();
          int line = target + place * writeStrides[axis];
          if (axis == rank - 2) {
            run(moreTaps, moreColumns, n, count, line, geometry.stride() * writeStrides[axis]);
          } else {
            axis(axis + 1, moreTaps, moreColumns, n, line);
          }
          u += count;
        }
      }
    }

    private boolean sameTerms(int axis, AxisPhase phase, int u, int v) {
      for (int lag : phase.lags()) {
        if (inside(axis, u - lag) != inside(axis, v - lag)) {
          return false;
        }
      }
      return true;
    }

    private boolean inside(int axis, int g) {
      return g >= 0 && g < side.readExtent(axis);
    }

    /** {@code rows} rows of the last axis, one grid row after the other, {@code step} apart. */
    private void run(int[] taps, int[] columns, int terms, int rows, int line, int step) {
      List<AxisPhase> last = phases.get(rank - 1);
      ConvolutionAxis geometry = side.axes().get(rank - 1);
      boolean pair =
          geometry.stride() == 2 && last.size() == 2 && runs(last.get(0)) && runs(last.get(1));
      for (int channel = 0; channel < channels; channel++) {
        int base = channel * side.taps() * ld + origin;
        int target = start + channel * side.writtenPositions() + line - geometry.offset();
        if (pair) {
          sum(last.get(0), taps, columns, terms, rows, base, 0);
          sum(last.get(1), taps, columns, terms, rows, base, scratch.half);
          writePair(last.get(0), last.get(1), rows, target, step);
        } else {
          for (AxisPhase phase : last) {
            if (runs(phase)) {
              sum(phase, taps, columns, terms, rows, base, 0);
              write(phase, low(phase), high(phase), rows, 0, target, step);
            }
          }
        }
        for (AxisPhase phase : last) {
          edges(phase, taps, columns, terms, rows, base, target, step);
        }
      }
    }

    /** The first position of the last axis that is summed in runs. */
    private int low(AxisPhase phase) {
      return first(rank - 1, phase);
    }

    /** The end of these positions: no lag reads beyond the row, some may read before it. */
    private int high(AxisPhase phase) {
      return Math.min(end(rank - 1, phase), side.readExtent(rank - 1));
    }

    private boolean runs(AxisPhase phase) {
      return low(phase) < high(phase);
    }

    /** Sums of all rows as one run, position {@code low} of the first at {@code at}. */
    private void sum(
        AxisPhase phase, int[] taps, int[] columns, int terms, int rows, int base, int at) {
      int low = low(phase);
      int n = starts(phase, taps, columns, terms, low, false);
      int count = (rows - 1) * side.readExtent(rank - 1) + high(phase) - low;
      kernel.sum(products, base, scratch.starts, n, scratch.sums, at, count);
    }

    /** The terms of position v of the last axis; without those that read outside, if wanted. */
    private int starts(
        AxisPhase phase, int[] taps, int[] columns, int terms, int v, boolean inside) {
      int n = 0;
      for (int j = 0; j < phase.lags().size(); j++) {
        int g = v - phase.lags().get(j);
        if (!inside || inside(rank - 1, g)) {
          for (int term = 0; term < terms; term++) {
            scratch.starts[n++] = (taps[term] + phase.taps().get(j)) * ld + columns[term] + g;
          }
        }
      }
      return n;
    }

    /** Interleaves two phases; the one whose first image position comes first leads. */
    private void writePair(AxisPhase a, AxisPhase b, int rows, int target, int step) {
      boolean inOrder = 2 * low(a) + a.residue() < 2 * low(b) + b.residue();
      AxisPhase even = inOrder ? a : b;
      AxisPhase odd = inOrder ? b : a;
      int evenAt = inOrder ? 0 : scratch.half;
      int oddAt = scratch.half - evenAt;
      int begin = 2 * low(even) + even.residue();
      int common = Math.min(high(even) - low(even), high(odd) - low(odd));
      if (2 * low(odd) + odd.residue() != begin + 1) {
        common = 0;
      }
      if (common > 0) {
        RowLoops.of(kernel.type())
            .interleave(
                scratch.sums,
                evenAt,
                oddAt,
                side.readExtent(rank - 1),
                y,
                target + begin,
                step,
                rows,
                common);
      }
      write(even, low(even) + common, high(even), rows, evenAt, target, step);
      write(odd, low(odd) + common, high(odd), rows, oddAt, target, step);
    }

    private void write(AxisPhase phase, int low, int high, int rows, int at, int target, int step) {
      if (low >= high) {
        return;
      }
      int stride = side.axes().get(rank - 1).stride();
      for (int row = 0; row < rows; row++) {
        int source = at + row * side.readExtent(rank - 1) + low - low(phase);
        int place = target + row * step + stride * low + phase.residue();
        if (stride == 1) {
          kernel.copy(scratch.sums, source, y, place, high - low);
        } else {
          Strided.copy(scratch.sums, source, 1, y, place, stride, high - low);
        }
      }
    }

    /**
     * The positions at which some lag reads outside the row, column by column; what the runs have
     * put there is not their sum.
     */
    private void edges(
        AxisPhase phase,
        int[] taps,
        int[] columns,
        int terms,
        int rows,
        int base,
        int target,
        int step) {
      int longest = phase.lags().get(phase.lags().size() - 1);
      int stride = side.axes().get(rank - 1).stride();
      int end = end(rank - 1, phase);
      int low = Math.min(end, longest);
      int high = Math.max(low, side.readExtent(rank - 1));
      for (int v = first(rank - 1, phase); v < end; v++) {
        if (v >= low && v < high) {
          v = high - 1;
          continue;
        }
        int n = starts(phase, taps, columns, terms, v, true);
        kernel.sumColumn(
            products,
            base,
            scratch.starts,
            n,
            side.readExtent(rank - 1),
            y,
            target + stride * v + phase.residue(),
            step,
            rows);
      }
    }
  }
}
