package org.convmat.core.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds {@code .npy} files by hand, right and wrong ones, without the code under test. */
final class NpyBytes {

  private NpyBytes() {}

  static byte[] file(String descr, boolean fortran, String shape, byte[] data) {
    return version(
        1,
        "{'descr': '"
            + descr
            + "', 'fortran_order': "
            + (fortran ? "True" : "False")
            + ", 'shape': "
            + shape
            + ", }",
        data);
  }

  static byte[] version(int version, String dictionary, byte[] data) {
    byte[] text = (dictionary + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer length = ByteBuffer.allocate(version == 1 ? 2 : 4).order(ByteOrder.LITTLE_ENDIAN);
    if (version == 1) {
      length.putShort((short) text.length);
    } else {
      length.putInt(text.length);
    }
    return join(
        new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0},
        length.array(),
        text,
        data);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** The values as NumPy stores them with a typestr such as {@code >i2}. */
  static byte[] data(String descr, double... values) {
    int size = descr.charAt(2) - '0';
    ByteBuffer buffer =
        ByteBuffer.allocate(size * values.length)
            .order(descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      switch (descr.substring(1)) {
        case "f4" -> buffer.putFloat((float) value);
        case "f8" -> buffer.putDouble(value);
        case "b1", "i1", "u1" -> buffer.put((byte) (long) value);
        case "i2", "u2" -> buffer.putShort((short) (long) value);
        case "i4", "u4" -> buffer.putInt((int) (long) value);
        case "i8", "u8" -> buffer.putLong((long) value);
        default -> throw new AssertionError(descr);
      }
    }
    return buffer.array();
  }
}
