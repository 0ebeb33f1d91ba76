package org.convmat.backend.vector;

import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/**
 * The left-hand side of a product, rows x depth, packed once: cut into slices of the depth, each
 * slice into tiles of rows, each tile stored column after column, just as the kernel reads it.
 *
 * <p>A slice is short enough for a few strips of the right-hand side to stay in the second cache. A
 * strip is read in order, 16 bytes a step, so the first cache need not hold it: tiles of longer
 * slices are faster, because they begin and end less often. The length depends on nothing but the
 * depth, so every sum has one order.
 */
final class PackedRows {

  /**
   * Longest slice: a strip of floats of two 256-bit vectors then takes 75 KiB, and a block of a few
   * the half of a second cache.
   */
  static final int SLICE = 1200;

  private final Elements packed;
  private final int[] heights;
  private final int[] rowsBefore;
  private final int rows;
  private final int paddedRows;
  private final int depth;
  private final int grain;
  private final int slices;
  private final int unit;

  /** What is packed. */
  @FunctionalInterface
  interface Entries {
    /** Position of entry (row, k) in {@code source}. */
    int position(int row, int k);
  }

  /** Packs a left-hand side in slices that suit packed strips. */
  static PackedRows sliced(Elements source, int rows, int depth, Entries entries) {
    return sliced(source, rows, depth, 1, entries);
  }

  /** The same, where {@code unit} rows at a time belong together. */
  static PackedRows sliced(Elements source, int rows, int depth, int unit, Entries entries) {
    int slices = (depth + SLICE - 1) / SLICE;
    return new PackedRows(source, rows, depth, TileHeights.of(rows), 1, slices, unit, entries);
  }

  /**
   * The same, where slices are cut at multiples of {@code grain} only, a divisor of the depth, and
   * tiles write no row too much.
   */
  static PackedRows grained(Elements source, int rows, int depth, int grain, Entries entries) {
    int slices = Math.min((depth + SLICE - 1) / SLICE, depth / grain);
    int[] heights = TileHeights.exact(rows);
    return new PackedRows(source, rows, depth, heights, grain, slices, 1, entries);
  }

  /** Packs a left-hand side whole, for strips that are read where they lie. */
  static PackedRows whole(Elements source, int rows, int depth, Entries entries) {
    return new PackedRows(source, rows, depth, TileHeights.of(rows), 1, 1, 1, entries);
  }

  /** The same in tiles as {@link TileHeights#halved}. */
  static PackedRows halved(Elements source, int rows, int depth, Entries entries) {
    int[] heights = TileHeights.halved(rows);
    return new PackedRows(source, rows, depth, heights, 1, 1, 1, entries);
  }

  private PackedRows(
      Elements source,
      int rows,
      int depth,
      int[] heights,
      int grain,
      int slices,
      int unit,
      Entries entries) {
    this.rows = rows;
    this.unit = unit;
    this.depth = depth;
    this.grain = grain;
    this.heights = heights;
    this.rowsBefore = TileHeights.sums(heights);
    this.paddedRows = rowsBefore[heights.length];
    this.slices = slices;
    this.packed = Elements.allocate(source.type(), Math.multiplyExact(paddedRows, depth));
    int at = 0;
    for (int slice = 0; slice < slices; slice++) {
      int row = 0;
      for (int height : heights) {
        at = packTile(source, entries, at, slice, row, height);
        row += height;
      }
    }
  }

  private int packTile(Elements source, Entries entries, int at, int slice, int row, int height) {
    int present = Math.min(height, rows - row);
    for (int k = sliceStart(slice); k < sliceStart(slice + 1); k++) {
      for (int r = 0; r < present; r++) {
        copy(source, entries.position(row + r, k), at + r);
      }
      at += height;
    }
    return at;
  }

  private void copy(Elements source, int from, int to) {
    if (packed.type() == ElementType.FLOAT) {
      packed.floats()[to] = source.floats()[from];
    } else {
      packed.doubles()[to] = source.doubles()[from];
    }
  }

  /** Rows of the product. */
  int rows() {
    return rows;
  }

  /** Rows that the tiles write, which may be one more. */
  int paddedRows() {
    return paddedRows;
  }

  int slices() {
    return slices;
  }

  /** How many rows at a time belong together: products are finished in multiples of it. */
  int unit() {
    return unit;
  }

