package org.convmat.view.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the seven passes of an interlaced PNG (PNG specification, section 8): every {@code
 * stepRight}-th pixel from {@code left} on, of every {@code stepDown}-th row from {@code top} on.
 */
record Adam7(int left, int top, int stepRight, int stepDown, int width, int height) {

  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  /** The passes that have pixels in a picture of this size, in the file's order. */
  static List<Adam7> passes(int width, int height) {
    List<Adam7> passes = new ArrayList<>();
    for (int[] pass : PASSES) {
      int columns = count(width, pass[0], pass[2]);
      int rows = count(height, pass[1], pass[3]);
      if (columns > 0 && rows > 0) {
        passes.add(new Adam7(pass[0], pass[1], pass[2], pass[3], columns, rows));
      }
    }
    return passes;
  }

  private static int count(int extent, int first, int step) {
    return (int) (((long) extent - first + step - 1) / step);
  }

  /** Puts the pixels of a row of this pass where they belong. */
  void scatter(byte[] pixels, byte[] row, int pixelBytes) {
    for (int x = 0; x < width; x++) {
      int to = (left + x * stepRight) * pixelBytes;
      System.arraycopy(pixels, x * pixelBytes, row, to, pixelBytes);
    }
  }
}
