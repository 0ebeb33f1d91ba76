package org.convmat.view.picture;

/**
 * The size of a picture and what a pixel is. A row is {@code width} pixels, each its channels in
 * order, each sample one byte or two with the high one first: PNG's own order.
 *
 * @param width pixels of a row
 * @param height rows
 * @param channels 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha
 * @param bits of a sample, 8 or 16
 */
public record PictureInfo(int width, int height, int channels, int bits) {

  /** Bytes of a sample. */
  public int sampleBytes() {
    return bits / Byte.SIZE;
  }

  /** Bytes of a pixel. */
  public int pixelBytes() {
    return channels * sampleBytes();
  }

  /** Bytes of a row. */
  public long rowBytes() {
    return (long) width * pixelBytes();
  }

  /** Bytes of all rows. */
  public double bytes() {
    return (double) rowBytes() * height;
  }

  /** The largest value of a sample. */
  public int most() {
    return (1 << bits) - 1;
  }

  /** Whether the last channel is alpha. */
  public boolean hasAlpha() {
    return channels % 2 == 0;
  }

  /** The same kind of pixel in another size. */
  public PictureInfo resized(int newWidth, int newHeight) {
    return new PictureInfo(newWidth, newHeight, channels, bits);
  }

  @Override
  public String toString() {
    String kind =
        switch (channels) {
          case 1 -> "grey";
          case 2 -> "grey and alpha";
          case 3 -> "RGB";
          default -> "RGBA";
        };
    return width + "x" + height + " " + kind + (bits == 16 ? ", 16 bit" : "");
  }
}
