package org.convmat.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Contribution;
import org.convmat.core.explain.EvenChanges;
import org.convmat.core.explain.EvenChanges.Change;
import org.convmat.core.explain.EvenChanges.Parameter;
import org.convmat.core.explain.EvenKernel;
import org.convmat.core.explain.Overlap;
import org.convmat.core.explain.Side;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Boundary;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.Elements;
import org.junit.jupiter.api.Test;

/** Held against loops over every grid position and tap, which know nothing of classes or phases. */
class OverlapTest {

  private static final int CASES = 3000;

  private static int[] counts(int grid, int kernel, int stride) {
    int image = (grid - 1) * stride + kernel;
    Geometry geometry =
        new Geometry(List.of(new ConvolutionAxis(image, grid, kernel, stride, 1, 0)), 1, 1, 1);
    Overlap overlap = Overlap.of(geometry);
    int[] counts = new int[image];
    for (int i = 0; i < image; i++) {
      counts[i] = (int) overlap.at(Cell.at(i)).terms();
    }
    return counts;
  }

  @Test
  void theCountsOfTheLiterature() {
    assertArrayEquals(new int[] {1, 1, 2, 1, 2, 1, 2, 1, 1}, counts(4, 3, 2));
    assertArrayEquals(new int[] {1, 1, 2, 2, 2, 2, 2, 2, 1, 1}, counts(4, 4, 2));
  }

  private static Geometry random(Random random, Boundary boundary) {
    List<ConvolutionAxis> axes = new ArrayList<>();
    int rank = 1 + random.nextInt(2);
    for (int a = 0; a < rank; a++) {
      axes.add(
          new ConvolutionAxis(
              1 + random.nextInt(14),
              1 + random.nextInt(7),
              1 + random.nextInt(5),
              1 + random.nextInt(4),
              1 + random.nextInt(3),
              random.nextInt(11) - 4));
    }
    int groups = 1 + random.nextInt(2);
    return new Geometry(
        axes, groups * (1 + random.nextInt(2)), groups * (1 + random.nextInt(2)), groups, boundary);
  }

  private static ConvolutionMatrix matrix(Random random, Geometry geometry) {
    double[] weights = new double[(int) geometry.weights()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextInt(19) - 9;
    }
    return new ConvolutionMatrix(geometry, Elements.of(weights));
  }

  /** Sums are those of the columns of C; counts are what loops count. */
  @Test
  void everyCellGetsWhatLoopsAdd() {
    Random random = new Random(1);
    Boundary[] boundaries = Boundary.values();
    for (int n = 0; n < CASES; n++) {
      Boundary boundary =
          n % 4 == 0 ? boundaries[random.nextInt(boundaries.length)] : Boundary.ZERO;
      Geometry geometry = random(random, boundary);
      ConvolutionMatrix matrix = matrix(random, geometry);
      Overlap overlap = Overlap.of(matrix);
      Overlap unweighted = Overlap.of(geometry);
      CsrMatrix csr = matrix.sparse();
      double[] sums = new double[csr.columns()];
      for (int e = 0; e < csr.entries(); e++) {
        sums[csr.columnIndices()[e]] += csr.values().get(e);
      }
      long[] terms = boundary == Boundary.ZERO ? loops(geometry) : new long[0];
      for (int column = 0; column < sums.length; column++) {
        Cell cell = Side.IMAGE.cell(geometry, column);
        Contribution contribution = overlap.at(cell);
        assertEquals(sums[column], contribution.sum(), geometry::toString);
        assertTrue(contribution.magnitude() >= Math.abs(contribution.sum()));
        if (terms.length > 0) {
          int position = column % (int) geometry.imagePositions();
          assertEquals(terms[position], contribution.terms(), geometry::toString);
          assertEquals(terms[position], unweighted.at(cell).terms());
        }
      }
    }
  }

  private static long[] loops(Geometry geometry) {
    long[] all = {1};
    for (ConvolutionAxis axis : geometry.axes()) {
      long[] own = new long[axis.image()];
      for (int o = 0; o < axis.grid(); o++) {
        for (int t = 0; t < axis.kernel(); t++) {
          int i = o * axis.stride() + t * axis.dilation() - axis.offset();
          if (i >= 0 && i < axis.image()) {
            own[i]++;
          }
        }
      }
      long[] next = new long[all.length * own.length];
      for (int i = 0; i < next.length; i++) {
        next[i] = all[i / own.length] * own[i % own.length];
      }
      all = next;
    }
    return all;
  }

