package org.convmat.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where log messages go: one line for each on standard error, all of them with {@code -v}. Without
 * it warnings wait for the end of the run and are said only if that went well: a run that fails
 * says one line, and that is its error. Apart from {@link LogSetup}, so that a run that has nothing
 * to log loads no logging library.
 */
final class LogLines {

  private static final List<String> WAITING = new ArrayList<>();
  private static boolean verbose;
  private static @Nullable PrintStream err;

  private LogLines() {}

  /** Settings of the run that begins; a process may run several, one after the other. */
  static synchronized void begin(boolean wantsAll, PrintStream target) {
    verbose = wantsAll;
    err = target;
    WAITING.clear();
  }

  /** Takes a message, which may come from any thread. */
  static synchronized void add(boolean important, String text) {
    String line = Failures.line(text);
    if (verbose && err != null) {
      err.println(line);
    } else if (important) {
      WAITING.add(line);
    }
  }

  /** The run went well: says what has waited. */
  static synchronized void end() {
    if (err != null) {
      WAITING.forEach(err::println);
    }
    WAITING.clear();
  }
}
