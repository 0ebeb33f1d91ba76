package org.convmat.backend.ojalgo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.convmat.backend.ojalgo.Products.Layout;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.MatmulBackend;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;
import org.convmat.spi.StructuredConvolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OjalgoBackendTest {

  /** Empty, single, prime, and around the widths where another kernel takes over. */
  private static final int[] EXTENTS = {0, 1, 3, 4, 5, 11, 21, 33};

  private final OjalgoBackend backend = new OjalgoBackend();

  @ParameterizedTest
  @EnumSource
  void denseProductsMatchPlainLoops(Layout layoutOfA) {
    Random random = new Random(1);
    for (int rows : EXTENTS) {
      for (int columns : EXTENTS) {
        DenseMatrix a = layoutOfA.random(random, ElementType.DOUBLE, rows, columns);
        checkEveryLayout(a, a, random);
      }
    }
  }

  @Test
  void sparseProductsMatchPlainLoops() {
    Random random = new Random(2);
    for (int rows : EXTENTS) {
      for (int columns : EXTENTS) {
        CsrMatrix a = Products.randomSparse(random, rows, columns);
        checkEveryLayout(a, Products.densified(a), random);
      }
    }
  }

  private void checkEveryLayout(Operand a, DenseMatrix dense, Random random) {
    Multiplier multiplier = backend.prepare(a, Execution.sequential());
    for (Layout in : Layout.values()) {
      for (Layout out : Layout.values()) {
        for (int n : new int[] {0, 1, 5, 6, 21}) {
          Products.check(multiplier, dense, n, in, out, random);
        }
      }
    }
    multiplier.close();
    multiplier.close();
  }

  @Test
  void bitsDoNotDependOnTheNumberOfThreads() throws Exception {
    Random random = new Random(3);
    DenseMatrix dense = Layout.ROW_MAJOR.random(random, ElementType.DOUBLE, 61, 103);
    CsrMatrix sparse = Products.randomSparse(random, 61, 103);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      for (Operand a : List.of(dense, sparse)) {
        Multiplier alone = backend.prepare(a, Execution.sequential());
        for (int threads = 2; threads <= 5; threads++) {
          Multiplier shared = backend.prepare(a, Execution.on(pool, threads));
          for (Layout in : Layout.values()) {
            for (int n : new int[] {1, 37}) {
              DenseMatrix x = in.random(random, ElementType.DOUBLE, 61, n);
              assertArrayEquals(transposedProduct(alone, a, x), transposedProduct(shared, a, x));
              DenseMatrix v = in.random(random, ElementType.DOUBLE, 103, n);
              assertArrayEquals(product(alone, a, v), product(shared, a, v));
            }
          }
        }
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void oneMultiplierServesManyThreads() throws Exception {
    Random random = new Random(4);
    DenseMatrix x = Layout.COLUMN_MAJOR.random(random, ElementType.DOUBLE, 97, 3);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        CsrMatrix sparse = Products.randomSparse(random, 97, 89);
        for (Operand a : List.of(sparse, Products.densified(sparse))) {
          Multiplier fresh = backend.prepare(a, Execution.sequential());
          List<Future<double[]>> results = new ArrayList<>();
          for (int i = 0; i < 8; i++) {
            results.add(pool.submit(() -> transposedProduct(fresh, a, x)));
          }
          double[] expected = transposedProduct(backend.prepare(a, Execution.sequential()), a, x);
          for (Future<double[]> result : results) {
            assertArrayEquals(expected, result.get());
          }
        }
      }
    } finally {
      pool.shutdown();
    }
  }

  private static double[] product(Multiplier multiplier, Operand a, DenseMatrix x) {
    DenseMatrix y = Layout.ROW_MAJOR.view(ElementType.DOUBLE, a.rows(), x.columns());
    multiplier.multiply(x, y);
    return y.elements().doubles();
  }

  private static double[] transposedProduct(Multiplier multiplier, Operand a, DenseMatrix x) {
    DenseMatrix y = Layout.COLUMN_MAJOR.view(ElementType.DOUBLE, a.columns(), x.columns());
    multiplier.multiplyTransposed(x, y);
    return y.elements().doubles();
  }

  @Test
  void libraryStartsNoThreadOfItsOwn() {
    Random random = new Random(5);
    DenseMatrix a = Layout.ROW_MAJOR.random(random, ElementType.DOUBLE, 70, 70);
    Multiplier multiplier = backend.prepare(a, Execution.sequential());
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    for (Layout layout : Layout.values()) {
      product(multiplier, a, layout.random(random, ElementType.DOUBLE, 70, 70));
      transposedProduct(multiplier, a, layout.random(random, ElementType.DOUBLE, 70, 70));
    }
    Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
    started.removeAll(before);
    assertEquals(Set.of(), started);
  }

  @Test
  void storedZerosCarryNaN() {
    CsrMatrix sparse =
        new CsrMatrix(1, 2, new int[] {0, 1}, new int[] {0}, Elements.of(new double[1]));
    DenseMatrix dense = DenseMatrix.rowMajor(Elements.of(new double[2]), 0, 1, 2);
    double[] x = {Double.POSITIVE_INFINITY, 1};
    for (Operand a : List.of(sparse, dense)) {
      double[] y = new double[1];
      backend
          .prepare(a, Execution.sequential())
          .multiply(
              DenseMatrix.columnMajor(Elements.of(x), 0, 2, 1),
              DenseMatrix.columnMajor(Elements.of(y), 0, 1, 1));
      assertTrue(Double.isNaN(y[0]), a.toString());
    }
  }

  @Test
  void refusesWhatItDoesNotDeclare() {
    Operand floats = DenseMatrix.rowMajor(Elements.of(new float[1]), 0, 1, 1);
    Operand structured =
        new StructuredConvolution(
            List.of(new ConvolutionAxis(1, 1, 1, 1, 1, 0)), 1, 1, 1, Elements.of(new double[1]));
    for (Operand operand : List.of(floats, structured)) {
      assertThrows(
          IllegalArgumentException.class, () -> backend.prepare(operand, Execution.sequential()));
    }
  }

  @Test
  void isFoundByNameAndNamesTheLoadedLibrary() {
    List<String> ids =
        ServiceLoader.load(MatmulBackend.class).stream().map(p -> p.get().id()).toList();
    assertEquals(List.of("ojalgo"), ids);
    assertEquals(1, backend.spiLevel());
    assertTrue(backend.library().matches("ojAlgo \\d+\\.\\d+.*"), backend.library());
  }
}
