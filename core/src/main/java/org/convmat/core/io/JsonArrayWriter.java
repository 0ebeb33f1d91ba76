package org.convmat.core.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;

/**
 * Writes nested arrays of numbers, the innermost ones a line each. What JSON has no word for is
 * written as the strings {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}. An empty array
 * whose nesting would not show its shape is written as an object with {@code dtype}, {@code shape}
 * and {@code data}.
 */
final class JsonArrayWriter {

  private JsonArrayWriter() {}

  static void write(Source source, NumericArray array, OutputStream out) throws IOException {
    WholeNumbers.require(source, array);
    Shape shape = array.shape();
    if (shape.rank() > JsonNesting.MAX_DEPTH) {
      throw source.refuse(
          "JSON arrays nest at most %d deep, shape %s has rank %d; use .npy",
          JsonNesting.MAX_DEPTH, shape, shape.rank());
    }
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
    if (shape.size() == 0) {
      text.append(
          String.format(
              "{\"dtype\": \"%s\", \"shape\": %s, \"data\": []}",
              array.dtype(), Arrays.toString(shape.toArray())));
    } else {
      writeNested(array, text);
    }
    text.append('\n').flush();
  }

  private static void writeNested(NumericArray array, Writer text) throws IOException {
    Shape shape = array.shape();
    text.append("[".repeat(shape.rank()));
    for (int i = 0; i < shape.size(); i++) {
      int begun = i == 0 ? 0 : arraysThatEnd(shape, i);
      if (begun > 0) {
        text.append("]".repeat(begun)).append(",\n").append("[".repeat(begun));
      } else if (i > 0) {
        text.append(", ");
      }
      text.append(number(array.tensor().elements().get(i), array.dtype()));
    }
    text.append("]".repeat(shape.rank()));
  }

  /** How many nested arrays end before the element at a row-major position. */
  private static int arraysThatEnd(Shape shape, int position) {
    int ended = 0;
    int size = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      size *= shape.extent(axis);
      if (position % size != 0) {
        break;
      }
      ended++;
    }
    return ended;
  }

  private static String number(double value, DType dtype) {
    if (Double.isFinite(value)) {
      return NumberText.of(value, dtype);
    }
    return Double.isNaN(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
  }
}
