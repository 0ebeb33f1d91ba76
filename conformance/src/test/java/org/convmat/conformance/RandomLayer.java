package org.convmat.conformance;

import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;

/** Random layers, most of them sound; about every fifth has something that may be refused. */
final class RandomLayer {

  private static final List<Padding.Auto> AUTO = List.of(Padding.Auto.values());

  private final Random random;
  private final int axes;

  private RandomLayer(Random random) {
    this.random = random;
    this.axes = 1 + random.nextInt(3);
  }

  /** A layer for ONNX: pads at each end, auto_pad, output_shape. */
  static LayerCase onnx(long seed) {
    return new RandomLayer(new Random(seed)).draw(seed, true);
  }

  /** A layer for PyTorch: symmetric padding, 'same', output_size. */
  static LayerCase pytorch(long seed) {
    return new RandomLayer(new Random(seed)).draw(seed, false);
  }

  private LayerCase draw(long seed, boolean onnx) {
    Direction direction = random.nextBoolean() ? Direction.CONVOLUTION : Direction.TRANSPOSED;
    boolean transposed = direction == Direction.TRANSPOSED;
    List<Integer> extents = ints(1, axes == 1 ? 12 : axes == 2 ? 7 : 4);
    List<Integer> kernel = ints(1, axes == 3 ? 3 : 5);
    List<Integer> stride = ints(1, 4);
    List<Integer> dilation = random.nextInt(3) == 0 ? ints(1, 3) : constant(1);
    int groups = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
    Parameters p =
        Parameters.DEFAULT
            .withStride(Ints.toArray(stride))
            .withDilation(Ints.toArray(dilation))
            .withGroups(groups);
    p = onnx ? onnxPadding(p) : pytorchPadding(p, transposed);
    if (transposed && p.outputSize().isEmpty() && random.nextInt(3) == 0) {
      p = p.withOutputPadding(Ints.toArray(below(stride, random.nextInt(6) == 0 ? 3 : 0)));
    }
    if (transposed && random.nextInt(4) == 0 && p.padding() instanceof Padding.Explicit e) {
      int[] size = sizes(extents, kernel, p, e);
      p = p.withOutputPadding().withOutputSize(size);
      p = onnx ? p.withPadding(Padding.NONE) : p;
      if (onnx && random.nextBoolean()) {
        p = p.withPadding(AUTO.get(random.nextInt(3)));
      }
      if (onnx && random.nextInt(3) == 0) {
        p = p.withOutputPadding(Ints.toArray(below(stride, random.nextInt(8) == 0 ? 1 : 0)));
      }
    }
    int first = groups * (1 + random.nextInt(2));
    int second = 1 + random.nextInt(3);
    int input = transposed ? first : second * groups;
    if (random.nextInt(25) == 0) {
      input += 1;
    }
    if (random.nextInt(25) == 0) {
      first += 1;
    }
    return new LayerCase(
        seed, direction, extents, kernel, p, 1 + random.nextInt(2), input, first, second);
  }

  private Parameters onnxPadding(Parameters p) {
    if (random.nextInt(3) == 0) {
      return p.withPadding(AUTO.get(random.nextInt(3)));
    }
    List<Ends> ends = new ArrayList<>();
    for (int a = 0; a < axes; a++) {
      ends.add(new Ends(random.nextInt(4), random.nextInt(4)));
    }
    if (random.nextInt(15) == 0) {
      ends.set(0, new Ends(-1, 2));
    }
    return p.withPadding(new Padding.Explicit(ends));
  }

  private Parameters pytorchPadding(Parameters p, boolean transposed) {
    if (!transposed && random.nextInt(4) == 0) {
      Parameters unit = random.nextInt(4) == 0 ? p : p.withStride(1);
      return random.nextBoolean()
          ? unit.withPadding(Padding.Auto.SAME_UPPER)
          : p.withPadding(Padding.Auto.VALID);
    }
    List<Ends> ends = new ArrayList<>();
    for (int a = 0; a < axes; a++) {
      int both = random.nextInt(4) - (random.nextInt(30) == 0 ? 1 : 0);
      ends.add(new Ends(both, both));
    }
    return p.withPadding(new Padding.Explicit(ends));
  }

  /** Sizes around those that can be had. */
  private int[] sizes(
      List<Integer> extents, List<Integer> kernel, Parameters p, Padding.Explicit padding) {
    int[] sizes = new int[axes];
    int off = random.nextInt(4) == 0 ? 2 : 0;
    for (int a = 0; a < axes; a++) {
      int stride = p.stride().get(p.stride().size() == 1 ? 0 : a);
      int dilation = p.dilation().get(p.dilation().size() == 1 ? 0 : a);
      Ends ends = padding.axes().get(padding.axes().size() == 1 ? 0 : a);
      int smallest =
          (extents.get(a) - 1) * stride
              + dilation * (kernel.get(a) - 1)
              + 1
              - ends.begin()
              - ends.end();
      sizes[a] = Math.max(1, smallest + random.nextInt(stride) + (a == 0 ? off : 0));
    }
    return sizes;
  }

  private List<Integer> below(List<Integer> stride, int more) {
    List<Integer> values = new ArrayList<>();
    for (int s : stride) {
      values.add(random.nextInt(s) + more);
    }
    return values;
  }

  private List<Integer> ints(int from, int to) {
    return random.ints(axes, from, to + 1).boxed().toList();
  }

  private List<Integer> constant(int value) {
    return java.util.Collections.nCopies(axes, value);
  }
}