  /** First k of a slice; the slices are of equal length but for one grain. */
  int sliceStart(int slice) {
    return (int) ((long) (depth / grain) * slice / Math.max(1, slices)) * grain;
  }

  /** The longest slice. */
  int longestSlice() {
    return slices == 0 ? 0 : (depth / grain + slices - 1) / slices * grain;
  }

  /** Number of tiles. */
  int tiles() {
    return heights.length;
  }

  /**
   * Multiplies tiles {@code fromTile..toTile-1} of a slice with a packed strip.
   *
   * @param narrow whether only the first vector of the strip is wanted
   * @param b the strip's rows of this slice, from {@code bp}, but for some that are zero
   * @param leading how many of those are at the beginning of the slice; 0 if narrow
   * @param trailing how many are at the end; 0 if narrow
   * @param c row r of the product begins at {@code cp + r*ldc}
   * @param next the second vector of a row lies so far after the first
   */
  void multiply(
      Kernel kernel,
      int slice,
      int fromTile,
      int toTile,
      boolean narrow,
      Elements b,
      int bp,
      int leading,
      int trailing,
      Elements c,
      int cp,
      int ldc,
      int next) {
    int length = sliceStart(slice + 1) - sliceStart(slice);
    int at = paddedRows * sliceStart(slice) + rowsBefore[fromTile] * length;
    int count = length - leading - trailing;
    int target = cp;
    for (int tile = fromTile; tile < toTile; tile++) {
      int height = heights[tile];
      int together = narrow ? narrowHeight(tile, toTile) : 0;
      if (together > 0) {
        kernel.narrow(together, packed, at, b, bp, length, c, target, ldc, slice > 0);
        at += together * length;
        target += together * ldc;
        tile += together / height - 1;
        continue;
      }
      int first = at + height * leading;
      kernel.tile(height, packed, first, b, bp, count, c, target, ldc, next, slice > 0);
      at += height * length;
      target += height * ldc;
    }
  }

  /** The rows from a tile on that {@link Kernel#narrow} has a loop for, or 0. */
  private int narrowHeight(int tile, int toTile) {
    if (heights[tile] == TileHeights.TALLEST) {
      return TileHeights.TALLEST;
    }
    // Tiles of five come before lower ones, so both are.
    return tile + 1 < toTile && heights[tile + 1] == 5 ? 10 : 0;
  }

  /**
   * Multiplies all tiles, packed whole, with one strip that is read where it lies.
   *
   * @param b row k of the strip begins at {@code bp + offsets[k]}
   * @param c row r of the product begins at {@code cp + r*ldc}; overwritten
   */
  void slide(Kernel kernel, Elements b, int bp, int[] offsets, Elements c, int cp, int ldc) {
    int at = 0;
    int target = cp;
    for (int height : heights) {
      kernel.slide(height, packed, at, b, bp, offsets, c, target, ldc);
      at += height * depth;
      target += height * ldc;
    }
  }

  /**
   * Multiplies tiles {@code fromTile..toTile-1}, packed whole, with two vectors that are read where
   * they lie, and writes row r to {@code c0 + r*ldc} and {@code c1 + r*ldc}.
   *
   * @param leading steps at the beginning of the depth that are left out
   * @param b step k of the rest reads at {@code b0 + offsets[k]} and {@code b1 + offsets[k]}
   */
  void slide(
      Kernel kernel,
      int fromTile,
      int toTile,
      int leading,
      Elements b,
      int b0,
      int b1,
      int[] offsets,
      Elements c,
      int c0,
      int c1,
      int ldc) {
    for (int tile = fromTile; tile < toTile; tile++) {
      int row = rowsBefore[tile];
      int at = row * depth + heights[tile] * leading;
      int y0 = c0 + row * ldc;
      int y1 = c1 + row * ldc;
      kernel.slideTwo(heights[tile], packed, at, b, b0, b1, offsets, c, y0, y1, ldc);
    }
  }

  /** Where a chunk ends that begins with {@code tile} and has at most so many rows, or one tile. */
  int endOfChunk(int tile, int rows) {
    int end = tile + 1;
    while (end < tiles() && rowsBefore[end + 1] - rowsBefore[tile] <= rows) {
      end++;
    }
    return end;
  }

  /** Rows of the tallest tile. */
  int tallest() {
    return rowsBefore[1];
  }

  /** Rows of the tiles before {@code tile}. */
  int rowsBefore(int tile) {
    return rowsBefore[tile];
  }
}
