package org.convmat.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * What the run that goes on wants to see of the log. Apart from {@link LogSetup}, so that a run
 * that logs nothing never loads the logging library.
 */
final class LogSettings {

  private static volatile boolean verbose;
  private static volatile @Nullable PrintStream target;

  private LogSettings() {}

  /** Settings of the run that begins; a process may run several, one after the other. */
  static void begin(boolean wanted, PrintStream err) {
    verbose = wanted;
    target = err;
  }

  /** Whether everything is shown, or errors only. */
  static boolean verbose() {
    return verbose;
  }

  /** Where lines go; nowhere before the first run. */
  static @Nullable PrintStream target() {
    return target;
  }
}
