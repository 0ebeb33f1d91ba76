package org.convmat.view.picture;

/** The five filters of PNG rows (PNG specification, section 9), undone and done. */
final class PngFilter {

  static final int SUB = 1;
  static final int UP = 2;
  static final int AVERAGE = 3;
  static final int PAETH = 4;

  private PngFilter() {}

  /**
   * Undoes a filter in place.
   *
   * @param row filtered; becomes the row
   * @param above the row above, or zeros
   * @param distance bytes of a pixel
   */
  static void undo(int filter, byte[] row, byte[] above, int distance) {
    switch (filter) {
      case SUB -> {
        for (int i = distance; i < row.length; i++) {
          row[i] += row[i - distance];
        }
      }
      case UP -> {
        for (int i = 0; i < row.length; i++) {
          row[i] += above[i];
        }
      }
      case AVERAGE -> undoAverage(row, above, distance);
      case PAETH -> undoPaeth(row, above, distance);
      default -> {
        // none
      }
    }
  }

  private static void undoAverage(byte[] row, byte[] above, int distance) {
    int lead = Math.min(distance, row.length);
    for (int i = 0; i < lead; i++) {
      row[i] += (byte) ((above[i] & 0xFF) >> 1);
    }
    for (int i = lead; i < row.length; i++) {
      row[i] += (byte) (((row[i - distance] & 0xFF) + (above[i] & 0xFF)) >> 1);
    }
  }

  private static void undoPaeth(byte[] row, byte[] above, int distance) {
    int lead = Math.min(distance, row.length);
    for (int i = 0; i < lead; i++) {
      row[i] += above[i];
    }
    for (int i = lead; i < row.length; i++) {
      row[i] += (byte) predict(row[i - distance], above[i], above[i - distance]);
    }
  }

  /**
   * Filters a row as its difference from the pixel to the left.
   *
   * @param rows holds the row at {@code from}
   * @param to gets the filter's number and the filtered bytes, from {@code at}
   */
  static void sub(byte[] rows, int from, int length, int distance, byte[] to, int at) {
    to[at] = SUB;
    int lead = Math.min(distance, length);
    System.arraycopy(rows, from, to, at + 1, lead);
    for (int i = lead; i < length; i++) {
      to[at + 1 + i] = (byte) (rows[from + i] - rows[from + i - distance]);
    }
  }

  /** Filters a row as its difference from the one before it in {@code rows}. */
  static void up(byte[] rows, int from, int length, byte[] to, int at) {
    to[at] = UP;
    for (int i = 0; i < length; i++) {
      to[at + 1 + i] = (byte) (rows[from + i] - rows[from + i - length]);
    }
  }

  /** Paeth's predictor: of left, above and above left, the one nearest to left + above - corner. */
  private static int predict(byte left, byte above, byte corner) {
    int a = left & 0xFF;
    int b = above & 0xFF;
    int c = corner & 0xFF;
    int toLeft = Math.abs(b - c);
    int toAbove = Math.abs(a - c);
    int toCorner = Math.abs(a + b - 2 * c);
    if (toLeft <= toAbove && toLeft <= toCorner) {
      return a;
    }
    return toAbove <= toCorner ? b : c;
  }
}
