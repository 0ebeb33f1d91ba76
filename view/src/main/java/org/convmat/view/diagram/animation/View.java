package org.convmat.view.diagram.animation;

import org.convmat.core.explain.Side;

/** The two ways to see one product: they touch the same cells with the same taps. */
public enum View {
  /** Output cell by output cell: what it reads. */
  GATHER,
  /** Input cell by input cell: where it goes. */
  SCATTER;

  /** The side that is walked over, a cell a step. */
  Side moving(boolean transposed) {
    return this == GATHER ? Side.output(transposed) : Side.input(transposed);
  }
}
