package org.convmat.cli.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles sources into a jar, as a third party would, with or without a services file. */
final class ProviderJar {

  private static final String SERVICES = "META-INF/services/org.convmat.spi.MatmulBackend";

  private final Path folder;
  private final String name;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<Path> libraries = new ArrayList<>();
  private String services = "";

  private ProviderJar(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  static ProviderJar named(Path folder, String name) {
    return new ProviderJar(folder, name);
  }

  /** Adds a public class in package {@code plug}. */
  ProviderJar source(String simpleName, String body) {
    sources.put(simpleName, "package plug;\nimport org.convmat.spi.*;\n" + body);
    return this;
  }

  /** Adds a line to the services file. */
  ProviderJar provides(String className) {
    services += className + "\n";
    return this;
  }

  /** What the sources are compiled against, beside the contract. */
  ProviderJar against(Path library) {
    libraries.add(library);
    return this;
  }

  Path build() {
    try {
      Path classes = Files.createDirectories(folder.resolve(name + "-classes"));
      compile(classes);
      Path jar = folder.resolve(name + ".jar");
      try (OutputStream out = Files.newOutputStream(jar);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        try (Stream<Path> files = Files.walk(classes)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
            zip.write(Files.readAllBytes(file));
          }
        }
        if (!services.isEmpty()) {
          zip.putNextEntry(new ZipEntry(SERVICES));
          zip.write(services.getBytes(StandardCharsets.UTF_8));
        }
      }
      return jar;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void compile(Path classes) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-cp"));
    StringBuilder path = new StringBuilder(spi().toString());
    libraries.forEach(l -> path.append(java.io.File.pathSeparator).append(l));
    arguments.add(path.toString());
    arguments.addAll(List.of("--release", "17", "-proc:none"));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = Files.createDirectories(folder.resolve(name + "-src/plug"));
      file = file.resolve(source.getKey() + ".java");
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    java.io.ByteArrayOutputStream errors = new java.io.ByteArrayOutputStream();
    int exit = compiler.run(null, errors, errors, arguments.toArray(String[]::new));
    assertEquals(
        0,
        exit,
        () -> new StringWriter().append(errors.toString(StandardCharsets.UTF_8)).toString());
  }

  private static Path spi() {
    return FreshJvm.jarsWithout().stream()
        .filter(p -> p.getFileName().toString().startsWith("convmat-spi"))
        .findFirst()
        .orElseThrow();
  }

  /**
   * The source of a working backend built on the support class, whose product is plain loops.
   *
   * @param extra more members, or what makes it fail
   */
  static String backend(String simpleName, String id, String extra) {
    return backend(simpleName, id, 1, extra);
  }

  static String backend(String simpleName, String id, int level, String extra) {
    return """
        public class %s extends org.convmat.spi.support.DenseProductBackend {
          public String id() { return "%s"; }
          public int spiLevel() { return %d; }
          protected void product(
              double[] a, int rows, int columns, boolean t, double[] b, int n, double[] c) {
            int m = t ? columns : rows;
            int depth = t ? rows : columns;
            for (int i = 0; i < m; i++) {
              for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < depth; k++) {
                  sum += a[t ? k * columns + i : i * columns + k] * b[k * n + j];
                }
                c[i * n + j] = sum;
              }
            }
          }
          %s
        }
        """
        .formatted(simpleName, id, level, extra);
  }
}
