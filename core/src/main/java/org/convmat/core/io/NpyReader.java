package org.convmat.core.io;

import com.google.common.primitives.ImmutableLongArray;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.Elements;

/** Reads one {@code .npy} array: numbers, or internally a short text. */
final class NpyReader {

  private static final int MAX_TEXT = 64;

  private NpyReader() {}

  /** The array, in row-major order whatever the file's. */
  static NumericArray read(ByteInput input) throws IOException {
    NpyHeader.Located located = NpyHeader.read(input.source(), input.stream());
    NpyHeader header = located.header();
    DType dtype = header.type().number(input.source());
    BigInteger needed = header.dataBytes(dtype.bytes());
    if (input.length() != ByteInput.UNKNOWN) {
      checkLength(input, header, dtype, needed, input.length() - located.bytes());
    }
    Shape shape = ArrayLimits.shape(input.source(), header.extents(), dtype);
    Elements stored = new NpyData(input, header, dtype, shape).read();
    if (input.stream().read() >= 0) {
      throw trailing(input, header.extents(), dtype, needed, "more");
    }
    Elements elements = header.fortranOrder() ? FortranOrder.toRowMajor(stored, shape) : stored;
    return new NumericArray(Tensor.wrap(elements, shape), dtype);
  }

  private static void checkLength(
      ByteInput input, NpyHeader header, DType dtype, BigInteger needed, long present) {
    int difference = needed.compareTo(BigInteger.valueOf(present));
    if (difference > 0) {
      throw input
          .source()
          .refuse(
              "is truncated: shape %s of %s needs %s bytes of data, there are %d",
              ArrayLimits.describe(header.extents()), dtype, needed, present);
    }
    if (difference < 0) {
      throw trailing(input, header.extents(), dtype, needed, Long.toString(present));
    }
  }

  private static InvalidInputException trailing(
      ByteInput input, ImmutableLongArray extents, DType dtype, BigInteger needed, String present) {
    return input
        .source()
        .refuse(
            "has trailing bytes: shape %s of %s needs %s bytes of data, there are %s",
            ArrayLimits.describe(extents), dtype, needed, present);
  }

  /** The text of a rank 0 array of dtype S or U, as SciPy stores a format's name. */
  static String readText(ByteInput input) throws IOException {
    NpyHeader header = NpyHeader.read(input.source(), input.stream()).header();
    NpyType type = header.type();
    if (!type.isText() || type.size() > MAX_TEXT || !header.extents().isEmpty()) {
      throw input
          .source()
          .refuse(
              "has dtype %s and shape %s, must be one text of at most %d characters",
              Source.quote(type.descr()), ArrayLimits.describe(header.extents()), MAX_TEXT);
    }
    int wanted = type.kind() == 'U' ? Integer.BYTES * type.size() : type.size();
    byte[] bytes = input.stream().readNBytes(wanted);
    if (bytes.length < wanted) {
      throw input
          .source()
          .refuse("is truncated: the text needs %d bytes, there are %d", wanted, bytes.length);
    }
    String text = new String(bytes, charset(type));
    int end = text.indexOf(0); // NumPy pads with zeros
    return end < 0 ? text : text.substring(0, end);
  }

  private static Charset charset(NpyType type) {
    if (type.kind() == 'S') {
      return StandardCharsets.ISO_8859_1;
    }
    return Charset.forName(type.order() == ByteOrder.BIG_ENDIAN ? "UTF-32BE" : "UTF-32LE");
  }
}
