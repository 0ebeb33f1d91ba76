package org.convmat.cli.jvm;

import static org.convmat.cli.jvm.FreshJvm.classPath;
import static org.convmat.cli.jvm.FreshJvm.jarsWithout;
import static org.convmat.cli.jvm.ProviderJar.backend;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.convmat.cli.jvm.FreshJvm.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drop-in jars, uber-jars and plug-in hosts: where service loading usually breaks. */
class PackagingIT {

  private static final String SERVICES = "META-INF/services/org.convmat.spi.MatmulBackend";
  private static final String U = "\"U\":[[2,9,6,1],[6,29,30,7],[10,29,33,13],[12,24,16,4]]";

  @TempDir Path folder;

  private static void works(Result result) {
    assertEquals(0, result.exit(), result::toString);
    assertTrue(result.out().contains(U), result::toString);
  }

  private static void refused(Result result, String... parts) {
    assertEquals(3, result.exit(), result::toString);
    assertEquals(1, result.err().strip().lines().count(), result::toString);
    for (String part : parts) {
      assertTrue(result.err().contains(part), () -> "'" + part + "' is not in " + result);
    }
  }

  @Test
  void aDroppedInJarWorksAndABadEntryIsNamed() throws IOException {
    Path jar = plugIn("mine", "Mine", "");
    works(
        FreshJvm.jar("tutorial", "--json", "--backend-path", jar.toString(), "--backend", "mine"));
    Path plugIns = Files.createDirectories(folder.resolve("plug-ins"));
    Files.copy(jar, plugIns.resolve("mine.jar"));
    works(
        FreshJvm.jar(
            "tutorial", "--json", "--backend-path", plugIns.toString(), "--backend", "mine"));
    refused(
        FreshJvm.jar("tutorial", "--backend-path", folder.resolve("no.jar").toString()),
        "no.jar",
        "CM-108");
    Path damaged = Files.write(folder.resolve("damaged.jar"), new byte[] {1, 2, 3});
    refused(
        FreshJvm.jar("tutorial", "--backend-path", damaged.toString()), "damaged.jar", "CM-108");
  }

  /** Both carry a class plug.Vendor, in versions whose methods differ; each sees its own. */
  @Test
  void twoPlugInsMayCarryTwoVersionsOfOneLibrary() throws IOException {
    String old = "public class Vendor { public static String version() { return \"1\"; } }";
    String young = "public class Vendor { public static int major() { return 2; } }";
    Path first =
        ProviderJar.named(folder, "first")
            .source("Vendor", old)
            .source("First", backend("First", "first", use("\"1\".equals(Vendor.version())")))
            .provides("plug.First")
            .build();
    Path second =
        ProviderJar.named(folder, "second")
            .source("Vendor", young)
            .source("Second", backend("Second", "second", use("Vendor.major() == 2")))
            .provides("plug.Second")
            .build();
    String path = first + File.pathSeparator + second;
    works(FreshJvm.jar("tutorial", "--json", "--backend-path", path, "--backend", "first"));
    works(FreshJvm.jar("tutorial", "--json", "--backend-path", path, "--backend", "second"));
  }

  /** A plug-in's own guava and slf4j, if it has any, and not convmat's. */
  @Test
  void aPlugInSeesTheContractAndItsOwnJarsOnly() {
    Path nosy =
        plugIn(
            "nosy",
            "Nosy",
            "public Availability availability() { try {"
                + " Class.forName(\"com.google.common.collect.ImmutableList\");"
                + " return Availability.unavailable(\"it sees guava\", \"hide it\");"
                + " } catch (ClassNotFoundException e) { return Availability.available(); } }");
    works(
        FreshJvm.jar("tutorial", "--json", "--backend-path", nosy.toString(), "--backend", "nosy"));
  }

  @Test
  void anUberJarWithMergedServicesWorks() throws IOException {
    Path uber = uberJar("merged.jar", true);
    works(classPath(List.of(uber), "tutorial", "--json", "--backend", "ejml"));
    works(classPath(List.of(uber), "tutorial", "--json", "--backend", "ojalgo"));
  }

  @Test
  void anUberJarThatLostItsServicesSaysSo() throws IOException {
    Path uber = uberJar("lost.jar", false);
    refused(
        classPath(List.of(uber), "tutorial"),
        "no backend can be used",
        "META-INF/services",
        "CM-101");
  }

  /** The plug-in's jar is known to the host's loader only, which is also the context loader. */
  @Test
  void aPlugInHostPassesItsLoader() throws IOException {
    Path mine = plugIn("hosted", "Hosted", "");
    String host =
        """
        import java.net.*;
        import java.util.*;
        import org.convmat.core.execution.*;
        public class Host {
          public static void main(String[] args) throws Exception {
            URLClassLoader loader =
                new URLClassLoader(new URL[] {new URL(args[0])}, Host.class.getClassLoader());
            Thread.currentThread().setContextClassLoader(loader);
            if (BackendRegistry.discover().backends().stream().anyMatch(b -> b.id().equals("hosted"))) {
              throw new AssertionError("the context loader was asked unasked");
            }
            System.out.println(BackendRegistry.discover(List.of(loader)).select("hosted").id());
            System.out.println(BackendRegistry.discover(List.of(loader)).select("ejml").id());
          }
        }
        """;
    Path hostJar =
        ProviderJar.named(folder, "host")
            .source("Host", host)
            .against(FreshJvm.library("convmat-core"))
            .build();
    List<Path> path = FreshJvm.with(jarsWithout(), hostJar);
    Result result = FreshJvm.main(path, "plug.Host", mine.toUri().toURL().toString());
    assertEquals(0, result.exit(), result::toString);
    assertEquals("hosted\nejml\n", result.out(), result::toString);
  }

  private Path plugIn(String id, String type, String extra) {
    return ProviderJar.named(folder, id)
        .source(type, backend(type, id, extra))
        .provides("plug." + type)
        .build();
  }

  private static String use(String condition) {
    return "public Availability availability() { return "
        + condition
        + " ? Availability.available() : Availability.unavailable(\"wrong library\", \"\"); }";
  }

  /** Everything in one jar, services files of one name concatenated or dropped. */
  private Path uberJar(String name, boolean mergeServices) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    List<Path> jars = new ArrayList<>(jarsWithout());
    jars.remove(FreshJvm.CLASSES);
    for (Path jar : jars) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
          try (InputStream in = zip.getInputStream(entry)) {
            add(entries, entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    try (Stream<Path> files = Files.walk(FreshJvm.CLASSES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        add(entries, FreshJvm.CLASSES.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    entries.keySet().removeIf(n -> n.endsWith("module-info.class"));
    if (!mergeServices) {
      entries.remove(SERVICES);
    }
    Path uber = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(uber))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return uber;
  }

  private static void add(Map<String, byte[]> entries, String name, byte[] content) {
    entries.merge(
        name,
        content,
        (a, b) ->
            name.startsWith("META-INF/services/")
                ? (new String(a, StandardCharsets.UTF_8)
                        + "\n"
                        + new String(b, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8)
                : a);
  }
}
