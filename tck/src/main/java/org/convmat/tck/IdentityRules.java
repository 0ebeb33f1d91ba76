package org.convmat.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.convmat.spi.MatmulBackend;
import org.junit.jupiter.api.Test;

/** Chapter 1: who the backend is. */
abstract class IdentityRules extends Chapter {

  private static final int LEVEL = 1;

  IdentityRules(MatmulBackendTck kit) {
    super(kit);
  }

  @Test
  @IfThisFails(check = "id(): lower-case letters, digits and hyphens, a letter first")
  void required_spec101_idIsAWordForTheCommandLine() {
    String id = notNull(backend().id(), "id() is null");
    assertTrue(
        id.matches("[a-z][a-z0-9-]{0,30}"),
        () -> "id() is \"" + id + "\", must match [a-z][a-z0-9-]{0,30}");
    assertFalse(id.equals("auto"), "id() is \"auto\", which leaves the choice to convmat");
  }

  @Test
  @IfThisFails(check = "that id(), spiLevel() and library() return constants")
  void required_spec102_identityIsTheSameOnEveryCall() {
    List<String> first = identity();
    for (int i = 0; i < 3; i++) {
      assertEquals(first, identity(), "id, level and library differ from one call to the next");
    }
  }

  private List<String> identity() {
    MatmulBackend b = backend();
    return List.of("" + b.id(), "" + b.spiLevel(), "" + b.library());
  }

  @Test
  @IfThisFails(check = "that spiLevel() returns the literal 1, the level you read the contract of")
  void required_spec103_levelIsTheOneOfThisKit() {
    assertEquals(LEVEL, backend().spiLevel(), "spiLevel() is not the level that this kit checks");
  }

  @Test
  @IfThisFails(check = "library(): \"NAME VERSION\", or an empty string where it cannot be known")
  void required_spec104_libraryIsOneLine() {
    String library = notNull(backend().library(), "library() is null");
    assertFalse(
        library.chars().anyMatch(Character::isISOControl),
        () -> "library() holds control characters: " + library);
  }

  @Test
  @IfThisFails(
      check =
          "that the class and its constructor are public, and that its full name is a line of"
              + " META-INF/services/org.convmat.spi.MatmulBackend (and of provides in a"
              + " module-info); for a backend that is only handed over in code, override"
              + " isDiscoverable()")
  void required_spec105_serviceLoaderFindsTheClass() {
    assumeTrue(kit().isDiscoverable(), "the kit was told that the backend is not discoverable");
    Class<?> type = backend().getClass();
    assertTrue(Modifier.isPublic(type.getModifiers()), () -> type + " is not public");
    boolean found =
        ServiceLoader.load(MatmulBackend.class, type.getClassLoader()).stream()
            .anyMatch(provider -> isProviderOf(provider.type(), type));
    assertTrue(found, () -> "ServiceLoader does not know " + type.getName());
  }

  /** A provider method may promise no more than an interface or an abstract class. */
  private static boolean isProviderOf(Class<?> promised, Class<?> type) {
    return promised == type
        || (Modifier.isAbstract(promised.getModifiers()) && promised.isAssignableFrom(type));
  }

  @Test
  @IfThisFails(check = "that the constructor loads and allocates nothing; prepare() is for that")
  void optional_spec106_constructorDoesNothingCostly() {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      backend();
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    long milliseconds = TimeUnit.NANOSECONDS.toMillis(fastest);
    assertTrue(milliseconds < 100, () -> "making the backend took " + milliseconds + " ms");
  }
}
