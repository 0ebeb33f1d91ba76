package org.convmat.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.Elements;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object on a line. Integers are integers; what JSON has no word for is the string {@code
 * "NaN"}, {@code "Infinity"} or {@code "-Infinity"}, as in convmat's {@code .json} files.
 */
final class Json {

  private final JsonGenerator generator;

  private Json(JsonGenerator generator) {
    this.generator = generator;
  }

  /** What goes into an object. */
  @FunctionalInterface
  interface Content {
    void to(Json json) throws IOException;
  }

  /** Prints an object. */
  static void print(TextOutput target, Content content) {
    target.write(
        out -> {
          JsonGenerator generator =
              new JsonFactory()
                  .createGenerator(out)
                  .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
          Json json = new Json(generator);
          json.object(content);
          generator.flush();
          out.write('\n');
        });
  }

  void text(String name, @Nullable String value) throws IOException {
    generator.writeStringField(name, value);
  }

  void number(String name, long value) throws IOException {
    generator.writeNumberField(name, value);
  }

  void number(String name, double value) throws IOException {
    generator.writeNumberField(name, value);
  }

  void truth(String name, boolean value) throws IOException {
    generator.writeBooleanField(name, value);
  }

  void texts(String name, List<String> values) throws IOException {
    generator.writeArrayFieldStart(name);
    for (String value : values) {
      generator.writeString(value);
    }
    generator.writeEndArray();
  }

  void numbers(String name, int... values) throws IOException {
    generator.writeFieldName(name);
    generator.writeArray(values, 0, values.length);
  }

  /** An array of objects. */
  <T> void objects(String name, List<T> items, ItemContent<T> content) throws IOException {
    generator.writeArrayFieldStart(name);
    for (T item : items) {
      object(json -> content.to(json, item));
    }
    generator.writeEndArray();
  }

  /** What goes into the object of one item. */
  @FunctionalInterface
  interface ItemContent<T> {
    void to(Json json, T item) throws IOException;
  }

  /** Nested arrays. */
  void array(String name, NumericArray array) throws IOException {
    generator.writeFieldName(name);
    nested(array, 0, 0, array.shape().size());
  }

  /** An array of rank 1. */
  void vector(String name, Elements values, DType dtype) throws IOException {
    array(name, new NumericArray(Tensor.wrap(values, Shape.of(values.length())), dtype));
  }

  private void object(Content content) throws IOException {
    generator.writeStartObject();
    content.to(this);
    generator.writeEndObject();
  }

  private void nested(NumericArray array, int axis, int begin, int size) throws IOException {
    if (axis == array.shape().rank()) {
      element(array.tensor().elements().get(begin), array.dtype());
      return;
    }
    generator.writeStartArray();
    int extent = array.shape().extent(axis);
    int part = extent == 0 ? 0 : size / extent;
    for (int i = 0; i < extent; i++) {
      nested(array, axis + 1, begin + i * part, part);
    }
    generator.writeEndArray();
  }

  private void element(double value, DType dtype) throws IOException {
    if (dtype.isInteger()) {
      generator.writeNumber(new BigDecimal(value).toBigInteger());
    } else if (dtype == DType.FLOAT64) {
      generator.writeNumber(value);
    } else {
      generator.writeNumber((float) value);
    }
  }
}
