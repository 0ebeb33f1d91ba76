package org.convmat.benchmarks;

import java.util.Locale;

/**
 * Prints the figures of docs/performance.md. Arguments: seconds per figure (2 if not given), then
 * the groups to run: ejml ojalgo scratch forms (all but forms if none is given).
 */
public final class Figures {

  private Figures() {}

  /** Runs the groups in turn. */
  public static void main(String[] arguments) {
    Duel duel = new Duel(arguments.length > 0 ? Double.parseDouble(arguments[0]) : 2);
    String groups =
        arguments.length > 1
            ? String.join(" ", arguments).toLowerCase(Locale.ROOT)
            : "ejml ojalgo scratch";
    System.out.printf(
        "Java %s, %s, %d processors%n",
        System.getProperty("java.version"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
    if (groups.contains("ejml")) {
      new EjmlFigures(duel).run();
    }
    if (groups.contains("ojalgo")) {
      new OjalgoFigures(duel).run();
    }
    if (groups.contains("scratch")) {
      ScratchFigures.run();
    }
    if (groups.contains("forms")) {
      new FormFigures(duel).run();
    }
  }

  static void report(String what, Object figure) {
    System.out.printf("%-52s %s%n", what, figure);
  }
}
