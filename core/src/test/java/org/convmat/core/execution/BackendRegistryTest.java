package org.convmat.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.convmat.core.execution.DiscoveredBackend.Status;
import org.convmat.core.failure.BackendException;
import org.convmat.spi.Availability;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.MatmulBackend;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendRegistryTest {

  /** A backend whose every answer a test can replace. */
  public static class Fake implements MatmulBackend {
    final String id;
    final Feature[] more;

    /** For ServiceLoader. */
    public Fake() {
      this("fake");
    }

    Fake(String id, Feature... more) {
      this.id = id;
      this.more = more;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public int spiLevel() {
      return 1;
    }

    @Override
    public Availability availability() {
      return Availability.available();
    }

    @Override
    public Set<Feature> features() {
      EnumSet<Feature> features = EnumSet.of(Feature.DENSE_DOUBLE);
      features.addAll(List.of(more));
      return features;
    }

    @Override
    public Multiplier prepare(Operand operand, Execution execution) {
      throw new UnsupportedOperationException("out of order");
    }
  }

  /** Cannot be constructed. */
  public static final class Throwing extends Fake {
    /** Always throws. */
    public Throwing() {
      throw new IllegalStateException("no licence file");
    }
  }

  /** Its library is missing. */
  public static final class Linkless extends Fake {
    @Override
    public Availability availability() {
      throw new NoClassDefFoundError("com/vendor/Blas");
    }
  }

  private static DiscoveredBackend only(MatmulBackend backend) {
    return BackendRegistry.of(backend).backends().get(0);
  }

  private static String refusal(BackendRegistry registry, String name) {
    BackendException e = assertThrows(BackendException.class, () -> registry.select(name));
    String message = String.valueOf(e.getMessage());
    assertFalse(message.contains("\n"), message);
    return message;
  }

  @Test
  void autoPrefersStructuredThenSparseThenTheFirstById() {
    Fake plain = new Fake("a");
    Fake sparse = new Fake("b", Feature.SPARSE_DOUBLE);
    Fake sparseToo = new Fake("c", Feature.SPARSE_DOUBLE);
    Fake structured = new Fake("d", Feature.STRUCTURED_DOUBLE);
    assertEquals("a", BackendRegistry.of(plain).select("auto").id());
    assertEquals("b", BackendRegistry.of(sparseToo, plain, sparse).select("auto").id());
    assertEquals("d", BackendRegistry.of(plain, sparse, structured).select("auto").id());
  }

  @Test
  void anExplicitChoiceIsThatBackendOrAnError() {
    BackendRegistry registry = BackendRegistry.of(new Fake("a"), new Fake("b"));
    assertEquals("b", registry.select("b").id());
    String message = refusal(registry, "mkl");
    assertTrue(message.contains("'mkl' (argument)"), message);
    assertTrue(message.contains("available: a, b"), message);
  }

  @Test
  void theSystemPropertyDecidesWhereNoArgumentDoes() {
    System.setProperty(BackendSelection.PROPERTY, "b");
    try {
      BackendRegistry registry = BackendRegistry.of(new Fake("a"), new Fake("b"));
      assertEquals("b", registry.select(null).id());
      assertEquals("a", registry.select("auto").id());
      assertTrue(
          refusal(BackendRegistry.of(new Fake("a")), null)
              .contains("system property convmat.backend"));
    } finally {
      System.clearProperty(BackendSelection.PROPERTY);
    }
  }

  @Test
  void noBackendSaysWhatToAdd() {
    String message = refusal(BackendRegistry.of(), "auto");
    assertTrue(message.contains("convmat-backend-ejml"), message);
    assertTrue(message.contains("META-INF/services"), message);
  }

  @Test
  void twoWithOneIdAreBothRefusedAndTheOthersGoOn() {
    BackendRegistry registry =
        BackendRegistry.of(new Fake("twin"), new Fake("twin"), new Fake("other"));
    assertEquals(
        2, registry.backends().stream().filter(b -> b.status() == Status.DUPLICATE).count());
    String message = refusal(registry, "twin");
    assertTrue(message.contains("leave only one"), message);
    assertTrue(message.contains("classes"), message);
    assertEquals("other", registry.select("auto").id());
  }

  @Test
  void anUnavailableOneSaysWhyAndWhatWouldHelp() {
    Fake gpu =
        new Fake("gpu") {
          @Override
          public Availability availability() {
            return Availability.unavailable("no driver", "install the driver");
          }
        };
    BackendRegistry registry = BackendRegistry.of(gpu, new Fake("a"));
    String message = refusal(registry, "gpu");
    assertTrue(message.contains("unavailable: no driver; install the driver"), message);
    assertEquals("a", registry.select("auto").id());
  }

  @Test
  void brokenOnesAreListedWithTheirReason() {
    assertEquals(Status.BROKEN, only(new Linkless()).status());
    assertTrue(only(new Linkless()).problem().contains("com/vendor/Blas"));
    assertTrue(only(new Fake("Bad Id")).problem().contains("[a-z][a-z0-9-]{0,30}"));
    assertTrue(only(new Fake("auto")).problem().contains("auto"));
    Fake future =
        new Fake("future") {
          @Override
          public int spiLevel() {
            return 7;
          }
        };
    assertTrue(only(future).problem().contains("level 7"));
    Fake lacking =
        new Fake("lacking") {
          @Override
          public Set<Feature> features() {
            return Set.of(Feature.SPARSE_DOUBLE);
          }
        };
    assertTrue(only(lacking).problem().contains("DENSE_DOUBLE"));
  }

  @Test
  void oneBadServicesEntryHidesNoOther(@TempDir Path folder) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(MatmulBackend.class.getName()),
        "org.convmat.NoSuchClass\n"
            + Throwing.class.getName()
            + "\n"
            + BackendRegistryTest.class.getName()
            + "\n"
            + Fake.class.getName()
            + "\n");
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      BackendRegistry registry = BackendRegistry.discover(List.of(loader));
      assertEquals("fake", registry.select("fake").id());
      List<String> problems =
          registry.backends().stream()
              .filter(b -> !b.usable())
              .map(DiscoveredBackend::problem)
              .toList();
      assertEquals(3, problems.size(), problems.toString());
      assertTrue(problems.toString().contains("no licence file"), problems.toString());
      assertTrue(problems.toString().contains("NoSuchClass"), problems.toString());
      assertTrue(problems.toString().contains("not a subtype"), problems.toString());
      assertNotEquals("fake", registry.select("auto").id());
    }
  }

  @Test
  void failuresOfABackendComeOutUnderItsName() {
    CheckedBackend backend = BackendRegistry.of(new Fake("a")).select("a");
    DenseMatrix one = DenseMatrix.rowMajor(Elements.of(new double[1]), 0, 1, 1);
    BackendException e =
        assertThrows(BackendException.class, () -> backend.prepare(one, Execution.sequential()));
    assertTrue(String.valueOf(e.getMessage()).contains("backend 'a' failed preparing 1x1"));
    CsrMatrix sparse = new CsrMatrix(1, 1, new int[2], new int[0], Elements.of(new double[0]));
    assertThrows(
        IllegalArgumentException.class, () -> backend.prepare(sparse, Execution.sequential()));
  }
}
