package org.convmat.backend.vector;

import org.convmat.spi.Elements;

/** Packs the strips of a band. Keeps notes for one call at a time: not thread-safe. */
interface BandStrips {

  /**
   * Packs rows {@code from..to-1} of the depth for neighbouring strips, strip j to {@code position
   * + j*panel}.
   *
   * @param first the position of the band that the first strip begins with
   * @param end the end of the band's positions; what a strip has beyond is left open
   */
  void pack(
      BandSource.Band read,
      int first,
      int end,
      int strips,
      int from,
      int to,
      Elements packed,
      int position,
      int panel);

  /**
   * Packs rows {@code from..to-1} of the depth for one strip to {@code position}, whose vectors
   * begin at two positions of the band; each vector ends inside a row of positions.
   */
  void packPair(
      BandSource.Band read, int first, int second, int from, int to, Elements packed, int position);
}
