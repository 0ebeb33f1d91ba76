package org.convmat.core.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Reads nested arrays of numbers, or an object with the keys {@code dtype}, {@code shape} and
 * {@code data} (flat or nested). JSON has no word for them, so the strings {@code "NaN"}, {@code
 * "Infinity"} and {@code "-Infinity"} are numbers too.
 */
final class JsonArrayReader {

  private static final ImmutableSet<String> SPECIAL =
      ImmutableSet.of("NaN", "Infinity", "-Infinity");
  private static final ImmutableSet<String> KEYS = ImmutableSet.of("dtype", "shape", "data");

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(JsonNesting.MAX_DEPTH + 2).build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final Source source;
  private final JsonParser parser;

  private JsonArrayReader(Source source, JsonParser parser) {
    this.source = source;
    this.parser = parser;
  }

  static NumericArray read(ByteInput input) throws IOException {
    try (JsonParser parser = FACTORY.createParser(input.stream())) {
      return new JsonArrayReader(input.source(), parser).document();
    } catch (JsonProcessingException e) {
      throw input
          .source()
          .refuse(
              "is no JSON at %s: %s",
              JsonNesting.position(e.getLocation()), Source.quote(e.getOriginalMessage()));
    }
  }

  private NumericArray document() throws IOException {
    JsonToken first = parser.nextToken();
    NumericArray array = first == JsonToken.START_OBJECT ? object() : numbers(first).toArray();
    if (parser.nextToken() != null) {
      throw unexpected("the end");
    }
    return array;
  }

  private NumericArray object() throws IOException {
    @Nullable DType dtype = null;
    long @Nullable [] shape = null;
    @Nullable JsonNesting data = null;
    Set<String> seen = new HashSet<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      if (!KEYS.contains(key)) {
        throw source.refuse("has the key %s, must have dtype, shape, data", Source.quote(key));
      }
      if (!seen.add(key)) {
        throw source.refuse("has the key %s twice", key);
      }
      JsonToken token = parser.nextToken();
      switch (key) {
        case "dtype" -> dtype = dtype(token);
        case "shape" -> shape = shape(token);
        default -> data = numbers(token);
      }
    }
    if (data == null) {
      throw source.refuse("lacks the key data");
    }
    return assemble(data, dtype, shape == null ? data.extents() : shape);
  }

  private NumericArray assemble(JsonNesting data, @Nullable DType named, long[] extents) {
    ImmutableLongArray wanted = ImmutableLongArray.copyOf(extents);
    ImmutableLongArray nested = ImmutableLongArray.copyOf(data.extents());
    boolean fits = nested.length() <= 1 || nested.equals(wanted);
    if (!fits || !ArrayLimits.elements(wanted).equals(ArrayLimits.elements(nested))) {
      throw source.refuse(
          "shape %s does not fit data of shape %s",
          ArrayLimits.describe(wanted), ArrayLimits.describe(nested));
    }
    DType dtype = named == null ? data.numbers().dtype() : named;
    if (dtype.isInteger() && data.numbers().size() > 0 && !data.numbers().dtype().isInteger()) {
      throw source.refuse("dtype is %s, but not every number in data is an integer", dtype);
    }
    Shape shape = ArrayLimits.shape(source, wanted, DType.FLOAT64);
    Elements elements = Elements.of(data.numbers().toArray()).as(dtype.elementType());
    NumericArray array = new NumericArray(Tensor.wrap(elements, shape), dtype);
    WholeNumbers.require(source, array);
    return array;
  }

  private DType dtype(@Nullable JsonToken token) throws IOException {
    String name = token == JsonToken.VALUE_STRING ? parser.getText() : "";
    return Arrays.stream(DType.values())
        .filter(dtype -> dtype.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                source.refuse(
                    "dtype %s is not known, must be a string such as \"float64\" or \"int32\"",
                    Source.quote(name)));
  }

  private long[] shape(@Nullable JsonToken token) throws IOException {
    JsonNesting shape = numbers(token);
    double[] extents = shape.numbers().toArray();
    boolean whole = extents.length == 0 || shape.numbers().dtype().isInteger();
    if (!whole || shape.extents().length != 1 || Arrays.stream(extents).anyMatch(e -> e < 0)) {
      throw source.refuse("shape must be an array of integers of at least 0");
    }
    if (extents.length > ArrayLimits.MAX_RANK) {
      throw source.refuse("shape has %d axes, at most %d", extents.length, ArrayLimits.MAX_RANK);
    }
    return Arrays.stream(extents).mapToLong(e -> (long) e).toArray();
  }

  /** The number or nested arrays of numbers that begin with {@code first}. */
  private JsonNesting numbers(@Nullable JsonToken first) throws IOException {
    JsonNesting nesting = new JsonNesting(source, parser);
    for (JsonToken token = first; ; token = parser.nextToken()) {
      if (token == JsonToken.START_ARRAY) {
        nesting.open();
      } else if (token == JsonToken.END_ARRAY) {
        nesting.close();
      } else if (isNumber(token)) {
        nesting.number(parser.getText());
      } else {
        throw unexpected("a number or an array of numbers");
      }
      if (nesting.isComplete()) {
        return nesting;
      }
    }
  }

  private boolean isNumber(@Nullable JsonToken token) throws IOException {
    return token != null
        && (token.isNumeric()
            || (token == JsonToken.VALUE_STRING && SPECIAL.contains(parser.getText())));
  }

  private InvalidInputException unexpected(String wanted) throws IOException {
    JsonToken token = parser.currentToken();
    return source.refuse(
        "must have %s at %s, has %s",
        wanted,
        JsonNesting.position(parser.currentTokenLocation()),
        token == null ? "nothing more" : Source.quote(String.valueOf(parser.getText())));
  }
}
