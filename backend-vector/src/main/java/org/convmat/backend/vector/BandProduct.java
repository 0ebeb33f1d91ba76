package org.convmat.backend.vector;

import org.convmat.spi.Elements;

/** One part of a direction of a convolution, cut into bands that can be computed in any order. */
interface BandProduct {

  /** Number of bands; one task each for every group and image. */
  int bands();

  /** Elements of the written channels of one group that all bands together write. */
  long written();

  /** Elements of the padded copy of a band. */
  long copyLength();

  /**
   * Computes one band of one group of one image.
   *
   * @param x the group's read channels begin at {@code xStart}, contiguous
   * @param y the group's written channels begin at {@code yStart}, contiguous
   */
  void run(int group, int band, Elements x, int xStart, Elements y, int yStart);
}
