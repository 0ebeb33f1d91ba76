package org.convmat.benchmarks.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.convmat.benchmarks.limit.Limits;
import org.convmat.benchmarks.peers.Setting;

/** Where a run took place. */
final class Machine {

  private Machine() {}

  static String describe(Setting setting, Limits limits) {
    return String.format(
        Locale.ROOT,
        "%s, %d processors, %s %s, %d threads, backend %s, peak %.1f GFLOP/s, copy %.1f GB/s",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.name"),
        System.getProperty("java.version"),
        setting.threads(),
        setting.backend().id(),
        limits.peak() / 1e9,
        limits.memoryBandwidth() / 1e9);
  }

  /** The model's name as Linux tells it, else the architecture. */
  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElseGet(Machine::architecture);
    } catch (IOException e) {
      return architecture();
    }
  }

  private static String architecture() {
    return System.getProperty("os.arch");
  }
}
