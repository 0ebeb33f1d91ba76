package org.convmat.cli.jvm;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts convmat, as it is packaged, in a process of its own. */
final class FreshJvm {

  static final Path JAR = Path.of("target", "convmat.jar").toAbsolutePath();
  static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();
  static final Path LIBRARIES = Path.of("target", "lib").toAbsolutePath();

  /** What a process printed and how it ended. */
  record Result(int exit, String out, String err) {
    /** Everything, for messages of assertions. */
    @Override
    public String toString() {
      return "exit " + exit + "\n--- out\n" + out + "\n--- err\n" + err;
    }
  }

  private FreshJvm() {}

  /** {@code java -jar convmat.jar arguments}. */
  static Result jar(String... arguments) {
    return java(concat(List.of("-jar", JAR.toString()), arguments));
  }

  /** convmat's main class on a class path. */
  static Result classPath(List<Path> path, String... arguments) {
    return java(concat(List.of("-cp", join(path), "org.convmat.cli.Main"), arguments));
  }

  /** convmat's main module on a module path. */
  static Result modulePath(List<Path> path, String... arguments) {
    return java(
        concat(List.of("-p", join(path), "-m", "org.convmat.cli/org.convmat.cli.Main"), arguments));
  }

  /**
   * convmat and those of its libraries whose names do not hold any of {@code left}. Its classes,
   * not its jar, which names all of its libraries in its manifest.
   */
  static List<Path> jarsWithout(String... left) {
    try (Stream<Path> libraries = Files.list(LIBRARIES)) {
      return Stream.concat(Stream.of(CLASSES), libraries.sorted())
          .filter(p -> Stream.of(left).noneMatch(p.getFileName().toString()::contains))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static List<Path> with(List<Path> path, Path... more) {
    List<Path> all = new ArrayList<>(path);
    all.addAll(List.of(more));
    return all;
  }

  static Result java(List<String> arguments) {
    try {
      Path out = Files.createTempFile("out", ".txt");
      Path err = Files.createTempFile("err", ".txt");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-XX:TieredStopAtLevel=1");
      command.addAll(arguments);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      builder
          .environment()
          .keySet()
          .removeIf(k -> k.startsWith("CONVMAT") || k.startsWith("JAVA_"));
      Process process = builder.start();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("no end after 120 s: " + command);
      }
      Result result =
          new Result(
              process.exitValue(),
              Files.readString(out, StandardCharsets.UTF_8),
              Files.readString(err, StandardCharsets.UTF_8));
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> concat(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all;
  }

  private static String join(List<Path> path) {
    return path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
