package org.convmat.core.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.spi.Elements;

/**
 * Writes one {@code .npy} array: version 1.0, little endian, row-major, the data on a multiple of
 * 64 bytes. The dtype stays, but for float16, which becomes float32.
 */
final class NpyWriter {

  private static final int ALIGNMENT = 64;
  private static final int CHUNK_BYTES = 1 << 18;

  private NpyWriter() {}

  static void write(Source source, NumericArray array, OutputStream out) throws IOException {
    WholeNumbers.require(source, array);
    if (array.shape().rank() > ArrayLimits.MAX_RANK) {
      throw source.refuse(
          "an array of %d axes cannot be written, NumPy reads at most %d",
          array.shape().rank(), ArrayLimits.MAX_RANK);
    }
    DType dtype = array.dtype() == DType.FLOAT16 ? DType.FLOAT32 : array.dtype();
    out.write(header(NpyType.littleEndian(dtype), array.shape()));
    writeData(array.tensor().elements(), dtype, out);
  }

  /** Writes a text as SciPy does: dtype S, rank 0. */
  static void writeText(String ascii, OutputStream out) throws IOException {
    out.write(header("|S" + ascii.length(), Shape.of()));
    out.write(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] header(String descr, Shape shape) {
    StringBuilder tuple = new StringBuilder();
    for (int axis = 0; axis < shape.rank(); axis++) {
      tuple.append(axis == 0 ? "" : " ").append(shape.extent(axis)).append(',');
    }
    if (shape.rank() > 1) {
      tuple.setLength(tuple.length() - 1); // Python prints (3,) but (3, 4)
    }
    String dictionary =
        "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
    int before = NpyHeader.MAGIC.length + 2 + Short.BYTES;
    int length = before + dictionary.length() + 1;
    int padding = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
    ByteBuffer header = ByteBuffer.allocate(length + padding).order(ByteOrder.LITTLE_ENDIAN);
    header.put(NpyHeader.MAGIC).put((byte) 1).put((byte) 0);
    header.putShort((short) (length + padding - before));
    header.put((dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }

  private static void writeData(Elements elements, DType dtype, OutputStream out)
      throws IOException {
    int step = CHUNK_BYTES / dtype.bytes();
    byte[] bytes = new byte[Math.min(elements.length(), step) * dtype.bytes()];
    ByteBuffer chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int count;
    for (int done = 0; done < elements.length(); done += count) {
      count = Math.min(step, elements.length() - done);
      convert(elements, done, count, dtype, chunk.clear());
      out.write(bytes, 0, count * dtype.bytes());
    }
  }

  private static void convert(Elements from, int at, int count, DType dtype, ByteBuffer chunk) {
    switch (dtype) {
      case FLOAT32 -> chunk.asFloatBuffer().put(from.floats(), at, count);
      case FLOAT64 -> chunk.asDoubleBuffer().put(from.doubles(), at, count);
      default -> {
        for (int i = at; i < at + count; i++) {
          putInteger(from.get(i), dtype, chunk);
        }
      }
    }
  }

  private static void putInteger(double value, DType dtype, ByteBuffer chunk) {
    long bits = value < 0x1p63 ? (long) value : (long) (value / 2) << 1; // the latter is unsigned
    switch (dtype.bytes()) {
      case 1 -> chunk.put((byte) bits);
      case 2 -> chunk.putShort((short) bits);
      case 4 -> chunk.putInt((int) bits);
      default -> chunk.putLong(bits);
    }
  }
}
