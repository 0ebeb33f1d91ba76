package org.convmat.cli.jvm;

import static org.convmat.cli.jvm.FreshJvm.classPath;
import static org.convmat.cli.jvm.FreshJvm.jarsWithout;
import static org.convmat.cli.jvm.FreshJvm.modulePath;
import static org.convmat.cli.jvm.FreshJvm.with;
import static org.convmat.cli.jvm.ProviderJar.backend;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.convmat.cli.jvm.FreshJvm.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backends on the path of a new process: found, missing, broken, twice; exit code and text. */
class FreshJvmIT {

  private static final String U = "\"U\":[[2,9,6,1],[6,29,30,7],[10,29,33,13],[12,24,16,4]]";

  @TempDir Path folder;

  private static void works(Result result) {
    assertEquals(0, result.exit(), result::toString);
    assertTrue(result.out().contains(U), result::toString);
  }

  /** Exit code 3, one line with all of the parts, no stack trace. */
  private static void refused(Result result, String... parts) {
    assertEquals(3, result.exit(), result::toString);
    assertEquals("", result.out());
    assertEquals(1, result.err().strip().lines().count(), result::toString);
    assertTrue(result.err().startsWith("convmat: "), result::toString);
    for (String part : parts) {
      assertTrue(result.err().contains(part), () -> "'" + part + "' is not in " + result);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ejml", "ojalgo", "auto"})
  void classPathAndModulePathFindThem(String backend) {
    works(FreshJvm.jar("tutorial", "--json", "--backend", backend));
    works(modulePath(jarsWithout(), "tutorial", "--json", "--backend", backend));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ejml", "ojalgo"})
  void eitherWorksWithoutTheOther(String backend) {
    String other = backend.equals("ejml") ? "ojalgo" : "ejml";
    works(classPath(jarsWithout(other), "tutorial", "--json"));
    refused(
        classPath(jarsWithout(other), "tutorial", "--backend", other),
        "no backend '" + other + "'",
        "available: " + backend);
  }

  @Test
  void noneSaysWhatToAdd() {
    List<Path> bare = jarsWithout("ejml", "ojalgo");
    refused(classPath(bare, "tutorial"), "no backend can be used", "convmat-backend-ejml");
    refused(modulePath(bare, "tutorial"), "no backend can be used", "convmat-backend-ejml");
  }

  @Test
  void aThirdPartysBackendWorksFromBothPaths() {
    Path mine =
        ProviderJar.named(folder, "mine")
            .source("Mine", backend("Mine", "mine", ""))
            .provides("plug.Mine")
            .build();
    works(classPath(with(jarsWithout(), mine), "tutorial", "--json", "--backend", "mine"));
    works(modulePath(with(jarsWithout(), mine), "tutorial", "--json", "--backend", "mine"));
  }

  @Test
  void aThrowingConstructorHidesNoOther() {
    broken(
        "Broken",
        backend(
            "Broken", "b", "public Broken() { throw new IllegalStateException(\"no licence\"); }"),
        "no licence");
  }

  @Test
  void aThrowingStaticInitialiserHidesNoOther() {
    broken(
        "Broken",
        backend("Broken", "b", "static int x = 1 / Integer.parseInt(\"0\");"),
        "/ by zero");
  }

  @Test
  void aNewerLevelOfTheContractIsRefused() {
    broken("Broken", backend("Broken", "b", 2, ""), "level 2", "drives level 1");
  }

  @Test
  void aBackendThatThrowsInAvailabilityIsBroken() {
    broken(
        "Broken",
        backend("Broken", "b", "public Availability availability() { throw new Error(\"boom\"); }"),
        "boom");
  }

  @Test
  void aClassThatIsNoBackendIsListed() {
    Path jar =
        ProviderJar.named(folder, "stranger")
            .source("Stranger", "public class Stranger {}")
            .provides("plug.Stranger")
            .provides("plug.Missing")
            .build();
    works(classPath(with(jarsWithout(), jar), "tutorial", "--json"));
    refused(
        classPath(with(jarsWithout("ejml", "ojalgo"), jar), "tutorial"),
        "plug.Stranger",
        "not a subtype",
        "plug.Missing");
  }

  @Test
  void aMissingLibraryIsNamed() {
    Path library =
        ProviderJar.named(folder, "vendor")
            .source("Vendor", "public class Vendor { public static int v() { return 1; } }")
            .build();
    Path jar =
        ProviderJar.named(folder, "needy")
            .source("Needy", backend("Needy", "needy", "Vendor v = new Vendor();"))
            .against(library)
            .provides("plug.Needy")
            .build();
    works(classPath(with(jarsWithout(), jar, library), "tutorial", "--json", "--backend", "needy"));
    works(classPath(with(jarsWithout(), jar), "tutorial", "--json"));
    refused(
        classPath(with(jarsWithout("ejml", "ojalgo"), jar), "tutorial"),
        "plug.Needy",
        "Vendor",
        "library it needs is missing");
  }

  @Test
  void twoJarsWithOneIdAreBothNamed() {
    Path first = twin("first");
    Path second = twin("second");
    List<Path> path = with(jarsWithout(), first, second);
    refused(
        classPath(path, "tutorial", "--backend", "twin"),
        "first.jar",
        "second.jar",
        "leave only one");
    works(classPath(path, "tutorial", "--json"));
    works(classPath(path, "tutorial", "--json", "--backend", "ojalgo"));
  }

  private Path twin(String name) {
    String type = name.equals("first") ? "First" : "Second";
    return ProviderJar.named(folder, name)
        .source(type, backend(type, "twin", ""))
        .provides("plug." + type)
        .build();
  }

  @Test
  void anUnavailableOneSaysWhatWouldHelp() {
    String unavailable =
        "public Availability availability() {"
            + " return Availability.unavailable(\"no driver\", \"install the driver\"); }";
    Path jar =
        ProviderJar.named(folder, "gpu")
            .source("Gpu", backend("Gpu", "gpu", unavailable))
            .provides("plug.Gpu")
            .build();
    List<Path> path = with(jarsWithout(), jar);
    refused(
        classPath(path, "tutorial", "--backend", "gpu"),
        "'gpu' (argument) is unavailable: no driver; install the driver",
        "available: ejml, ojalgo");
    works(classPath(path, "tutorial", "--json"));
  }

  /** It is listed with its reason, an explicit choice is refused, and the others go on working. */
  private void broken(String type, String source, String... reasons) {
    Path jar =
        ProviderJar.named(folder, "broken").source(type, source).provides("plug." + type).build();
    works(classPath(with(jarsWithout(), jar), "tutorial", "--json"));
    works(classPath(with(jarsWithout(), jar), "tutorial", "--json", "--backend", "ojalgo"));
    refused(classPath(with(jarsWithout("ejml", "ojalgo"), jar), "tutorial"), reasons);
  }
}
