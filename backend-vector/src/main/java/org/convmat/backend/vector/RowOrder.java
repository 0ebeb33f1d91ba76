package org.convmat.backend.vector;

import org.convmat.spi.Elements;

/** Cuts rows of all residues, in the order of the target, into blocks for the loops. Immutable. */
final class RowOrder {

  /** Residues from which the rows of one lie far apart. */
  private static final int SPARSE = 4;

  /** Rows of a call from which they are short. */
  private static final int SHORT = 4;

  private final RowLoops loops;
  private final int lanes;
  private final int repeat;

  /**
   * Blocks for rows whose weights repeat.
   *
   * @param repeat how many weights there are before they begin again
   */
  RowOrder(RowLoops loops, int lanes, int repeat) {
    this.loops = loops;
    this.lanes = lanes;
    this.repeat = repeat;
  }

  /** Whether it takes rows of {@code count} sums. */
  boolean takes(int count) {
    return lanes % repeat == 0 && count >= lanes;
  }

  /**
   * Whether it takes them wherever their terms lie. A call for one residue would compute several
   * short rows, as far apart as there are residues: in order they take 0.6 to 0.9 of the time. With
   * two residues they are not far apart, and to read once for both is as good.
   */
  boolean takesAnywhere(int count) {
    return repeat >= SPARSE && SHORT * count <= RowSums.PIECE;
  }

  /**
   * Computes {@code rows} rows of {@code count} sums of each residue, all residues of a row one
   * after the other.
   *
   * @param phaseStep the distance in the target from one residue to the next
   */
  void rows(
      Elements patterns,
      RowPhases phases,
      Elements source,
      int start,
      int sourceStep,
      Elements target,
      int position,
      int targetStep,
      int phaseStep,
      int rows,
      int count) {
    int some = Math.max(1, RowSums.PIECE / (count * phases.size()));
    int last = count - lanes;
    for (int row = 0; row < rows; row += some) {
      int n = Math.min(some, rows - row);
      int at = start + row * sourceStep;
      int to = position + row * targetStep;
      loops.phases(
          patterns,
          phases,
          0,
          source,
          at,
          sourceStep,
          target,
          to,
          targetStep,
          phaseStep,
          n,
          count / lanes);
      if (count % lanes != 0) {
        loops.phases(
            patterns,
            phases,
            last % repeat,
            source,
            at + last,
            sourceStep,
            target,
            to + last,
            targetStep,
            phaseStep,
            n,
            1);
      }
    }
  }
}
