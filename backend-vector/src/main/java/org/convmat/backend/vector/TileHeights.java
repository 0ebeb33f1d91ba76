package org.convmat.backend.vector;

/**
 * Cuts the rows of a product into tiles of the heights that the kernel has: 5, and up to four of 4
 * where that adds up, which is always so from 12 rows on; 2 and 1 below. Three rows take a tile of
 * four, whose last row is nobody's.
 */
final class TileHeights {

  private TileHeights() {}

  /** The heights of the tiles of {@code rows} rows; their sum may be one more. */
  static int[] of(int rows) {
    int fours = 4 * rows % 5;
    if (4 * fours <= rows) {
      int fives = (rows - 4 * fours) / 5;
      int[] heights = new int[fives + fours];
      for (int i = 0; i < heights.length; i++) {
        heights[i] = i < fives ? 5 : 4;
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

  /** The heights of tiles that write no row too much. */
  static int[] exact(int rows) {
    return rows == 3 ? new int[] {2, 1} : of(rows);
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
