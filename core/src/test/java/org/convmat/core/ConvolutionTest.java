package org.convmat.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.plan.Form;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Execution;
import org.junit.jupiter.api.Test;

class ConvolutionTest {

  private static final double[] M = {4, 5, 8, 7, 1, 8, 8, 8, 3, 6, 6, 4, 6, 5, 7, 8};
  private static final double[] K = {1, 4, 1, 1, 4, 3, 3, 3, 1};
  private static final CheckedBackend MINIMAL =
      BackendRegistry.of(new PlainBackends.Minimal()).select("minimal");

  private static Convolution tutorial() {
    return Convolution.of(Tensor.wrap(K, 3, 3)).forImage(4, 4);
  }

  @Test
  void tutorialMatrix() {
    double[][] expected = {
      {1, 4, 1, 0, 1, 4, 3, 0, 3, 3, 1, 0, 0, 0, 0, 0},
      {0, 1, 4, 1, 0, 1, 4, 3, 0, 3, 3, 1, 0, 0, 0, 0},
      {0, 0, 0, 0, 1, 4, 1, 0, 1, 4, 3, 0, 3, 3, 1, 0},
      {0, 0, 0, 0, 0, 1, 4, 1, 0, 1, 4, 3, 0, 3, 3, 1}
    };
    DenseMatrix dense = tutorial().matrix().dense();
    for (int r = 0; r < 4; r++) {
      for (int c = 0; c < 16; c++) {
        assertEquals(expected[r][c], dense.get(r, c));
        assertEquals(expected[r][c], dense.transposed().get(c, r));
      }
    }
    CsrMatrix transposed = tutorial().matrix().sparseTransposed().validate();
    for (int c = 0; c < 16; c++) {
      for (int e = transposed.rowPointers()[c]; e < transposed.rowPointers()[c + 1]; e++) {
        assertEquals(expected[transposed.columnIndices()[e]][c], transposed.values().get(e));
      }
    }
    assertEquals(36, transposed.entries());
  }

  @Test
  void tutorialProducts() {
    try (BoundConvolution bound = tutorial().on(MINIMAL)) {
      Tensor d = bound.apply(Tensor.wrap(M, 4, 4));
      assertEquals(Shape.of(2, 2), d.shape());
      assertArrayEquals(new double[] {122, 148, 126, 134}, d.doubles());
      Tensor u = bound.applyTransposed(Tensor.wrap(new double[] {2, 1, 4, 4}, 2, 2));
      assertArrayEquals(
          new double[] {2, 9, 6, 1, 6, 29, 30, 7, 10, 29, 33, 13, 12, 24, 16, 4}, u.doubles());
    }
  }

