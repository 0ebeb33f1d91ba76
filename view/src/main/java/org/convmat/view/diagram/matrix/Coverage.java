package org.convmat.view.diagram.matrix;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.convmat.view.Palette;
import org.convmat.view.diagram.Colour;

/**
 * A matrix in few pixels. A pixel stands for a block of cells and has the colour of the tap that
 * has most entries in it, the first of them in a tie; only a pixel without an entry is empty. Rows
 * come in order, so the counts of one row of pixels suffice: memory is the picture.
 */
final class Coverage {

  /** So many taps are told apart; of more, neighbours are counted together. */
  private static final int KINDS = 1024;

  private static final int NONE = -1;

  private final long rows;
  private final long columns;
  private final int width;
  private final int height;
  private final int taps;
  private final int kinds;
  private final int[] counts;
  private final int[] tapAt;
  private int line;

  private Coverage(long rows, long columns, int width, int height, int taps) {
    this.rows = rows;
    this.columns = columns;
    this.width = width;
    this.height = height;
    this.taps = taps;
    this.kinds = Math.min(taps, KINDS);
    this.counts = new int[width * kinds];
    this.tapAt = new int[width * height];
    Arrays.fill(tapAt, NONE);
  }

  /** Counts the entries of a matrix of C's size into {@code width x height} pixels, at most. */
  static Coverage of(Entries entries, long rows, long columns, int width, int height, int taps) {
    Coverage coverage = new Coverage(rows, columns, width, height, taps);
    entries.visit((row, column, tap, weight) -> coverage.count(row, column, tap));
    coverage.flush();
    return coverage;
  }

  private void count(long row, long column, int tap) {
    int y = (int) (row * height / rows);
    if (y != line) {
      flush();
      line = y;
    }
    int x = (int) (column * width / columns);
    counts[x * kinds + (int) ((long) tap * kinds / taps)]++;
  }

  private void flush() {
    for (int x = 0; x < width; x++) {
      int best = 0;
      for (int kind = 0; kind < kinds; kind++) {
        int count = counts[x * kinds + kind];
        if (count > best) {
          best = count;
          tapAt[line * width + x] = (int) (((long) kind * taps + kinds - 1) / kinds);
        }
      }
    }
    Arrays.fill(counts, 0);
  }

  /** The picture, or that of the transpose. */
  BufferedImage image(boolean transposed) {
    BufferedImage image =
        new BufferedImage(
            transposed ? height : width, transposed ? width : height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int tap = tapAt[y * width + x];
        int rgb = tap == NONE ? Colour.PAPER.rgb() : Palette.tap(tap);
        image.setRGB(transposed ? y : x, transposed ? x : y, rgb);
      }
    }
    return image;
  }
}
