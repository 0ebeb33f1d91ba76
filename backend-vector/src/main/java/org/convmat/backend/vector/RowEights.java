package org.convmat.backend.vector;

/** Blocks of sums of any number of terms, eight vectors at a time. Immutable. */
final class RowEights {

  private final RowLoops loops;
  private final int lanes;

  RowEights(RowLoops loops, int lanes) {
    this.loops = loops;
    this.lanes = lanes;
  }

  /** {@code rows} rows of {@code vectors} whole vectors. */
  void block(
      RowCall call,
      int turn,
      int start,
      int sourceStep,
      int position,
      int targetStep,
      int rows,
      int vectors) {
    if (rows >= 4 && vectors < 8) {
      for (int v = 0; v < vectors; v += 2) {
        columns(call, turn, start, sourceStep, position, targetStep, rows, v, vectors);
      }
    } else {
      for (int row = 0; row < rows; row++) {
        line(call, turn, start + row * sourceStep, position + row * targetStep, vectors);
      }
    }
  }

  /** Two columns of vectors of four rows or more; or one column, of four to eight rows at once. */
  private void columns(
      RowCall call,
      int turn,
      int start,
      int sourceStep,
      int position,
      int targetStep,
      int rows,
      int v,
      int vectors) {
    if (vectors > 1) {
      int at = Math.min(v, vectors - 2) * lanes;
      for (int row = 0; row < rows; row += 4) {
        int r = Math.min(row, rows - 4);
        eight(
            call,
            turn,
            start + r * sourceStep + at,
            sourceStep,
            lanes,
            position + r * targetStep + at,
            targetStep,
            lanes);
      }
    } else {
      int skip = Math.min(rows, 8) - 4;
      for (int row = 0; row < rows; row += 8) {
        int r = Math.max(0, Math.min(row, rows - 8));
        eight(
            call,
            turn,
            start + r * sourceStep,
            sourceStep,
            skip * sourceStep,
            position + r * targetStep,
            targetStep,
            skip * targetStep);
      }
    }
  }

  /** The vectors of one row. */
  private void line(RowCall call, int turn, int start, int position, int vectors) {
    if (vectors >= 8) {
      for (int v = 0; v < vectors; v += 8) {
        int at = Math.min(v, vectors - 8) * lanes;
        loops.eightInRow(
            call.patterns(),
            call.terms(),
            turn,
            call.source(),
            start + at,
            call.target(),
            position + at);
      }
      return;
    }
    if (vectors >= 4) {
      columns(call, turn, start, lanes, position, lanes, vectors, 0, 1);
      return;
    }
    for (int v = 0; v < vectors; v++) {
      loops.one(
          call.patterns(),
          call.terms(),
          turn,
          call.source(),
          start + v * lanes,
          call.target(),
          position + v * lanes);
    }
  }

  private void eight(
      RowCall call,
      int turn,
      int start,
      int sourceStep,
      int sourceSkip,
      int position,
      int targetStep,
      int targetSkip) {
    loops.eight(
        call.patterns(),
        call.terms(),
        turn,
        call.source(),
        start,
        sourceStep,
        sourceSkip,
        call.target(),
        position,
        targetStep,
        targetSkip);
  }
}