  /** ONNX's published vectors for ConvTranspose: x = 0..8 as 3x3, two channels of ones. */
  @Test
  void publishedOnnxVectors() {
    Tensor ones = Tensor.wrap(new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1}, 3, 3);
    Tensor x = Tensor.wrap(IntStream.range(0, 9).asDoubleStream().toArray(), 3, 3);
    Convolution padded = Convolution.of(ones).stride(3, 2).padding(1, 2).forGrid(3, 3);
    assertArrayEquals(
        new double[] {1, 1, 3, 1, 1, 3, 7, 4, 9, 7, 4, 9, 7, 4, 9, 13, 7, 15, 13, 7, 15},
        padded.on(MINIMAL).applyTransposed(x).doubles());
    Convolution extended = Convolution.of(ones).stride(3, 2).outputPadding(1, 1).forGrid(3, 3);
    assertEquals(Shape.of(10, 8), extended.imageShape(1));
    Tensor u = extended.on(MINIMAL).applyTransposed(x);
    for (int i = 0; i < 10; i++) {
      assertEquals(0, u.get(i, 7));
    }
  }

  @Test
  void aMinimalBackendIsCorrectForEveryConvolution() {
    for (long seed = 1; seed <= 400; seed++) {
      RandomConvolution.Case test = RandomConvolution.of(seed);
      Convolution c = test.convolution();
      Tensor x = test.fill(c.imageShape(test.batch()));
      Tensor v = test.fill(c.gridShape(test.batch()));
      try (BoundConvolution bound = c.on(MINIMAL)) {
        assertClose(c, x, bound.apply(x), test.batch(), false);
        assertClose(c, v, bound.applyTransposed(v), test.batch(), true);
      }
    }
  }

  private static void assertClose(
      Convolution c, Tensor in, Tensor out, int batch, boolean transposed) {
    Oracle.Result expected =
        Oracle.multiply(c.geometry(), c.matrix().weights(), in.elements(), batch, transposed);
    for (int i = 0; i < out.shape().size(); i++) {
      double u = out.elementType().unitRoundoff();
      double bound = (2 * expected.summands()[i] + 2) * u * expected.magnitudes()[i];
      assertEquals(expected.values()[i], out.elements().get(i), bound);
    }
  }

  @Test
  void structuredOperandIsHandedThroughWithoutExpansion() {
    PlainBackends.Structured provider = new PlainBackends.Structured();
    CheckedBackend backend = BackendRegistry.of(provider).select("structured");
    // Neither a dense nor a sparse matrix of this size could be stored.
    int n = 100_000_000;
    Convolution huge =
        Convolution.of(Tensor.wrap(new float[] {1, 2, 3, 4}, 4)).stride(2).forImage(n);
    assertEquals(
        Form.STRUCTURED, huge.plan(backend, ElementType.FLOAT, 1).choose(Optional.empty()).form());
    Convolution small =
        Convolution.of(Tensor.wrap(new float[] {1, 2, 3}, 3)).stride(2).padding(1).forImage(9);
    Tensor x = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 9);
    try (BoundConvolution bound = small.on(backend)) {
      assertClose(small, x, bound.apply(x), 1, false);
      assertClose(small, bound.apply(x), bound.applyTransposed(bound.apply(x)), 1, true);
      assertEquals(1, provider.structuredCalls);
    }
  }

  @Test
  void floatAndDoubleMix() {
    Tensor narrow = Tensor.wrap(new float[] {1, 2, 3}, 3);
    Tensor wide = Tensor.wrap(new double[] {1, 2, 3, 4}, 4);
    try (BoundConvolution bound = Convolution.of(narrow).forImage(4).on(MINIMAL)) {
      assertEquals(ElementType.DOUBLE, bound.apply(wide).elementType());
      assertEquals(ElementType.FLOAT, bound.apply(wide.as(ElementType.FLOAT)).elementType());
      Tensor result = Tensor.zeros(ElementType.DOUBLE, Shape.of(2));
      bound.applyTo(wide, result);
      assertArrayEquals(new double[] {14, 20}, result.doubles());
    }
  }

  @Test
  void flipMirrorsEveryAxis() {
    Tensor k = Tensor.wrap(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Convolution flipped = Convolution.of(k).flip().forImage(2, 3);
    Tensor x = Tensor.wrap(new double[] {1, 0, 0, 0, 0, 0}, 2, 3);
    assertArrayEquals(new double[] {6}, flipped.on(MINIMAL).apply(x).doubles());
  }

  @Test
  void oneBoundConvolutionServesManyThreads() throws Exception {
    Random random = new Random(7);
    Tensor kernel = RandomConvolution.fill(random, ElementType.FLOAT, Shape.of(4, 3, 3, 3), false);
    Convolution c = Convolution.of(kernel).stride(2).padding(1).forImage(17, 19);
    Tensor x = RandomConvolution.fill(random, ElementType.FLOAT, c.imageShape(5), false);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (BoundConvolution bound = c.on(MINIMAL, Optional.of(Form.LOWERED), Execution.on(pool, 3))) {
      float[] alone =
          c.on(MINIMAL, Optional.of(Form.LOWERED), Execution.sequential()).apply(x).floats();
      List<Callable<float[]>> calls =
          IntStream.range(0, 32)
              .<Callable<float[]>>mapToObj(i -> () -> bound.apply(x).floats())
              .toList();
      for (Future<float[]> result : pool.invokeAll(calls)) {
        assertArrayEquals(alone, result.get());
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void refusalsHoldTheNumbers() {
    Tensor k33 = Tensor.wrap(K, 3, 3);
    refused("spans 3", () -> Convolution.of(k33).forImage(2, 4));
    refused("2 spatial axes", () -> Convolution.of(k33).forImage(4));
    refused("stride on axis 0 is 0", () -> Convolution.of(k33).stride(0).forImage(4, 4));
    refused("3 values for 2 axes", () -> Convolution.of(k33).stride(1, 1, 1).forImage(4, 4));
    refused("smaller than the stride 1", () -> Convolution.of(k33).outputPadding(1).forGrid(2, 2));
    refused(
        "valid sizes range from 5 to 6",
        () -> Convolution.of(k33).stride(2).outputSize(9).forGrid(2, 2));
    refused("belong to the transposed", () -> Convolution.of(k33).outputPadding(1).forImage(4, 4));
    refused("2 groups", () -> Convolution.of(k33).groups(2).forImage(4, 4));
    refused(
        "3 groups must divide both 4 and 3",
        () -> Convolution.of(Tensor.wrap(new double[4], 4, 1, 1)).groups(3).forImage(4));
    refused("no elements", () -> Convolution.of(Tensor.wrap(new double[0], 0, 3)).forImage(4, 4));
    try (BoundConvolution bound = tutorial().on(MINIMAL)) {
      refused("shape 4x5, must have 4x4", () -> bound.apply(Tensor.wrap(new double[20], 4, 5)));
    }
  }

  private static void refused(String part, Runnable call) {
    InvalidInputException e = assertThrows(InvalidInputException.class, call::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(!e.getMessage().contains("\n"), e.getMessage());
  }

  @Test
  void wrapsWithoutCopying() {
    double[] array = {1, 2};
    assertSame(array, Tensor.wrap(array, 2).doubles());
    Convolution c = Convolution.of(Tensor.wrap(K, 3, 3)).forImage(4, 4);
    assertSame(K, c.matrix().structured().weights().doubles());
    assertSame(K, c.matrix().kernelMatrix(0).elements().doubles());
  }
}
