package org.convmat.backend.vector;

/**
 * Cuts the rows of a product into tiles of the heights that the kernel has: 8, where vectors are so
 * wide that there are 32 registers for them; 5, and up to four of 4 where that adds up, which is
 * always so from 12 rows on; 2 and 1 below. Three rows take a tile of four, whose last row is
 * nobody's.
 */
final class TileHeights {

  /** The height of the tallest tiles. */
  static final int TALLEST = 8;

  /**
   * Whether the processor has registers for tiles of {@link #TALLEST} rows. Processors with 512-bit
   * vectors have 32 of them, the others often 16.
   */
  static final boolean TALL = Lanes.FLOATS.vectorBitSize() >= 512;

  private TileHeights() {}

  /** The heights of the tiles of {@code rows} rows, tallest first; their sum may be one more. */
  static int[] of(int rows) {
    return of(rows, TALL);
  }

  /** The same, with or without tiles of {@link #TALLEST} rows. */
  static int[] of(int rows, boolean tall) {
    int eights = tall ? rows / TALLEST : 0;
    while (eights > 0 && !adds(rows - TALLEST * eights)) {
      eights--;
    }
    int rest = rows - TALLEST * eights;
    if (adds(rest)) {
      int fours = fours(rest);
      int fives = (rest - 4 * fours) / 5;
      int[] heights = new int[eights + fives + fours];
      for (int i = 0; i < heights.length; i++) {
        heights[i] = i < eights ? TALLEST : i < eights + fives ? 5 : 4;
      }
      return heights;
    }
    return switch (rows) {
      case 1 -> new int[] {1};
      case 2 -> new int[] {2};
      case 3 -> new int[] {4};
      case 6 -> new int[] {4, 2};
      case 7 -> new int[] {5, 2};
      default -> new int[] {5, 4, 2}; // 11
    };
  }

  /** How many tiles of four rows there are beside tiles of five, if that adds up. */
  private static int fours(int rows) {
    return 4 * rows % 5;
  }

  /** Whether tiles of five and four rows have {@code rows} together. */
  private static boolean adds(int rows) {
    return 4 * fours(rows) <= rows;
  }

  /** The heights of tiles that write no row too much. */
  static int[] exact(int rows) {
    return rows == 3 ? new int[] {2, 1} : of(rows);
  }

  /** Tiles of {@link #TALLEST} rows, and for the rest of 4, 2 and 1, each once at most. */
  static int[] halved(int rows) {
    int[] heights = new int[rows / TALLEST + Integer.bitCount(rows % TALLEST)];
    int n = 0;
    int rest = rows;
    for (int height = TALLEST; height > 0; height /= 2) {
      for (; rest >= height; rest -= height) {
        heights[n++] = height;
      }
    }
    return heights;
  }

  /** The rows before each tile, and at the end the rows of all. */
  static int[] sums(int[] heights) {
    int[] sums = new int[heights.length + 1];
    for (int i = 0; i < heights.length; i++) {
      sums[i + 1] = sums[i] + heights[i];
    }
    return sums;
  }
}
