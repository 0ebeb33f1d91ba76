package org.convmat.cli;

import java.util.Locale;
import org.convmat.core.execution.BackendCheckup;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.DiscoveredBackend;
import org.convmat.core.failure.BackendProblem;

/** Everything there is to say of one backend, a line for each fact. */
final class BackendReport {

  private BackendReport() {}

  static void print(
      Console console, BackendRegistry registry, DiscoveredBackend backend, String auto) {
    boolean first = backend.usable() && backend.id().equals(auto);
    console.out().line(console.strong(backend.id()) + (first ? " *" : ""));
    fact(console, "status", BackendsCommand.status(backend));
    fact(console, "library", backend.library());
    fact(console, "SPI level", backend.spiLevel() == 0 ? "" : "" + backend.spiLevel());
    fact(console, "jar", backend.location());
    fact(console, "features", String.join(", ", BackendsCommand.features(backend)));
    fact(console, "problem", backend.problem());
    fact(console, "code", backend.status().problem().map(BackendProblem::code).orElse(""));
    if (backend.usable()) {
      BackendCheckup checkup = BackendCheckup.of(registry.select(backend.id()));
      fact(
          console,
          "speed",
          checkup.failure().isPresent()
              ? ""
              : String.format(Locale.ROOT, "%.2f GFLOP/s", checkup.gigaflops()));
      fact(console, "agreement", agreement(checkup));
    }
    console.out().line("");
  }

  private static String agreement(BackendCheckup checkup) {
    return checkup
        .failure()
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT,
                    "%s: largest error %.2g of the bound",
                    checkup.sound() ? "right" : "WRONG",
                    checkup.worstError()));
  }

  private static void fact(Console console, String name, String value) {
    if (!value.isEmpty()) {
      console.out().line(String.format(Locale.ROOT, "  %-10s %s", name, value));
    }
  }
}
