package org.convmat.view.explorer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.convmat.core.dialect.Abilities;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.tensor.Tensor;
import org.convmat.view.Palette;

/** What the library writes into the page: the first state, and the tables that no script holds. */
final class PageData {

  private final JsonGenerator json;

  private PageData(JsonGenerator json) {
    this.json = json;
  }

  /** One JSON object, fit to stand inside a script element. */
  static String of(ExplorerStart start) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      new PageData(json).write(start);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot be written to", e);
    }
    return text.toString().replace("<", "\\u003c");
  }

  private void write(ExplorerStart start) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("start");
    writeState(start);
    json.writeEndObject();
    json.writeArrayFieldStart("dialects");
    for (Dialect dialect : Dialects.all()) {
      writeDialect(dialect);
    }
    json.writeEndArray();
    writeSamples();
    writeLimits();
    writeColours();
    json.writeEndObject();
  }

  private void writeState(ExplorerStart start) throws IOException {
    Parameters parameters = start.parameters();
    int axes = start.kernel().shape().rank();
    json.writeBooleanField("transposed", start.transposed());
    json.writeStringField("dialect", start.dialect().id());
    json.writeBooleanField("strict", start.strict());
    json.writeBooleanField("flip", start.flip());
    numbers("stride", spread(parameters.stride(), axes));
    numbers("dilation", spread(parameters.dilation(), axes));
    numbers("outputPadding", spread(parameters.outputPadding(), axes));
    numbers("outputSize", spread(parameters.outputSize(), axes));
    writePadding(parameters.padding(), axes);
    writeArray("input", start.input());
    writeArray("kernel", start.kernel());
    json.writeBooleanField("scatter", false);
    numbers("cell", IntStream.range(0, axes).map(a -> 0).boxed().toList());
    json.writeBooleanField("showTransposed", start.transposed());
    json.writeBooleanField("colours", false);
    json.writeStringField("theme", "");
  }

  private void writePadding(Padding padding, int axes) throws IOException {
    if (padding instanceof Padding.Auto keyword) {
      json.writeStringField("auto", keyword.name());
    } else {
      json.writeNullField("auto");
    }
    Padding numbers = padding instanceof Padding.Explicit ? padding : Padding.NONE;
    json.writeArrayFieldStart("padding");
    for (Padding.Ends ends : spread(((Padding.Explicit) numbers).axes(), axes)) {
      json.writeArray(new int[] {ends.begin(), ends.end()}, 0, 2);
    }
    json.writeEndArray();
  }

  private void writeArray(String name, Tensor tensor) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeFieldName("shape");
    json.writeArray(tensor.shape().toArray(), 0, tensor.shape().rank());
    json.writeArrayFieldStart("values");
    for (int i = 0; i < tensor.elements().length(); i++) {
      double value = tensor.elements().get(i);
      if (value == Math.rint(value)) {
        json.writeNumber((long) value);
      } else {
        json.writeNumber(value);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeDialect(Dialect dialect) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", dialect.id());
    json.writeNumberField("noDilation", dialect.stated(1));
    for (Direction direction : Direction.values()) {
      Abilities able = dialect.abilities(direction);
      json.writeObjectFieldStart(direction.name().toLowerCase(Locale.ROOT));
      json.writeNumberField("fewestAxes", able.fewestAxes());
      json.writeNumberField("mostAxes", able.mostAxes());
      json.writeStringField("explicit", able.explicit().name());
      json.writeArrayFieldStart("keywords");
      for (Padding.Auto keyword : able.keywords()) {
        json.writeString(keyword.name());
      }
      json.writeEndArray();
      json.writeStringField("outputPadding", able.outputPadding().name());
      json.writeBooleanField("outputSize", able.outputSize());
      json.writeStringField("dilation", able.dilation().name());
      json.writeBooleanField("mirrored", dialect.weights(direction).mirrored());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void writeSamples() throws IOException {
    json.writeObjectFieldStart("samples");
    for (Samples sample : Samples.values()) {
      json.writeObjectFieldStart(sample.name().toLowerCase(Locale.ROOT));
      json.writeFieldName("extents");
      json.writeArray(sample.tensor().shape().toArray(), 0, 2);
      json.writeFieldName("values");
      json.writeArray(sample.tensor().elements().doubles(), 0, sample.tensor().elements().length());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void writeLimits() throws IOException {
    json.writeObjectFieldStart("limits");
    json.writeNumberField("extent", PageLimits.EXTENT);
    json.writeNumberField("cells", PageLimits.CELLS);
    json.writeNumberField("kernel", PageLimits.KERNEL);
    json.writeNumberField("step", PageLimits.STEP);
    json.writeNumberField("padding", PageLimits.PADDING);
    json.writeNumberField("value", PageLimits.VALUE);
    json.writeEndObject();
  }

  private void writeColours() throws IOException {
    json.writeArrayFieldStart("taps");
    for (int tap = 0; tap < PageLimits.KERNEL * PageLimits.KERNEL; tap++) {
      json.writeString(String.format(Locale.ROOT, "#%06x", Palette.tap(tap)));
    }
    json.writeEndArray();
  }

  private void numbers(String name, List<Integer> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (int value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  /** A value for each axis, out of one for all; none stay none. */
  private static <T> List<T> spread(List<T> values, int axes) {
    return values.size() == 1
        ? IntStream.range(0, axes).mapToObj(a -> values.get(0)).toList()
        : values;
  }
}
