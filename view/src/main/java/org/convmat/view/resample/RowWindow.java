package org.convmat.view.resample;

import java.util.ArrayDeque;
import org.convmat.view.picture.PictureReader;
import org.jspecify.annotations.Nullable;

/** The rows of a picture that are still needed, as it is read from the top down. */
final class RowWindow {

  private final PictureReader picture;
  private final ArrayDeque<byte[]> rows = new ArrayDeque<>();
  private int first;

  RowWindow(PictureReader picture) {
    this.picture = picture;
  }

  /** Rows {@code start} on, null outside the picture; no earlier one may be asked for later. */
  byte[] @Nullable [] take(int start, int count) {
    int height = picture.info().height();
    while (first < start && !rows.isEmpty()) {
      rows.removeFirst();
      first++;
    }
    int end = Math.min(height, start + count);
    while (first + rows.size() < end) {
      byte[] row = picture.next();
      if (first < start && rows.isEmpty()) {
        first++;
      } else {
        rows.addLast(row);
      }
    }
    byte[][] taken = new byte[count][];
    int at = first - start;
    for (byte[] row : rows) {
      if (at < count) {
        taken[at++] = row;
      }
    }
    return taken;
  }
}
