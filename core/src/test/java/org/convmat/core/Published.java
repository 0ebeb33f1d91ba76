package org.convmat.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.dialect.WeightLayout;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.execution.DiscoveredBackend;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;

/** Runs what a framework published, through its strict dialect, on every backend. */
final class Published {

  static final Direction CONV = Direction.CONVOLUTION;
  static final Direction TCONV = Direction.TRANSPOSED;

  private static final List<CheckedBackend> BACKENDS = backends();

  private Published() {}

  /** Every usable backend. */
  static List<CheckedBackend> backends() {
    BackendRegistry registry = BackendRegistry.discover();
    List<CheckedBackend> all =
        registry.backends().stream()
            .filter(DiscoveredBackend::usable)
            .map(b -> registry.select(b.id()))
            .toList();
    assertEquals(2, all.size());
    return all;
  }

  /** Input and expected in convmat's layout, weights in the framework's. */
  static void check(
      Dialect dialect, Direction direction, Tensor x, Tensor w, Parameters p, Tensor expected) {
    check(dialect, dialect.weights(direction), direction, x, w, p, expected);
  }

  /** The same where the framework has a second layout of weights. */
  static void check(
      Dialect dialect,
      WeightLayout layout,
      Direction direction,
      Tensor x,
      Tensor w,
      Parameters p,
      Tensor expected) {
    Tensor weights = layout.toCanonical(w, direction, p.groups());
    ConvolutionBuilder builder = Convolution.of(weights).parameters(p).dialect(dialect, true);
    int[] extents = x.shape().from(2).toArray();
    boolean conv = direction == Direction.CONVOLUTION;
    Convolution convolution = conv ? builder.forImage(extents) : builder.forGrid(extents);
    for (CheckedBackend backend : BACKENDS) {
      try (BoundConvolution bound = convolution.on(backend)) {
        Tensor y = conv ? bound.apply(x) : bound.applyTransposed(x);
        assertEquals(expected.shape(), y.shape());
        assertArrayEquals(expected.doubles(), y.doubles(), 1e-9, backend.id());
      }
    }
  }

  /** The size of a layer's result on one axis. */
  static int size(Dialect dialect, Direction direction, int input, int kernel, Parameters p) {
    var axis = dialect.axes(direction, List.of(input), List.of(kernel), p, true).get(0);
    return direction == CONV ? axis.grid() : axis.image();
  }

  /** Padding at both ends of one axis, or of all. */
  static Padding pad(int begin, int end) {
    return new Padding.Explicit(List.of(new Ends(begin, end)));
  }

  static Tensor ones(int... shape) {
    double[] values = new double[Shape.of(shape).size()];
    Arrays.fill(values, 1);
    return Tensor.wrap(values, shape);
  }
}
