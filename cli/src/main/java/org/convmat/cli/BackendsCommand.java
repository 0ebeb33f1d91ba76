package org.convmat.cli;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.convmat.core.execution.BackendCheckup;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.BackendSelection;
import org.convmat.core.execution.DiscoveredBackend;
import org.convmat.core.failure.BackendProblem;
import org.convmat.spi.Feature;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code convmat backends}: every provider that was found, usable or not. */
@CommandLine.Command(
    name = "backends",
    customSynopsis = "convmat backends [OPTIONS]",
    description = {
      "Every backend that was found: its id for --backend, its library, its state, what it does"
          + " itself, its jar, and what is wrong with it. A star marks the one that auto takes.",
      "",
      "With -v each is put to work: the speed of a small product (96 x 96 by 96 x 96, one thread),"
          + " and its largest error against plain loops as a fraction of the contract's bound, which"
          + " is right up to 1. What is wrong with a backend has a code, explained in"
          + " docs/errors.md.",
      "",
      "Exits with 3 if none of them can be used."
    },
    footer = {"", "Example:", "  ./convmat backends -v"})
final class BackendsCommand extends Command {

  @Mixin private final BackendPathOption path = new BackendPathOption();
  @Mixin private final JsonOption json = new JsonOption();

  @Override
  void run(Console console) {
    try (BackendSearch search = path.search()) {
      BackendRegistry registry = search.registry();
      boolean usable = registry.backends().stream().anyMatch(DiscoveredBackend::usable);
      String auto = usable ? registry.select(BackendSelection.AUTO).id() : "";
      if (json.wanted()) {
        printJson(console.out(), registry, auto);
      } else if (verbose()) {
        registry.backends().forEach(b -> BackendReport.print(console, registry, b, auto));
      } else {
        print(console, registry.backends(), auto);
      }
      if (!usable) {
        console.out().flush();
        registry.select(BackendSelection.AUTO); // says what is wrong and what to do
      }
    }
  }

  private static void print(Console console, List<DiscoveredBackend> backends, String auto) {
    Table table = new Table().row("id", "library", "status", "features", "jar", "problem");
    for (DiscoveredBackend backend : backends) {
      table.row(
          backend.id() + (backend.usable() && backend.id().equals(auto) ? " *" : ""),
          backend.library(),
          status(backend),
          String.join(",", features(backend)),
          backend.location(),
          backend.problem());
    }
    table.print(console);
  }

  private void printJson(TextOutput out, BackendRegistry registry, String auto) {
    Json.print(
        out,
        json -> {
          json.text("auto", auto.isEmpty() ? null : auto);
          json.objects("backends", registry.backends(), (j, b) -> describe(j, registry, b));
        });
  }

  private void describe(Json json, BackendRegistry registry, DiscoveredBackend backend)
      throws IOException {
    json.text("id", backend.id());
    json.text("library", backend.library());
    json.text("status", status(backend));
    json.number("spi_level", backend.spiLevel());
    json.texts("features", features(backend));
    json.text("jar", backend.location());
    json.text("problem", backend.problem());
    json.text("code", backend.status().problem().map(BackendProblem::code).orElse(null));
    if (verbose() && backend.usable()) {
      BackendCheckup checkup = BackendCheckup.of(registry.select(backend.id()));
      json.number("gigaflops", checkup.gigaflops());
      json.truth("sound", checkup.sound());
    }
  }

  static String status(DiscoveredBackend backend) {
    return Choice.word(backend.status()).replace('_', '-');
  }

  static List<String> features(DiscoveredBackend backend) {
    return backend.features().stream()
        .sorted(Comparator.naturalOrder())
        .map(Feature::name)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .toList();
  }
}
