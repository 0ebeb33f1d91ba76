package org.convmat.core.geometry;

import java.util.ArrayList;
import java.util.List;
import org.convmat.spi.ConvolutionAxis;

/**
 * Multiplies the axes out: the structure of a single-channel convolution matrix, row by row in
 * row-major order of the grid, columns strictly ascending within a row. So CSR needs no triplets
 * and no sort.
 *
 * <p>Neighbouring grid positions along the last axis mostly see the same taps, one stride further
 * on. They are visited as one run: its rows have the same taps, and columns that grow by the same
 * step from row to row. Over all axes a row is the Cartesian product of the taps inside on each
 * axis.
 *
 * <p>With a boundary, a row whose taps are folded back inside is a run of its own, and its columns
 * may repeat and are in no order.
 *
 * <p>Immutable and thread-safe.
 */
public final class RowRuns {

  /** What is done with one run of rows. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Rows {@code row .. row+count-1}, each with {@code length} entries. Entry e of row {@code
     * row+j} stands in column {@code columns[e] + j*step} and belongs to tap {@code taps[e]}
     * (row-major over the kernel). The arrays are longer than {@code length} and valid during the
     * call only.
     */
    void run(int row, int count, int length, int[] columns, int[] taps, int step);
  }

  /** Grid positions of the last axis that see the same taps. */
  private record Segment(int begin, int count, int tapBegin, int tapEnd) {}

  private final List<AxisTaps> outer;
  private final AxisTaps inner;
  private final List<Segment> segments;
  private final int tapCount;
  private final int outerPositions;

  /** The structure of {@code geometry}, whatever its channels. */
  public RowRuns(Geometry geometry) {
    List<AxisTaps> axes = geometry.taps();
    this.outer = axes.subList(0, axes.size() - 1);
    this.inner = axes.get(axes.size() - 1);
    this.segments = segments(inner);
    this.tapCount = Math.toIntExact(geometry.tapCount());
    this.outerPositions = Math.toIntExact(geometry.gridPositions() / inner.axis().grid());
  }

  private static List<Segment> segments(AxisTaps axis) {
    List<Segment> segments = new ArrayList<>();
    int grid = axis.axis().grid();
    for (int begin = 0, end; begin < grid; begin = end) {
      int tapBegin = axis.tapBegin(begin);
      int tapEnd = axis.tapEnd(begin);
      end = begin + 1;
      boolean alone = axis.foldsAt(begin);
      while (!alone
          && end < grid
          && !axis.foldsAt(end)
          && axis.tapBegin(end) == tapBegin
          && axis.tapEnd(end) == tapEnd) {
        end++;
      }
      segments.add(new Segment(begin, end - begin, tapBegin, tapEnd));
    }
    return segments;
  }

  /** Visits every row of the matrix once, in order. */
  public void visit(Visitor visitor) {
    OuterTaps outerTaps = new OuterTaps();
    int[] columns = new int[tapCount];
    int[] taps = new int[tapCount];
    ConvolutionAxis axis = inner.axis();
    for (int position = 0; position < outerPositions; position++) {
      outerTaps.locate(position);
      for (Segment segment : segments) {
        int length = 0;
        for (int e = 0; e < outerTaps.length; e++) {
          for (int tap = segment.tapBegin; tap < segment.tapEnd; tap++) {
            columns[length] = outerTaps.lines[e] * axis.image() + inner.image(segment.begin, tap);
            taps[length++] = outerTaps.taps[e] * axis.kernel() + tap;
          }
        }
        int row = position * axis.grid() + segment.begin;
        visitor.run(row, segment.count, length, columns, taps, axis.stride());
      }
    }
  }

  /** The taps inside the image on all axes but the last, from one grid position of those axes. */
  private final class OuterTaps {
    int length;
    int[] lines = new int[tapCount];
    int[] taps = new int[tapCount];
    private int[] nextLines = new int[tapCount];
    private int[] nextTaps = new int[tapCount];

    void locate(int position) {
      length = 1;
      lines[0] = 0;
      taps[0] = 0;
      int below = outerPositions;
      int rest = position;
      for (AxisTaps axis : outer) {
        below /= axis.axis().grid();
        append(axis, rest / below);
        rest %= below;
      }
    }

    private void append(AxisTaps axis, int grid) {
      int end = axis.tapEnd(grid);
      int next = 0;
      for (int e = 0; e < length; e++) {
        for (int tap = axis.tapBegin(grid); tap < end; tap++) {
          nextLines[next] = lines[e] * axis.axis().image() + axis.image(grid, tap);
          nextTaps[next++] = taps[e] * axis.axis().kernel() + tap;
        }
      }
      length = next;
      int[] swap = lines;
      lines = nextLines;
      nextLines = swap;
      swap = taps;
      taps = nextTaps;
      nextTaps = swap;
    }
  }
}
