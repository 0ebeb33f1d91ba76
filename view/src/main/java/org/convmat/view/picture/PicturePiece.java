package org.convmat.view.picture;

/** Rows as a file will have them. */
public final class PicturePiece {

  private final byte[] bytes;
  private final int length;
  private final int checksum;
  private final int rawLength;

  /**
   * A piece.
   *
   * @param bytes the content, from 0 to {@code length}; not copied
   * @param checksum of the rows before they were compressed
   * @param rawLength the length of what was compressed
   */
  PicturePiece(byte[] bytes, int length, int checksum, int rawLength) {
    this.bytes = bytes;
    this.length = length;
    this.checksum = checksum;
    this.rawLength = rawLength;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  int checksum() {
    return checksum;
  }

  int rawLength() {
    return rawLength;
  }
}
