package org.convmat.core.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.Shape;
import org.convmat.spi.Elements;

/**
 * The elements of one {@code .npy} array, converted chunk by chunk in the order in which they are
 * stored. Where the length is only claimed, the array grows as the data arrives.
 */
final class NpyData {

  private static final int CHUNK_BYTES = 1 << 18;

  private final ByteInput input;
  private final NpyHeader header;
  private final DType dtype;
  private final Shape shape;

  NpyData(ByteInput input, NpyHeader header, DType dtype, Shape shape) {
    this.input = input;
    this.header = header;
    this.dtype = dtype;
    this.shape = shape;
  }

  Elements read() throws IOException {
    int count = shape.size();
    int step = CHUNK_BYTES / dtype.bytes();
    byte[] bytes = new byte[Math.min(count, step) * dtype.bytes()];
    ByteBuffer chunk = ByteBuffer.wrap(bytes).order(header.type().order());
    Elements elements =
        Elements.allocate(dtype.elementType(), input.trusted() ? count : Math.min(count, step));
    int wanted;
    for (int done = 0; done < count; done += wanted) {
      wanted = Math.min(step, count - done);
      int arrived = input.stream().readNBytes(bytes, 0, wanted * dtype.bytes());
      if (arrived < wanted * dtype.bytes()) {
        throw truncated((long) done * dtype.bytes() + arrived);
      }
      elements = room(elements, done + wanted);
      convert(chunk.clear(), elements, done, wanted);
    }
    return elements;
  }

  private Elements room(Elements elements, int needed) {
    if (needed <= elements.length()) {
      return elements;
    }
    int length = (int) Math.min(shape.size(), Math.max(needed, 2L * elements.length()));
    Elements longer = Elements.allocate(elements.type(), length);
    Object from = dtype.elementType().bytes() == 4 ? elements.floats() : elements.doubles();
    Object to = dtype.elementType().bytes() == 4 ? longer.floats() : longer.doubles();
    System.arraycopy(from, 0, to, 0, elements.length());
    return longer;
  }

  private void convert(ByteBuffer chunk, Elements to, int at, int count) {
    switch (dtype) {
      case FLOAT32 -> chunk.asFloatBuffer().get(to.floats(), at, count);
      case FLOAT64 -> chunk.asDoubleBuffer().get(to.doubles(), at, count);
      case FLOAT16 -> halves(chunk, to.floats(), at, count);
      default -> integers(chunk, to.doubles(), at, count);
    }
  }

  private static void halves(ByteBuffer chunk, float[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] = HalfFloat.toFloat(chunk.getShort());
    }
  }

  private void integers(ByteBuffer chunk, double[] to, int at, int count) {
    for (int i = at; i < at + count; i++) {
      to[i] =
          switch (dtype) {
            case BOOL -> chunk.get() == 0 ? 0 : 1;
            case INT8 -> chunk.get();
            case UINT8 -> Byte.toUnsignedInt(chunk.get());
            case INT16 -> chunk.getShort();
            case UINT16 -> Short.toUnsignedInt(chunk.getShort());
            case INT32 -> chunk.getInt();
            case UINT32 -> Integer.toUnsignedLong(chunk.getInt());
            case INT64 -> exact(chunk.getLong(), i);
            case UINT64 -> exactUnsigned(chunk.getLong(), i);
            default -> throw new AssertionError(dtype);
          };
    }
  }

  private double exact(long value, int position) {
    double rounded = value;
    if ((long) rounded != value || rounded == 0x1p63) {
      throw inexact(Long.toString(value), position);
    }
    return rounded;
  }

  private double exactUnsigned(long value, int position) {
    if (value >= 0) {
      return exact(value, position);
    }
    if ((value & 0x7ff) != 0) { // the top bit is set, so a double keeps all but the lowest 11
      throw inexact(Long.toUnsignedString(value), position);
    }
    return 2.0 * (value >>> 1);
  }

  private InvalidInputException inexact(String value, int position) {
    int rowMajor =
        header.fortranOrder() ? FortranOrder.rowMajorPosition(shape, position) : position;
    return input
        .source()
        .refuse(
            "%s %s at %s is not exact in a double, which holds integers up to %d; store it as float64",
            dtype, value, ArrayLimits.index(shape, rowMajor), 1L << 53);
  }

  private InvalidInputException truncated(long arrived) {
    return input
        .source()
        .refuse(
            "is truncated: shape %s of %s needs %d bytes of data, there are %d",
            shape, dtype, (long) shape.size() * dtype.bytes(), arrived);
  }
}
