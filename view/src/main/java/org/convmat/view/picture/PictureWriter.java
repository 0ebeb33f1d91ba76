package org.convmat.view.picture;

import java.io.IOException;

/** A picture that is written from the top down, in bands of rows. */
public interface PictureWriter {

  /**
   * Makes a piece of a band. Thread-safe: bands do not depend on each other.
   *
   * @param rows whole rows, one after the other; may be changed
   */
  PicturePiece encode(byte[] rows);

  /** Writes a piece; in order, by one thread. */
  void write(PicturePiece piece) throws IOException;

  /** Writes what follows the last row. */
  void finish() throws IOException;
}
