package org.convmat.cli;

import com.google.common.primitives.Ints;
import java.io.IOException;
import org.convmat.cli.LayerOptions.Layer;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Dropped;
import org.convmat.core.explain.Explainer;
import org.convmat.core.explain.Link;
import org.convmat.core.explain.Term;
import org.convmat.core.geometry.Geometry;

/** An explanation as one JSON object. */
record ExplainJson(Explained explained, CellNames names, Layer layer, int batch) {

  void print(TextOutput out) {
    Geometry geometry = explained.explainer().geometry();
    Json.print(
        out,
        json -> {
          json.truth("transposed", layer.transposed());
          json.text("view", explained.gather() ? "gather" : "scatter");
          json.number("batch", batch);
          cell(json, explained.cell());
          json.text("line", Explained.lineName(explained.side()));
          json.number("index", explained.line());
          json.number("rows", geometry.rows());
          json.number("columns", geometry.columns());
          json.text("boundary", geometry.boundary().toString());
          Double value = explained.value();
          if (value != null) {
            number(json, explained.gather() ? "sum" : "value", value);
          }
          if (explained.terms().isEmpty()) {
            json.objects("terms", explained.links(), this::link);
          } else {
            json.objects("terms", explained.terms(), this::term);
          }
          json.objects("dropped", explained.dropped(), this::dropped);
          SizeFormulas.of(geometry.axes(), layer.parameters(), layer.transposed()).to(json, "axes");
        });
  }

  private static void cell(Json json, Cell cell) throws IOException {
    json.number("channel", cell.channel());
    json.numbers("position", Ints.toArray(cell.position()));
  }

  private void link(Json json, Link link) throws IOException {
    Explainer explainer = explained.explainer();
    cell(json, link.on(explained.otherSide()));
    json.number(Explained.lineName(explained.otherSide()), link.index(explained.otherSide()));
    json.numbers("w", Ints.toArray(names.weightIndex(link)));
    number(json, "weight", explainer.weight(link));
    if (!names.fell(explainer, link).isEmpty()) {
      json.numbers("fell", Ints.toArray(explainer.fell(link)));
    }
  }

  private void term(Json json, Term term) throws IOException {
    link(json, term.link());
    number(json, "value", term.value());
    number(json, "product", term.product());
    number(json, "sum", term.sum());
  }

  private void dropped(Json json, Dropped dropped) throws IOException {
    json.numbers("tap", Ints.toArray(names.inFile(dropped.tap())));
    json.text("reason", dropped.reason());
  }

  private void number(Json json, String name, double value) throws IOException {
    if (names.dtype().isInteger()) {
      json.number(name, (long) value);
    } else {
      json.number(name, value);
    }
  }
}
