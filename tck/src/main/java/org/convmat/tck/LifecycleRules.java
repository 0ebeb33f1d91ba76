package org.convmat.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.ref.WeakReference;
import java.util.Map;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.MatmulBackend;
import org.convmat.spi.Multiplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chapter 6: what lives how long, and what a backend leaves as it was. */
abstract class LifecycleRules extends Chapter {

  LifecycleRules(MatmulBackendTck kit) {
    super(kit);
  }

  @BeforeEach
  void usable() {
    assumeUsable();
  }

  private static void bothWays(Samples samples, Sample a, Multiplier multiplier) {
    for (boolean transposed : BOTH_WAYS) {
      DenseMatrix x = samples.x(a, transposed, Layout.COLUMN_MAJOR, 3);
      Product.of(a, transposed, x).by(multiplier).requireEntries();
    }
  }

  @EachKind
  @IfThisFails(
      check =
          "for what multipliers share: a cache that is found again by shape or hash code, static"
              + " scratch memory, one library object for all")
  void required_spec601_multipliersAreIndependent(Feature kind) {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    Sample a = samples.one();
    Sample b = samples.one();
    try (Multiplier byA = prepare(a);
        Multiplier byB = prepare(b)) {
      for (int i = 0; i < 2; i++) {
        bothWays(samples, a, byA);
        bothWays(samples, b, byB);
      }
    }
  }

  @EachKind
  @IfThisFails(check = "for state in static fields: a process may hold several of one backend")
  void required_spec602_backendsLiveSideBySide(Feature kind) {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    MatmulBackend first = backend();
    MatmulBackend second = backend();
    MatmulBackend other = new PlainBackend();
    Sample a = samples.one();
    Sample b = samples.one();
    Sample plain = new Samples(Feature.DENSE_DOUBLE, Numbers.INTEGERS, random()).one();
    Multiplier byA = first.prepare(a.operand(), Execution.sequential());
    Multiplier byPlain = other.prepare(plain.operand(), Execution.sequential());
    Multiplier byB = second.prepare(b.operand(), Execution.sequential());
    bothWays(samples, a, byA);
    byB.close();
    bothWays(new Samples(Feature.DENSE_DOUBLE, Numbers.INTEGERS, random()), plain, byPlain);
    bothWays(samples, a, byA);
    byA.close();
  }

  @EachKind
  @IfThisFails(
      check =
          "for results or conversions that are kept from one call to the next: the caller reuses"
              + " the arrays of x and y for other numbers")
  void required_spec603_xAndYAreNotKept(Feature kind) {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    Sample a = samples.one();
    try (Multiplier multiplier = prepare(a)) {
      for (boolean transposed : BOTH_WAYS) {
        DenseMatrix x = samples.x(a, transposed, Layout.COLUMN_MAJOR, 3);
        Product first = Product.of(a, transposed, x).by(multiplier);
        Layout.setEach(x, old -> 1 - old);
        Product.of(a, transposed, x).by(multiplier).requireEntries();
        first.requireEntries();
      }
    }
  }

  @EachKind
  @IfThisFails(check = "that close() remembers that it has run")
  void required_spec604_closingTwiceIsHarmless(Feature kind) {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    Sample a = samples.one();
    Multiplier multiplier = prepare(a);
    bothWays(samples, a, multiplier);
    multiplier.close();
    multiplier.close();
    prepare(a).close(); // without a product in between
  }

  @EachKind
  @IfThisFails(
      check = "that close() frees what this multiplier owns, not what others share with it")
  void required_spec605_closingOneLeavesTheOthers(Feature kind) {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    Sample a = samples.one();
    try (Multiplier open = prepare(a)) {
      Multiplier closed = prepare(a);
      bothWays(samples, a, closed);
      closed.close();
      bothWays(samples, a, open);
      bothWays(samples, a, prepare(a));
    }
  }

  @EachKind
  @IfThisFails(check = "that a multiplier whose memory is gone throws IllegalStateException")
  void required_spec606_closedMeansRightOrRefused(Feature kind) {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    Sample a = samples.one();
    Multiplier multiplier = prepare(a);
    multiplier.close();
    for (boolean transposed : BOTH_WAYS) {
      DenseMatrix x = samples.x(a, transposed, Layout.COLUMN_MAJOR, 3);
      Product product = Product.of(a, transposed, x);
      try {
        if (transposed) {
          multiplier.multiplyTransposed(x, product.y());
        } else {
          multiplier.multiply(x, product.y());
        }
      } catch (IllegalStateException refused) {
        continue;
      }
      product.requireEntries();
    }
  }

  @Test
  @IfThisFails(check = "for static collections, thread locals and queues that hold on to operands")
  void required_spec607_closedMultipliersAreForgotten() throws InterruptedException {
    assumeTrue(isCleared(new WeakReference<>(new Object())), "System.gc() does nothing here");
    if (!isCleared(useAndForget())) {
      fail("A's array is still reachable after its multiplier was closed");
    }
  }

  private WeakReference<?> useAndForget() {
    Samples samples = samples(Feature.DENSE_DOUBLE, Numbers.INTEGERS);
    Sample a = samples.one();
    try (Multiplier multiplier = prepare(a)) {
      bothWays(samples, a, multiplier);
    }
    return new WeakReference<>(((DenseMatrix) a.operand()).elements().doubles());
  }

  private static boolean isCleared(WeakReference<?> reference) throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      System.gc();
      if (reference.get() == null) {
        return true;
      }
      Thread.sleep(20);
    }
    return false;
  }

  @Test
  @IfThisFails(
      check =
          "for settings of the library or the JVM that are changed for speed; a setting of the"
              + " process belongs to whoever started it")
  void required_spec608_processIsLeftAsItWas() {
    Map<String, String> threadBefore = ProcessState.ofThread();
    useEveryKind();
    ProcessState.requireSame(kit().stateAtFirst(), ProcessState.of(kit().librarySettings()));
    ProcessState.requireSame(threadBefore, ProcessState.ofThread());
  }

  @Test
  @IfThisFails(check = "for printing, in the library too: the output of convmat is data")
  void required_spec609_nothingIsPrinted() {
    String printed = PrintedText.during(this::useEveryKind);
    assertTrue(
        printed.isEmpty(), () -> "this was printed: " + printed.lines().findFirst().orElse(""));
  }

  private void useEveryKind() {
    MatmulBackend backend = backend();
    backend.availability();
    for (Feature kind : backend.features()) {
      if (kind != Feature.DETERMINISTIC) {
        Samples samples = samples(kind, Numbers.INTEGERS);
        Sample a = samples.one();
        try (Multiplier multiplier = prepare(a)) {
          for (boolean transposed : BOTH_WAYS) {
            DenseMatrix x = samples.x(a, transposed, Layout.COLUMN_MAJOR, 3);
            Product.of(a, transposed, x).by(multiplier);
          }
        }
      }
    }
  }
}
