package org.convmat.view.picture;

import java.util.List;

/** A picture that is read from the top down. For one thread. */
public interface PictureReader extends AutoCloseable {

  /** What comes. */
  PictureInfo info();

  /** What the file says about its colours, to be handed on to a file of the same format. */
  List<PngChunk> colour();

  /**
   * The next row, an array of its own of {@link PictureInfo#rowBytes}; must not be changed, the
   * reader may need it for the next row.
   *
   * @throws org.convmat.core.failure.InvalidInputException if the file is broken or cut off there
   */
  byte[] next();

  /**
   * To be called after the last row: looks at what follows it.
   *
   * @throws org.convmat.core.failure.InvalidInputException if the file is broken or cut off there
   */
  void finish();

  @Override
  void close();
}
