package org.convmat.backend.vector;

import org.convmat.spi.Elements;

/**
 * The blocked product: packed rows times a block of columns, strip by strip. For each slice of the
 * depth the block is packed once; then a chunk of rows that fits the second cache meets every strip
 * of it, each of which fits the first. The loops are those of Goto and van de Geijn, 2008, the
 * inner two of them in {@link PackedRows#multiply}.
 */
final class PanelProduct {

  /**
   * Elements of the left-hand side that a chunk of tiles holds at most: 96 KiB of floats, 192 of
   * doubles.
   */
  private static final int CHUNK = 24 * 1024;

  private PanelProduct() {}

  /** Strips this many at a time are packed together: their rows are neighbours. */
  static final int GROUP = 4;

  /** The right-hand side, strip by strip. */
  @FunctionalInterface
  interface Strips {
    /**
     * Packs rows {@code from..to-1} of strips {@code 0..strips-1}, strip j to {@code position +
     * j*panel}; may write one strip more than that.
     */
    void pack(int strips, int from, int to, Elements target, int position, int panel);
  }

  /** Where the rows of a slice of the depth lie for each strip. */
  @FunctionalInterface
  interface Panels {
    /** Where the first of them begins that is not left out. */
    int start(int strip);

    /** How many at the beginning are zero, and left out. */
    default int leading(int strip) {
      return 0;
    }

    /** How many at the end are zero, and left out. */
    default int trailing(int strip) {
      return 0;
    }
  }

  /** Where the strips of the product go. */
  interface Targets {
    /** The array of a strip. */
    Elements elements(int strip);

    /** Where row {@code row} of a strip begins, the first row of a chunk. */
    int position(int strip, int row);

    /** The distance of its rows. */
    int rowStride(int strip);

    /** The distance of the two vectors of a row of it. */
    int vectorStride(int strip);

    /** True if only the first vector of a strip is wanted. */
    default boolean narrow(int strip) {
      return false;
    }

    /** Called when rows {@code from..to-1} of all strips are what they should be. */
    default void complete(int from, int to) {}
  }

  /** Strips next to one another from {@code position} of one array. */
  record Block(Elements array, int first, int stride, int width) implements Targets {
    @Override
    public Elements elements(int strip) {
      return array;
    }

    @Override
    public int position(int strip, int row) {
      return first + strip * width + row * stride;
    }

    @Override
    public int rowStride(int strip) {
      return stride;
    }

    @Override
    public int vectorStride(int strip) {
      return width / 2;
    }
  }

  /** Elements of scratch that a block of {@code strips} strips needs. */
  static int packedLength(Kernel kernel, PackedRows rows, int strips) {
    return rows.longestSlice() * strips * kernel.width();
  }

  /**
   * Overwrites {@code rows.paddedRows()} rows of {@code strips} strips.
   *
   * @param scratch at least {@link #packedLength} elements and a strip more
   */
  static void multiply(
      Kernel kernel,
      PackedRows rows,
      Strips source,
      int strips,
      Targets targets,
      Elements scratch) {
    int width = kernel.width();
    for (int slice = 0; slice < rows.slices(); slice++) {
      int from = rows.sliceStart(slice);
      int to = rows.sliceStart(slice + 1);
      int panel = (to - from) * width;
      source.pack(strips, from, to, scratch, 0, panel);
      multiplySlice(kernel, rows, slice, scratch, strip -> strip * panel, strips, targets);
    }
  }

  /**
   * One slice of the depth, for strips that are packed already.
   *
   * @param panels where in {@code packed}
   */
  static void multiplySlice(
      Kernel kernel,
      PackedRows rows,
      int slice,
      Elements packed,
      Panels panels,
      int strips,
      Targets targets) {
    for (int tile = 0, end; tile < rows.tiles(); tile = end) {
      end = chunkEnd(rows, slice, tile);
      int row = rows.rowsBefore(tile);
      for (int strip = 0; strip < strips; strip++) {
        rows.multiply(
            kernel,
            slice,
            tile,
            end,
            targets.narrow(strip),
            packed,
            panels.start(strip),
            panels.leading(strip),
            panels.trailing(strip),
            targets.elements(strip),
            targets.position(strip, row),
            targets.rowStride(strip),
            targets.vectorStride(strip));
      }
      if (slice == rows.slices() - 1) {
        targets.complete(row, Math.min(rows.rows(), rows.rowsBefore(end)));
      }
    }
  }

  /** The tile after the chunk of a slice that begins with {@code tile}: chunks cut no unit. */
  private static int chunkEnd(PackedRows rows, int slice, int tile) {
    int length = rows.sliceStart(slice + 1) - rows.sliceStart(slice);
    int end = Math.min(rows.tiles(), tile + Math.max(1, CHUNK / (rows.tallest() * length)));
    while (end < rows.tiles() && rows.rowsBefore(end) % rows.unit() != 0) {
      end++;
    }
    return end;
  }

  /** The most rows of a chunk, that of a tile with a row too much included. */
  static int longestChunk(PackedRows rows) {
    int longest = 0;
    for (int slice = 0; slice < rows.slices(); slice++) {
      for (int tile = 0, end; tile < rows.tiles(); tile = end) {
        end = chunkEnd(rows, slice, tile);
        longest = Math.max(longest, rows.rowsBefore(end) - rows.rowsBefore(tile));
      }
    }
    return longest;
  }
}
