package org.convmat.view.explorer;

import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.tensor.Tensor;

/** A layer drawn at random; about half of them a dialect refuses. */
record RandomLayer(
    boolean transposed,
    Dialect dialect,
    boolean strict,
    boolean flip,
    Parameters parameters,
    Tensor input,
    Tensor kernel,
    List<Integer> probes) {

  private static final List<Padding> AUTO =
      List.of(Padding.Auto.SAME_UPPER, Padding.Auto.SAME_LOWER, Padding.Auto.VALID);

  static RandomLayer draw(Random random) {
    int axes = 1 + Math.min(random.nextInt(20) / 8, 2);
    boolean transposed = random.nextBoolean();
    Dialect dialect = Dialects.all().get(random.nextInt(Dialects.all().size()));
    int[] input = IntStream.range(0, axes).map(a -> 1 + random.nextInt(9)).toArray();
    int[] kernel = IntStream.range(0, axes).map(a -> 1 + random.nextInt(5)).toArray();
    return new RandomLayer(
        transposed,
        dialect,
        random.nextInt(3) != 0,
        random.nextInt(4) == 0,
        parameters(random, axes, dialect, transposed),
        tensor(random, input),
        tensor(random, kernel),
        IntStream.range(0, 6).map(i -> random.nextInt(1 << 20)).boxed().toList());
  }

  private static Parameters parameters(Random random, int axes, Dialect dialect, boolean trans) {
    Parameters parameters =
        Parameters.DEFAULT
            .withStride(ints(random, axes, random.nextInt(40) == 0 ? 0 : 1, 4))
            .withDilation(
                ints(random, axes, dialect.stated(1) - (random.nextInt(40) == 0 ? 1 : 0), 3))
            .withPadding(padding(random, axes));
    if (random.nextInt(trans ? 3 : 20) == 0) {
      parameters = parameters.withOutputPadding(ints(random, axes, random.nextInt(9) / 8 - 1, 4));
    }
    if (random.nextInt(trans ? 5 : 40) == 0) {
      parameters = parameters.withOutputSize(ints(random, axes, 1, 14));
    }
    return parameters;
  }

  private static Padding padding(Random random, int axes) {
    if (random.nextInt(4) == 0) {
      return AUTO.get(random.nextInt(AUTO.size()));
    }
    boolean symmetric = random.nextBoolean();
    int least = random.nextInt(3) == 0 ? -2 : 0;
    List<Ends> ends = new ArrayList<>();
    for (int a = 0; a < axes; a++) {
      int begin = least + random.nextInt(4);
      ends.add(new Ends(begin, symmetric ? begin : least + random.nextInt(4)));
    }
    return new Padding.Explicit(ends);
  }

  private static int[] ints(Random random, int axes, int least, int count) {
    boolean mostlyLeast = random.nextBoolean();
    return IntStream.range(0, axes)
        .map(a -> mostlyLeast ? least : least + random.nextInt(count))
        .toArray();
  }

  private static Tensor tensor(Random random, int... shape) {
    double[] values = new double[IntStream.of(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextBoolean() ? random.nextGaussian() : random.nextInt(19) - 9;
    }
    return Tensor.wrap(values, shape);
  }

  /** The extents of the input. */
  List<Integer> extents() {
    return Ints.asList(input.shape().toArray());
  }

  /** The extents of the kernel. */
  List<Integer> taps() {
    return Ints.asList(kernel.shape().toArray());
  }
}
