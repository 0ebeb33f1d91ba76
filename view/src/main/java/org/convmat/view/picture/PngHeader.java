package org.convmat.view.picture;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * The chunk IHDR: what the rows in the file look like, before anything is expanded.
 *
 * @param width pixels of a row
 * @param height rows
 * @param depth bits of a sample, or of an index into the palette
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA
 * @param interlaced whether in the seven passes of Adam7
 */
record PngHeader(int width, int height, int depth, int colourType, boolean interlaced) {

  static final int PALETTE = 3;

  /** Bytes of the chunk's data. */
  static final int LENGTH = 13;

  /** Reads and checks the data of the chunk. */
  static PngHeader parse(byte[] data, PictureFault fault) {
    if (data.length != LENGTH) {
      throw fault.refuse("is a broken PNG: IHDR has %d bytes, must have %d", data.length, LENGTH);
    }
    ByteBuffer in = ByteBuffer.wrap(data);
    int width = in.getInt();
    int height = in.getInt();
    int depth = in.get();
    int colourType = in.get();
    int compression = in.get();
    int filter = in.get();
    int interlace = in.get();
    if (width < 1 || height < 1) {
      throw fault.refuse(
          "is a broken PNG: its size is %dx%d, must be 1 to %d each way",
          Integer.toUnsignedLong(width), Integer.toUnsignedLong(height), Integer.MAX_VALUE);
    }
    if (!isAllowed(colourType, depth)) {
      throw fault.refuse("is a broken PNG: colour type %d with %d bits", colourType, depth);
    }
    if (compression != 0 || filter != 0 || interlace < 0 || interlace > 1) {
      throw fault.refuse(
          "is a broken PNG: compression %d, filter %d, interlace %d; must be 0, 0, 0 or 1",
          compression, filter, interlace);
    }
    return new PngHeader(width, height, depth, colourType, interlace == 1);
  }

  private static boolean isAllowed(int colourType, int depth) {
    return switch (colourType) {
      case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case 2, 4, 6 -> depth == 8 || depth == 16;
      default -> false;
    };
  }

  /** Samples of a pixel in the file. */
  int samples() {
    return switch (colourType) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  /** Bytes of {@code pixels} pixels in the file, without the filter's number. */
  long packedBytes(int pixels) {
    return ((long) pixels * samples() * depth + 7) / 8;
  }

  /** Bytes between a byte and the one of the pixel before it, for the filters. */
  int filterDistance() {
    return Math.max(1, samples() * depth / 8);
  }

  /** Bytes of all rows with the numbers of their filters, about. */
  double bytes() {
    return (packedBytes(width) + 1.0) * height;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%dx%d", width, height);
  }
}