  /** The middle of a grid so large that its ends are far away is the interior of every phase. */
  @Test
  void phasesAreTheMiddleOfALargeGrid() {
    Random random = new Random(2);
    for (int n = 0; n < CASES; n++) {
      int stride = 1 + random.nextInt(5);
      int kernel = 1 + random.nextInt(7);
      int dilation = 1 + random.nextInt(4);
      int offset = 20 + random.nextInt(31);
      Geometry geometry =
          new Geometry(
              List.of(new ConvolutionAxis(60 * stride, 120, kernel, stride, dilation, offset)),
              1,
              1,
              1);
      ConvolutionMatrix matrix = matrix(random, geometry);
      Overlap overlap = Overlap.of(matrix);
      Set<Long> counts = new HashSet<>();
      Map<Integer, Double> sums = new HashMap<>();
      for (int i = 30 * stride; i < 33 * stride; i++) {
        Contribution middle = overlap.at(Cell.at(i));
        assertTrue(overlap.interior(List.of(i)), geometry::toString);
        assertEquals(middle, overlap.interior(0, List.of(i % stride)));
        counts.add(middle.terms());
        sums.put(i % stride, middle.sum());
      }
      assertEquals(counts.size() == 1, overlap.even(), geometry::toString);
      assertEquals(counts.size() == 1, EvenChanges.even(geometry.axes().get(0)));
      assertEquals(new HashSet<>(sums.values()).size() == 1, overlap.even(0));
      assertEquals(
          (double) counts.stream().min(Long::compare).orElseThrow()
              / counts.stream().max(Long::compare).orElseThrow(),
          overlap.uniformity());
    }
  }

  @Test
  void everyChangeSufficesAndNoSmallerOneDoes() {
    Random random = new Random(3);
    int changes = 0;
    for (int n = 0; n < 500; n++) {
      ConvolutionAxis axis =
          new ConvolutionAxis(
              50, 10, 1 + random.nextInt(9), 1 + random.nextInt(6), 1 + random.nextInt(4), 3);
      for (Change change : EvenChanges.of(axis)) {
        changes++;
        int step = Integer.signum(change.to() - change.from());
        for (int value = change.from(); value != change.to(); value += step) {
          assertFalse(EvenChanges.even(changed(axis, change.parameter(), value)));
        }
        assertTrue(EvenChanges.even(changed(axis, change.parameter(), change.to())));
      }
      boolean even =
          axis.stride() == 1
              || (axis.kernel() % axis.stride() == 0 && gcd(axis.dilation(), axis.stride()) == 1);
      assertEquals(even, EvenChanges.of(axis).isEmpty() && EvenChanges.even(axis));
    }
    assertTrue(changes > 500);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static ConvolutionAxis changed(ConvolutionAxis axis, Parameter parameter, int value) {
    return new ConvolutionAxis(
        axis.image(),
        axis.grid(),
        parameter == Parameter.KERNEL ? value : axis.kernel(),
        parameter == Parameter.STRIDE ? value : axis.stride(),
        parameter == Parameter.DILATION ? value : axis.dilation(),
        axis.offset());
  }

  /** The nearest even kernel is even for every pair of channels, and no step from it is nearer. */
  @Test
  void theNearestEvenKernelIsEvenAndNearest() {
    Random random = new Random(4);
    int found = 0;
    for (int n = 0; n < 500; n++) {
      ConvolutionMatrix matrix = matrix(random, random(random, Boundary.ZERO));
      EvenKernel even = EvenKernel.nearest(matrix).orElse(null);
      boolean gaps = Overlap.of(matrix).uniformity() == 0;
      assertEquals(gaps, even == null);
      if (even == null) {
        continue;
      }
      found++;
      Geometry geometry = matrix.geometry();
      Overlap evened = Overlap.of(new ConvolutionMatrix(geometry, even.weights()));
      for (int channel = 0; channel < geometry.imageChannels(); channel++) {
        for (List<Integer> phase : evened.phases()) {
          assertEquals(
              evened.interior(channel, evened.phases().get(0)).sum(),
              evened.interior(channel, phase).sum(),
              1e-9);
        }
      }
      requireNearest(matrix, even, random);
    }
    assertTrue(found > 100);
  }

  /** By Pythagoras: the difference is at a right angle to every difference of even kernels. */
  private static void requireNearest(ConvolutionMatrix matrix, EvenKernel even, Random random) {
    ConvolutionMatrix other = matrix(random, matrix.geometry());
    Elements direction = EvenKernel.nearest(other).orElseThrow().weights();
    double dot = 0;
    double square = 0;
    double whole = 0;
    for (int i = 0; i < direction.length(); i++) {
      double change = even.weights().get(i) - matrix.weights().get(i);
      dot += change * direction.get(i);
      square += change * change;
      whole += matrix.weights().get(i) * matrix.weights().get(i);
    }
    assertEquals(0, dot, 1e-8);
    assertEquals(whole == 0 ? 0 : Math.sqrt(square / whole), even.change(), 1e-12);
  }

  @Test
  void whatIsTooLargeIsRefused() {
    Geometry geometry =
        new Geometry(List.of(new ConvolutionAxis(2_000_000, 10, 3, 2, 1, 0)), 1, 1, 1);
    assertThrows(InvalidInputException.class, () -> Overlap.of(geometry));
  }
}
