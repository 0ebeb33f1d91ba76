package org.convmat.core.io;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.ImmutableLongArray;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What stands before the data of a {@code .npy} file: the magic string, the version (1.0, 2.0 or
 * 3.0), the length of the dictionary in 2 bytes (version 1) or 4, and the dictionary.
 *
 * @param type of the elements
 * @param fortranOrder whether the first axis is the fastest
 * @param extents the shape as claimed, each at least 0 and otherwise unchecked
 */
record NpyHeader(NpyType type, boolean fortranOrder, ImmutableLongArray extents) {

  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** Longer ones are not read. Those of numbers have some hundred bytes. */
  static final int MAX_LENGTH = 1 << 16;

  /** A header and how many bytes it took. */
  record Located(NpyHeader header, int bytes) {}

  static Located read(Source source, InputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2 || !Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
      throw source.refuse(
          "is no .npy file: begins with the bytes %s, must begin with %s and a version",
          hex(start), hex(MAGIC));
    }
    int version = start[6];
    if (version < 1 || version > 3 || start[7] != 0) {
      throw source.refuse("has .npy version %d.%d, must be 1.0, 2.0 or 3.0", version, start[7]);
    }
    int field = version == 1 ? Short.BYTES : Integer.BYTES;
    long length = length(require(source, in, field), version);
    if (length > MAX_LENGTH) {
      throw source.refuse("claims a header of %d bytes, at most %d", length, MAX_LENGTH);
    }
    byte[] text = require(source, in, (int) length);
    NpyHeader header =
        NpyHeaderParser.parse(
            source,
            new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
    return new Located(header, start.length + field + text.length);
  }

  private static long length(byte[] bytes, int version) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return version == 1
        ? Short.toUnsignedLong(buffer.getShort())
        : Integer.toUnsignedLong(buffer.getInt());
  }

  private static byte[] require(Source source, InputStream in, int wanted) throws IOException {
    byte[] bytes = in.readNBytes(wanted);
    if (bytes.length < wanted) {
      throw source.refuse(
          "is truncated: the header needs %d bytes more, the file has %d", wanted, bytes.length);
    }
    return bytes;
  }

  /** The bytes of data that the shape needs, however many. */
  BigInteger dataBytes(int elementBytes) {
    return ArrayLimits.elements(extents).multiply(BigInteger.valueOf(elementBytes));
  }

  private static String hex(byte[] bytes) {
    return BaseEncoding.base16().lowerCase().withSeparator(" ", 2).encode(bytes);
  }
}
