package org.convmat.cli;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.BackendSelection;
import org.convmat.core.execution.DiscoveredBackend;
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
      "Exits with 3 if none of them can be used."
    },
    footer = {"", "Example:", "  ./convmat backends"})
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
        printJson(console.out(), registry.backends(), auto);
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

  private static void printJson(TextOutput out, List<DiscoveredBackend> backends, String auto) {
    Json.print(
        out,
        json -> {
          json.text("auto", auto.isEmpty() ? null : auto);
          json.objects("backends", backends, BackendsCommand::describe);
        });
  }

  private static void describe(Json json, DiscoveredBackend backend) throws IOException {
    json.text("id", backend.id());
    json.text("library", backend.library());
    json.text("status", status(backend));
    json.number("spi_level", backend.spiLevel());
    json.texts("features", features(backend));
    json.text("jar", backend.location());
    json.text("problem", backend.problem());
  }

  private static String status(DiscoveredBackend backend) {
    return Choice.word(backend.status());
  }

  private static List<String> features(DiscoveredBackend backend) {
    return backend.features().stream()
        .sorted(Comparator.naturalOrder())
        .map(Feature::name)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .toList();
  }
}
