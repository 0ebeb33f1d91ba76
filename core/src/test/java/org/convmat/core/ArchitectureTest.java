package org.convmat.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The floor plan of docs/architecture.md, held by tests. */
class ArchitectureTest {

  private static final int LONGEST_FILE = 400;
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.convmat");

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("org.convmat.core.(*)..").should().beFreeOfCycles().check(CLASSES);
    slices().matching("org.convmat.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void spiKnowsTheJdkOnly() {
    noClasses()
        .that()
        .resideInAPackage("org.convmat.spi..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "org.convmat.spi..")
        .check(CLASSES);
  }

  @Test
  void coreNeverSeesABackendNorABackendCore() {
    noClasses()
        .that()
        .resideInAPackage("org.convmat.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.convmat.backend..", "org.ejml..", "org.ojalgo..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.convmat.backend..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.convmat.core..")
        .check(CLASSES);
  }

  /** dialect -> geometry -> matrix -> plan -> execution; io stands beside. */
  @Test
  void dataWalksTheLineOnce() {
    List<String> line = List.of("tensor", "dialect", "geometry", "matrix", "plan", "execution");
    for (int i = 0; i < line.size(); i++) {
      for (String later : line.subList(i + 1, line.size())) {
        noClasses()
            .that()
            .resideInAPackage("org.convmat.core." + line.get(i))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.convmat.core." + later)
            .check(CLASSES);
      }
    }
    noClasses()
        .that()
        .resideInAPackage("org.convmat.core.solve")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.convmat.core.matrix", "org.convmat.core.plan", "org.convmat.core.execution")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.convmat.core.io")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.convmat.core",
            "org.convmat.core.geometry",
            "org.convmat.core.matrix",
            "org.convmat.core.plan",
            "org.convmat.core.execution")
        .check(CLASSES);
  }

  /** explain reads the line up to the matrix; nothing but the command line and verify reads it. */
  @Test
  void explainReadsTheLineOnly() {
    noClasses()
        .that()
        .resideInAPackage("org.convmat.core.explain")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.convmat.core",
            "org.convmat.core.dialect",
            "org.convmat.core.plan",
            "org.convmat.core.execution",
            "org.convmat.core.io",
            "org.convmat.core.verify")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.convmat.core.explain", "org.convmat.core.verify", "org.convmat.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.convmat.core.explain", "org.convmat.core.verify")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.convmat.cli..", "org.convmat.benchmarks..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void everyFileIsShortAndEveryPackageSaysWhatItIsFor() throws IOException {
    List<String> wrong = new ArrayList<>();
    int files = 0;
    try (Stream<Path> all = Files.walk(ROOT)) {
      for (Path file : all.filter(ArchitectureTest::isMainSource).toList()) {
        files++;
        long lines = Files.readAllLines(file).size();
        if (lines > LONGEST_FILE) {
          wrong.add(ROOT.relativize(file) + " has " + lines + " lines");
        }
        boolean moduleInfo = file.endsWith("module-info.java");
        if (!moduleInfo && !Files.exists(file.resolveSibling("package-info.java"))) {
          wrong.add(ROOT.relativize(file) + " is in a package without package-info");
        }
      }
    }
    assertTrue(files > 50, "found only " + files + " files below " + ROOT);
    assertEquals(List.of(), wrong);
  }

  /** The formula i = o*s + t*d - p stands in one place. */
  @Test
  void theFormulaStandsOnce() throws IOException {
    List<Path> places = new ArrayList<>();
    try (Stream<Path> all = Files.walk(ROOT)) {
      for (Path file : all.filter(ArchitectureTest::isMainSource).toList()) {
        String code = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/|//[^\\n]*|\\s", "");
        if (code.matches("(?s).*\\*(axis\\.)?stride(\\(\\))?\\+\\w+\\*(axis\\.)?dilation.*")) {
          places.add(file.getFileName());
        }
      }
    }
    assertEquals(List.of(Path.of("ConvolutionAxis.java")), places);
  }

  private static boolean isMainSource(Path file) {
    String path = file.toString();
    return path.endsWith(".java")
        && path.contains("/src/main/java/")
        && !path.contains("/target/")
        && !path.contains("/examples/");
  }
}
