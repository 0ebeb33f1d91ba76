package org.convmat.benchmarks.timing;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether the Java runtime's compiler still finishes something, as far as the runtime
 * tells. Not thread-safe.
 */
final class Compiler {

  private final @Nullable CompilationMXBean bean = ManagementFactory.getCompilationMXBean();
  private final double seconds;
  private long millis;
  private long changed;

  /** From now on; it is quiet if it has finished nothing for {@code seconds}. */
  Compiler(double seconds) {
    this.seconds = seconds;
    this.millis = total();
    this.changed = System.nanoTime();
  }

  /** True if nothing was finished for a while. */
  boolean isQuiet() {
    long now = System.nanoTime();
    long total = total();
    if (total != millis) {
      millis = total;
      changed = now;
    }
    return now - changed > seconds * 1e9;
  }

  private long total() {
    return bean == null || !bean.isCompilationTimeMonitoringSupported()
        ? 0
        : bean.getTotalCompilationTime();
  }
}
