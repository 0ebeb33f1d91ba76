package org.convmat.view.picture;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file, one after the other, each checked against its CRC. As a stream it is
 * the data of all neighbouring chunks IDAT. For one thread.
 */
final class PngInput extends InputStream {

  private static final int BUFFER = 1 << 16;
  private static final String DATA = "IDAT";

  private final InputStream in;
  private final PictureFault fault;
  private final CRC32 crc = new CRC32();
  private String type = "";
  private long left;

  PngInput(InputStream in, PictureFault fault) {
    this.in = new BufferedInputStream(in, BUFFER);
    this.fault = fault;
  }

  /** Reads the signature. */
  void signature() throws IOException {
    byte[] read = bytes(PngChunk.SIGNATURE.length);
    if (!Arrays.equals(read, PngChunk.SIGNATURE)) {
      throw fault.refuse("is no PNG");
    }
  }

  /** Begins the next chunk; the one before must be finished. */
  String begin() throws IOException {
    long length = Integer.toUnsignedLong(ByteBuffer.wrap(bytes(4)).getInt());
    byte[] name = bytes(4);
    if (length > Integer.MAX_VALUE) {
      throw fault.refuse(
          "is a broken PNG: a chunk has %d bytes, may have %d", length, Integer.MAX_VALUE);
    }
    for (byte letter : name) {
      if (!Character.isLetter(letter) || letter < 0) {
        throw fault.refuse("is a broken PNG: there is no chunk where one must begin");
      }
    }
    crc.reset();
    crc.update(name);
    left = length;
    type = new String(name, StandardCharsets.ISO_8859_1);
    return type;
  }

  /** The rest of the chunk, which may have {@code most} bytes, and its CRC. */
  byte[] data(int most) throws IOException {
    if (left > most) {
      throw fault.refuse(
          "is a broken PNG: its chunk %s has %d bytes, may have %d", type, left, most);
    }
    byte[] data = bytes((int) left);
    crc.update(data);
    left = 0;
    checkCrc();
    return data;
  }

  /** The type of the chunk that was begun last. */
  String type() {
    return type;
  }

  /** How many bytes of the chunk were not read yet. */
  long left() {
    return left;
  }

  /** Reads the rest of the chunk for its CRC only. */
  void skip() throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (left > 0) {
      if (take(buffer, 0, buffer.length) < 0) {
        throw new EOFException();
      }
    }
    checkCrc();
  }

  private void checkCrc() throws IOException {
    int stored = ByteBuffer.wrap(bytes(4)).getInt();
    if (stored != (int) crc.getValue()) {
      throw fault.refuse(
          "is a broken PNG: the CRC of a chunk %s is %08x, must be %08x",
          type, stored, (int) crc.getValue());
    }
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  private int take(byte[] to, int offset, int length) throws IOException {
    int count = in.read(to, offset, (int) Math.min(length, left));
    if (count > 0) {
      crc.update(to, offset, count);
      left -= count;
    }
    return count;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    while (left == 0 && type.equals(DATA)) {
      checkCrc();
      begin();
    }
    if (!type.equals(DATA)) {
      return -1;
    }
    int count = take(to, offset, length);
    if (count < 0) {
      throw new EOFException();
    }
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
