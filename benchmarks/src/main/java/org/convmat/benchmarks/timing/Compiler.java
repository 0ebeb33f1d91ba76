package org.convmat.benchmarks.timing;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** Watches whether the Java runtime's compiler still finishes something. Not thread-safe. */
final class Compiler {

  private final @Nullable CompilationMXBean bean = ManagementFactory.getCompilationMXBean();
  private long millis = total();
  private long changed = System.nanoTime();

  /** True if nothing was finished for {@code seconds}, as far as the runtime tells. */
  boolean quietFor(double seconds) {
    if (bean == null || !bean.isCompilationTimeMonitoringSupported()) {
      return true;
    }
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
