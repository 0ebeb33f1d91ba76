package org.convmat.backend.vector;

import java.util.Arrays;

/**
 * Where the outputs of a block of tiles go, the same for every channel: runs of whole tiles of a
 * line, and single elements where a line begins or ends within a tile. Used again for block after
 * block; one thread at a time.
 */
final class FilterRuns {

  /** Triples: the first tile's place in the outputs, in the target, and the number of tiles. */
  int[] runs = new int[96];

  int runsEnd;

  /** Pairs: place in the outputs, place in the target. */
  int[] singles = new int[64];

  int singlesEnd;

  /** Triples like those of the runs, for lines that the last transform may write itself. */
  int[] lines = new int[24];

  int linesEnd;

  /** True if something has to be staged first. */
  boolean isStaged() {
    return runsEnd + singlesEnd > 0;
  }

  void clear() {
    linesEnd = 0;
    runsEnd = 0;
    singlesEnd = 0;
  }

  void run(int source, int target, int tiles) {
    if (runsEnd == runs.length) {
      runs = Arrays.copyOf(runs, 2 * runs.length);
    }
    runs[runsEnd] = source;
    runs[runsEnd + 1] = target;
    runs[runsEnd + 2] = tiles;
    runsEnd += 3;
  }

  void line(int source, int target, int tiles) {
    if (linesEnd == lines.length) {
      lines = Arrays.copyOf(lines, 2 * lines.length);
    }
    lines[linesEnd] = source;
    lines[linesEnd + 1] = target;
    lines[linesEnd + 2] = tiles;
    linesEnd += 3;
  }

  void single(int source, int target) {
    if (singlesEnd == singles.length) {
      singles = Arrays.copyOf(singles, 2 * singles.length);
    }
    singles[singlesEnd] = source;
    singles[singlesEnd + 1] = target;
    singlesEnd += 2;
  }
}
