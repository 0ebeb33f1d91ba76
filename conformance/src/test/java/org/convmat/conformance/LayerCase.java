package org.convmat.conformance;

import java.util.List;
import java.util.Random;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;

/** One layer with its data, which a seed replays. Numbers are small integers, so sums are exact. */
record LayerCase(
    long seed,
    Direction direction,
    List<Integer> extents,
    List<Integer> kernel,
    Parameters parameters,
    int batch,
    int inputChannels,
    int weightFirst,
    int weightSecond) {

  boolean transposed() {
    return direction == Direction.TRANSPOSED;
  }

  int axes() {
    return kernel.size();
  }

  Tensor input() {
    return fill(1, shape(batch, inputChannels, extents));
  }

  Tensor weights() {
    return fill(2, shape(weightFirst, weightSecond, kernel));
  }

  private Tensor fill(int salt, Shape shape) {
    Random random = new Random(seed * 31 + salt);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(9) - 4;
    }
    return Tensor.wrap(values, shape.toArray());
  }

  static Shape shape(int first, int second, List<Integer> rest) {
    int[] extents = new int[rest.size() + 2];
    extents[0] = first;
    extents[1] = second;
    for (int a = 0; a < rest.size(); a++) {
      extents[a + 2] = rest.get(a);
    }
    return Shape.of(extents);
  }
}
