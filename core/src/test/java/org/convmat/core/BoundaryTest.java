package org.convmat.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Boundary;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.plan.Form;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.ElementType;
import org.convmat.spi.Execution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A convolution with a boundary is numpy.pad (reflect, symmetric, edge, wrap) and the plain
 * convolution, in every form on every backend; its transpose is the exact adjoint. 1,000 random
 * cases each.
 */
class BoundaryTest {

  private static final List<CheckedBackend> BACKENDS = Published.backends();

  @ParameterizedTest
  @EnumSource
  void equalsPaddingAndThePlainConvolution(Boundary boundary) {
    for (int seed = 0; seed < 1000; seed++) {
      check(boundary, new Random(seed));
    }
  }

  private static void check(Boundary boundary, Random random) {
    int axes = 1 + random.nextInt(3);
    int groups = 1 + random.nextInt(2);
    int[] image = random.ints(axes, 1, axes == 1 ? 12 : axes == 2 ? 6 : 4).toArray();
    int[] kernel = random.ints(axes, 1, 4).toArray();
    int[] stride = random.ints(axes, 1, 3).toArray();
    int[] dilation = random.ints(axes, 1, 3).toArray();
    List<Ends> ends = new ArrayList<>();
    for (int a = 0; a < axes; a++) {
      int span = dilation[a] * (kernel[a] - 1) + 1;
      ends.add(new Ends(random.nextInt(5), Math.max(span - image[a], 0) + random.nextInt(5)));
    }
    Tensor w = fill(random, shape(groups, 1 + random.nextInt(2), kernel));
    ConvolutionBuilder builder = Convolution.of(w).stride(stride).dilation(dilation).groups(groups);
    Convolution folded =
        builder.boundary(boundary).padding(new Padding.Explicit(ends)).forImage(image);
    Tensor x = fill(random, folded.imageShape(2));
    Tensor v = fill(random, folded.gridShape(2));
    Tensor padded = pad(x, ends, boundary);
    Convolution plain = builder.forImage(padded.shape().from(2).toArray());
    Geometry plainGeometry = plain.geometry();
    double[] expected =
        Oracle.multiply(plainGeometry, plain.matrix().weights(), padded.elements(), 2, false)
            .values();
    for (CheckedBackend backend : BACKENDS) {
      for (Form form : List.of(Form.DENSE, Form.SPARSE, Form.LOWERED)) {
        try (BoundConvolution bound =
            folded.on(backend, Optional.of(form), Execution.sequential())) {
          Tensor y = bound.apply(x);
          String where = backend.id() + " " + boundary + " " + form + " " + folded.geometry();
          assertArrayEquals(expected, y.doubles(), 1e-9, where);
          double left = dot(y, v);
          double right = dot(x, bound.applyTransposed(v));
          assertEquals(left, right, 1e-9 * (1 + Math.abs(left)), where);
        }
      }
    }
    assertEquals(folded.geometry().entries(), folded.matrix().sparse().entries());
  }

  private static Shape shape(int groups, int perGroup, int[] kernel) {
    int[] extents = new int[kernel.length + 2];
    extents[0] = groups * 2;
    extents[1] = perGroup;
    System.arraycopy(kernel, 0, extents, 2, kernel.length);
    return Shape.of(extents);
  }

  private static Tensor fill(Random random, Shape shape) {
    return RandomConvolution.fill(random, ElementType.DOUBLE, shape, false);
  }

  private static double dot(Tensor a, Tensor b) {
    double sum = 0;
    for (int i = 0; i < a.shape().size(); i++) {
      sum += a.elements().get(i) * b.elements().get(i);
    }
    return sum;
  }

  /** numpy.pad over the spatial axes, by walking outwards cell by cell. */
  private static Tensor pad(Tensor x, List<Ends> ends, Boundary boundary) {
    int[] extents = x.shape().toArray();
    for (int a = 0; a < ends.size(); a++) {
      extents[a + 2] += ends.get(a).begin() + ends.get(a).end();
    }
    Tensor padded = Tensor.zeros(ElementType.DOUBLE, Shape.of(extents));
    for (int i = 0; i < padded.shape().size(); i++) {
      int rest = i;
      int from = 0;
      int scale = 1;
      for (int a = extents.length - 1; a >= 0; a--) {
        int n = x.shape().extent(a);
        int at = rest % extents[a] - (a < 2 ? 0 : ends.get(a - 2).begin());
        int source = walk(at, n, boundary);
        from = source < 0 || from < 0 ? -1 : from + source * scale;
        scale *= n;
        rest /= extents[a];
      }
      padded.elements().set(i, from < 0 ? 0 : x.elements().get(from));
    }
    return padded;
  }

  /** Step by step from cell 0, turning round or jumping at the ends. */
  private static int walk(int at, int n, Boundary boundary) {
    if (at >= 0 && at < n) {
      return at;
    }
    if (boundary == Boundary.ZERO) {
      return -1;
    }
    int cell = 0;
    int direction = at < 0 ? -1 : 1;
    for (int step = 0; step < Math.abs(at); step++) {
      int next = cell + direction;
      if (next < 0 || next >= n) {
        switch (boundary) {
          case REPLICATE -> next = cell;
          case CIRCULAR -> next = next < 0 ? n - 1 : 0;
          case SYMMETRIC -> {
            next = cell;
            direction = -direction;
          }
          default -> {
            direction = -direction;
            next = n == 1 ? 0 : cell + direction;
          }
        }
      }
      cell = next;
    }
    return cell;
  }

  @Test
  void namesAndPictures() {
    assertEquals(Boundary.REPLICATE, Boundary.of("edge"));
    assertEquals(Boundary.REFLECT, Boundary.of("mirror"));
    assertEquals(Boundary.CIRCULAR, Boundary.of("Wrap"));
    assertEquals("c b|a b c|b a", Boundary.REFLECT.picture());
    assertThrows(InvalidInputException.class, () -> Boundary.of("antireflective"));
    String abc = "abc";
    for (Boundary boundary : Boundary.values()) {
      StringBuilder picture = new StringBuilder();
      for (int i = -2; i < 5; i++) {
        int cell = walk(i, 3, boundary);
        picture.append(cell < 0 ? '0' : abc.charAt(cell)).append(i == -1 || i == 2 ? '|' : ' ');
      }
      assertEquals(boundary.picture(), picture.toString().trim());
    }
  }

  @Test
  void aStructuredOperandHasNoBoundary() {
    Geometry geometry =
        new Geometry(List.of(new ConvolutionAxis(4, 4, 3, 1, 1, 1)), 1, 1, 1, Boundary.REFLECT);
    Convolution convolution =
        new Convolution(
            new org.convmat.core.matrix.ConvolutionMatrix(
                geometry, Tensor.wrap(new double[3], 3).elements()),
            true);
    assertThrows(InvalidInputException.class, () -> convolution.matrix().structured());
  }
}
