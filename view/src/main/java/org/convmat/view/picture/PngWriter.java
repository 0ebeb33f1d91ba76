package org.convmat.view.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * A PNG file, band by band. Each band is compressed for itself, so that bands can be compressed by
 * several threads: the first row of a band is filtered without the row above it, and its part of
 * the zlib stream ends on a byte and looks back at nothing before it (as pigz does).
 */
final class PngWriter implements PictureWriter {

  private static final byte[] NOTHING = {};

  /** Deflate with a window of 32 KiB (RFC 1950). */
  private static final byte[] ZLIB_HEADER = {0x78, 0x01};

  /** An empty last block (RFC 1951, section 3.2.6). */
  private static final byte[] LAST_BLOCK = {0x03, 0x00};

  private final OutputStream out;
  private final PictureInfo info;
  private final int level;
  private long checksum = 1;

  PngWriter(OutputStream out, PictureInfo info, List<PngChunk> colour, int level)
      throws IOException {
    this.out = out;
    this.info = info;
    this.level = level;
    out.write(PngChunk.SIGNATURE);
    new PngChunk("IHDR", header(info)).writeTo(out);
    for (PngChunk chunk : colour) {
      chunk.writeTo(out);
    }
    PngChunk.write(out, "IDAT", ZLIB_HEADER, ZLIB_HEADER.length, NOTHING);
  }

  private static byte[] header(PictureInfo info) {
    int[] colourTypes = {0, 4, 2, 6};
    return ByteBuffer.allocate(PngHeader.LENGTH)
        .putInt(info.width())
        .putInt(info.height())
        .put((byte) info.bits())
        .put((byte) colourTypes[info.channels() - 1])
        .array();
  }

  @Override
  public PicturePiece encode(byte[] rows) {
    byte[] filtered = filter(rows);
    Adler32 sum = new Adler32();
    sum.update(filtered);
    Deflater deflater = new Deflater(level, true);
    try {
      deflater.setInput(filtered);
      byte[] piece = new byte[filtered.length / 2 + 1024];
      int length = 0;
      while (true) {
        length += deflater.deflate(piece, length, piece.length - length, Deflater.FULL_FLUSH);
        if (length < piece.length) {
          return new PicturePiece(piece, length, (int) sum.getValue(), filtered.length);
        }
        piece = Arrays.copyOf(piece, piece.length * 2);
      }
    } finally {
      deflater.end();
    }
  }

  private byte[] filter(byte[] rows) {
    int length = (int) info.rowBytes();
    int count = rows.length / length;
    byte[] filtered = new byte[rows.length + count];
    PngFilter.sub(rows, 0, length, info.pixelBytes(), filtered, 0);
    for (int y = 1; y < count; y++) {
      PngFilter.up(rows, y * length, length, filtered, y * (length + 1));
    }
    return filtered;
  }

  @Override
  public void write(PicturePiece piece) throws IOException {
    PngChunk.write(out, "IDAT", piece.bytes(), piece.length(), NOTHING);
    checksum = joined(checksum, Integer.toUnsignedLong(piece.checksum()), piece.rawLength());
  }

  /** Adler-32 of two pieces one after the other, from those of each (RFC 1950, section 9). */
  private static long joined(long first, long second, long length) {
    long base = 65521;
    long low = (first & 0xFFFF) + (second & 0xFFFF) - 1;
    long high =
        (first >> 16) + (second >> 16) + (length % base) * ((first & 0xFFFF) + base - 1) % base;
    return (Math.floorMod(high, base) << 16) | Math.floorMod(low, base);
  }

  @Override
  public void finish() throws IOException {
    byte[] sum = ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum).array();
    PngChunk.write(out, "IDAT", LAST_BLOCK, LAST_BLOCK.length, sum);
    new PngChunk("IEND", NOTHING).writeTo(out);
  }
}
