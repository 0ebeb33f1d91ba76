package org.convmat.cli;

import com.google.common.primitives.Ints;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.convmat.core.verify.Check;
import org.convmat.core.verify.Check.Status;
import org.convmat.core.verify.Difference;

/** What was checked, as a table or as JSON. */
record VerifyReport(List<Check> checks) {

  long count(Status status) {
    return checks.stream().filter(check -> check.status() == status).count();
  }

  /** The first failure, and how many there are. */
  String failure() {
    Check first =
        checks.stream().filter(check -> check.status() == Status.FAILED).findFirst().orElseThrow();
    return String.format(
        Locale.ROOT,
        "%s; %d of %d checks failed",
        first.text(),
        count(Status.FAILED),
        count(Status.FAILED) + count(Status.PASSED));
  }

  void print(Console console) {
    Table table = new Table().row("backend", "form", "direction", "result", "error/bound", "note");
    for (Check check : checks) {
      boolean computed = check.status() != Status.SKIPPED;
      table.row(
          check.backend(),
          check.form().toString(),
          check.direction().toString(),
          check.status().toString(),
          computed ? String.format(Locale.ROOT, "%.2g", check.worst()) : "",
          check.difference().map(Difference::toString).orElse(check.note()));
    }
    table.print(console);
    console
        .out()
        .line(
            String.format(
                Locale.ROOT,
                "%d passed, %d failed, %d skipped",
                count(Status.PASSED),
                count(Status.FAILED),
                count(Status.SKIPPED)));
  }

  void printJson(TextOutput out) {
    Json.print(
        out,
        json -> {
          json.truth("passed", count(Status.FAILED) == 0 && count(Status.PASSED) > 0);
          json.objects("checks", checks, VerifyReport::describe);
        });
  }

  private static void describe(Json json, Check check) throws IOException {
    json.text("backend", check.backend());
    json.text("form", check.form().toString());
    json.text("direction", check.direction().toString());
    json.text("result", check.status().toString());
    if (!Double.isNaN(check.worst())) {
      json.number("worst", check.worst());
    }
    if (!check.note().isEmpty()) {
      json.text("note", check.note());
    }
    if (check.difference().isPresent()) {
      describe(json, check.difference().get());
    }
  }

  private static void describe(Json json, Difference difference) throws IOException {
    json.number("batch", difference.batch());
    if (difference.cell().isPresent()) {
      json.number("channel", difference.cell().get().channel());
      json.numbers("position", Ints.toArray(difference.cell().get().position()));
    }
    json.number("expected", difference.expected());
    json.number("actual", difference.actual());
    json.number("bound", difference.bound());
  }
}
