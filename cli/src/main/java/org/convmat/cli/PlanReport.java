package org.convmat.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.plan.Form;
import org.convmat.core.plan.FormCost;
import org.convmat.core.plan.Plan;
import org.convmat.core.tensor.DType;
import org.convmat.spi.ElementType;

/**
 * A plan for people and for programs.
 *
 * @param choice the form that would be used; empty if none can
 * @param asked the form that was asked for, if not auto
 */
record PlanReport(
    Plan plan,
    String backend,
    ElementType type,
    int batch,
    Optional<FormCost> choice,
    Optional<Form> asked) {

  void print(Console console) {
    Geometry geometry = plan.geometry();
    console
        .out()
        .line(
            String.format(
                Locale.ROOT,
                "%s x %s matrix, %s entries; batch %d, %s, backend %s",
                Quantity.count(geometry.rows()),
                Quantity.count(geometry.columns()),
                Quantity.count(geometry.entries()),
                batch,
                DType.of(type),
                backend));
    Table table =
        new Table().row("form", "stored", "memory", "scratch", "operations", "time", "usable");
    for (FormCost cost : plan.forms()) {
      table.row(
          cost.form() + (picked(cost) ? " *" : ""),
          Quantity.count(cost.stored()),
          Quantity.bytes(cost.bytes()),
          Quantity.bytes(cost.scratchBytes()),
          Quantity.count(cost.operations()),
          Quantity.seconds(cost.seconds()),
          cost.obstacle().map(o -> "no: " + o).orElse("yes"));
    }
    table.print(console);
    console.out().line(reason());
  }

  void printJson(TextOutput out) {
    Geometry geometry = plan.geometry();
    Json.print(
        out,
        json -> {
          json.text("backend", backend);
          json.number("rows", geometry.rows());
          json.number("columns", geometry.columns());
          json.number("entries", geometry.entries());
          json.number("batch", batch);
          json.text("dtype", DType.of(type).toString());
          json.text("form", choice.map(c -> c.form().toString()).orElse(null));
          json.text("reason", reason());
          json.objects("forms", plan.forms(), PlanReport::describe);
        });
  }

  private static void describe(Json json, FormCost cost) throws IOException {
    json.text("form", cost.form().toString());
    json.text("computed_in", DType.of(cost.computedIn()).toString());
    json.number("stored", cost.stored());
    json.number("bytes", cost.bytes());
    json.number("scratch_bytes", cost.scratchBytes());
    json.number("operations", cost.operations());
    json.number("seconds", cost.seconds());
    json.truth("feasible", cost.feasible());
    json.text("obstacle", cost.obstacle().orElse(null));
  }

  private boolean picked(FormCost cost) {
    return choice.isPresent() && choice.get().form() == cost.form();
  }

  private String reason() {
    if (choice.isEmpty()) {
      return "auto picks none: no form can be used";
    }
    Form form = choice.get().form();
    long usable = plan.forms().stream().filter(FormCost::feasible).count();
    return asked.isPresent()
        ? form + " is used, as asked for"
        : String.format(
            Locale.ROOT,
            "auto picks %s: the shortest estimated time of the %d that can be used",
            form,
            usable);
  }
}
