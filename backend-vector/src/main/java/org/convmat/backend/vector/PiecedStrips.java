package org.convmat.backend.vector;

import org.convmat.spi.Elements;

/**
 * Strips of a band in which a row of positions ends before the next begins: several at a time where
 * a row goes on so long, else one, cut into pieces where rows end.
 */
final class PiecedStrips implements BandStrips {

  private final Kernel kernel;
  private final int[] starts;
  private final int[] lanes;

  PiecedStrips(Kernel kernel) {
    this.kernel = kernel;
    this.starts = new int[kernel.width()];
    this.lanes = new int[kernel.width()];
  }

  @Override
  public void pack(
      BandSource.Band read,
      int first,
      int end,
      int strips,
      int from,
      int to,
      Elements packed,
      int position,
      int panel) {
    int width = kernel.width();
    for (int strip = 0; strip < strips; ) {
      int begin = first + strip * width;
      int at = position + strip * panel;
      int group = PanelProduct.GROUP;
      if (strip + group <= strips && begin % read.rowLength + group * width <= read.rowLength) {
        int start = read.rowStart(begin / read.rowLength) + begin % read.rowLength;
        kernel.packGroup(read.elements, read.offsets, from, to, start, packed, at, panel);
        strip += group;
      } else {
        int pieces = pieces(read, begin, Math.min(end, begin + width));
        kernel.pack(read.elements, read.offsets, from, to, starts, lanes, pieces, packed, at);
        strip++;
      }
    }
  }

  @Override
  public void packPair(
      BandSource.Band read,
      int first,
      int second,
      int from,
      int to,
      Elements packed,
      int position) {
    starts[0] = read.rowStart(first / read.rowLength) + first % read.rowLength;
    starts[1] = read.rowStart(second / read.rowLength) + second % read.rowLength;
    lanes[0] = 0;
    lanes[1] = kernel.lanes();
    kernel.pack(read.elements, read.offsets, from, to, starts, lanes, 2, packed, position);
  }

  /** Cuts positions {@code from..to-1} where rows end; returns the number of pieces. */
  private int pieces(BandSource.Band read, int from, int to) {
    int pieces = 0;
    int position = from;
    while (position < to) {
      int row = position / read.rowLength;
      int column = position - row * read.rowLength;
      starts[pieces] = read.rowStart(row) + column;
      lanes[pieces] = position - from;
      pieces++;
      position += read.rowLength - column;
    }
    return pieces;
  }
}
