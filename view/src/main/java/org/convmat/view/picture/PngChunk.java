package org.convmat.view.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A chunk of a PNG file: length, type, data, CRC (PNG specification, third edition, section 5).
 * Immutable if its array is left alone.
 */
public final class PngChunk {

  private final String type;
  private final byte[] data;

  /**
   * A chunk.
   *
   * @param type four letters
   * @param data not copied
   */
  PngChunk(String type, byte[] data) {
    this.type = type;
    this.data = data;
  }

  /** The first eight bytes of every PNG file. */
  static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  /** Chunks that say what the samples mean and which way up the picture is. */
  static final Set<String> COLOUR = Set.of("cICP", "cHRM", "gAMA", "iCCP", "sRGB", "eXIf");

  private static final byte[] NOTHING = {};

  /** Writes the chunk. */
  void writeTo(OutputStream out) throws IOException {
    write(out, type, data, data.length, NOTHING);
  }

  /** Writes a chunk whose data is the begin of one array and all of another. */
  static void write(OutputStream out, String type, byte[] data, int length, byte[] more)
      throws IOException {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data, 0, length);
    crc.update(more);
    out.write(bytes(length + more.length));
    out.write(name);
    out.write(data, 0, length);
    out.write(more);
    out.write(bytes((int) crc.getValue()));
  }

  private static byte[] bytes(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }
}
