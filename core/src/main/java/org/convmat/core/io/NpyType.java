package org.convmat.core.io;

import com.google.common.collect.ImmutableMap;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convmat.core.tensor.DType;

/**
 * The type of element that a NumPy header names, as in {@code <f8}: byte order, kind, size. See <a
 * href="https://numpy.org/doc/stable/reference/arrays.interface.html">the array interface's
 * typestr</a>.
 *
 * @param descr as it stands in the header
 * @param order the byte order
 * @param kind NumPy's letter, such as {@code f}
 * @param size bytes (characters for {@code U})
 */
record NpyType(String descr, ByteOrder order, char kind, int size) {

  private static final Pattern TYPE = Pattern.compile("([<>|=]?)([a-zA-Z?])([0-9]{0,9})(\\[.*])?");

  private static final ImmutableMap<String, DType> NUMBERS =
      ImmutableMap.<String, DType>builder()
          .put("b1", DType.BOOL)
          .put("i1", DType.INT8)
          .put("i2", DType.INT16)
          .put("i4", DType.INT32)
          .put("i8", DType.INT64)
          .put("u1", DType.UINT8)
          .put("u2", DType.UINT16)
          .put("u4", DType.UINT32)
          .put("u8", DType.UINT64)
          .put("f2", DType.FLOAT16)
          .put("f4", DType.FLOAT32)
          .put("f8", DType.FLOAT64)
          .buildOrThrow();

  private static final ImmutableMap<DType, String> NAMES =
      NUMBERS.entrySet().stream()
          .collect(ImmutableMap.toImmutableMap(e -> e.getValue(), e -> e.getKey()));

  static NpyType parse(Source source, String descr) {
    Matcher matcher = TYPE.matcher(descr);
    if (!matcher.matches()) {
      throw source.refuse("dtype %s is not one of NumPy's", Source.quote(descr));
    }
    ByteOrder order =
        switch (matcher.group(1)) {
          case "<" -> ByteOrder.LITTLE_ENDIAN;
          case ">" -> ByteOrder.BIG_ENDIAN;
          default -> ByteOrder.nativeOrder(); // as NumPy understands '=', '|' and nothing
        };
    String size = matcher.group(3);
    return new NpyType(
        descr, order, matcher.group(2).charAt(0), size.isEmpty() ? 0 : Integer.parseInt(size));
  }

  /** The little-endian typestr of a dtype. */
  static String littleEndian(DType dtype) {
    return (dtype.bytes() == 1 ? "|" : "<") + NAMES.get(dtype);
  }

  /** Whether these are byte or Unicode strings. */
  boolean isText() {
    return kind == 'S' || kind == 'U';
  }

  /** The type of number, or a refusal that says what the elements are instead. */
  DType number(Source source) {
    DType dtype = kind == '?' ? DType.BOOL : NUMBERS.get("" + kind + size);
    if (dtype == null) {
      throw source.refuse(
          "dtype %s (%s) is not supported, must be bool, an integer of 8 to 64 bits or float16, float32, float64",
          Source.quote(descr), describe());
    }
    return dtype;
  }

  private String describe() {
    return switch (kind) {
      case 'O' -> "Python objects, pickled";
      case 'c' -> "complex numbers";
      case 'S', 'a', 'U' -> "text";
      case 'M' -> "dates";
      case 'm' -> "time spans";
      case 'V' -> "raw or structured records";
      case 'f' -> "floats of " + 8L * size + " bits";
      default -> "no numbers known here";
    };
  }
}
