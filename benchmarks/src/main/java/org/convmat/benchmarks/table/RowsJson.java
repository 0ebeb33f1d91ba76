package org.convmat.benchmarks.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The rows as JSON, and the accuracy they have in common; a number that was not measured is null.
 */
final class RowsJson {

  private RowsJson() {}

  static String text(List<Row> rows, String accuracy) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("rows");
      for (Row row : rows) {
        row(json, row);
      }
      json.writeEndArray();
      json.writeStringField("accuracy", accuracy);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string does not fail
    }
    return text.toString();
  }

  private static void row(JsonGenerator json, Row row) throws IOException {
    json.writeStartObject();
    json.writeStringField("layer", row.layer().name());
    json.writeNumberField("threads", row.threads());
    number(json, "ours_us", row.oursMicros());
    number(json, "ort_us", row.ortMicros());
    number(json, "torch_us", row.torchMicros());
    number(json, "max_diff", row.maxDifference());
    number(json, "limit_fraction", row.limitFraction());
    json.writeStringField("backend", row.backend());
    json.writeStringField("form", row.form().toString());
    json.writeStringField("limited_by", row.limit().by());
    number(json, "arithmetic_us", row.limit().arithmeticSeconds() * 1e6);
    number(json, "traffic_us", row.limit().trafficSeconds() * 1e6);
    number(json, "gflops", row.gigaflops());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }
}
