package org.convmat.cli;

import org.convmat.core.dialect.DataLayout;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.WeightLayout;
import org.convmat.core.dialect.WeightLayout.Order;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;

/** Arrays as a dialect's framework lays them out, to and from convmat's own order. */
final class DialectArrays {

  private final Dialect dialect;
  private final Direction direction;

  DialectArrays(Dialect dialect, boolean transposed) {
    this.dialect = dialect;
    this.direction = transposed ? Direction.TRANSPOSED : Direction.CONVOLUTION;
  }

  /** The kernel in convmat's order; one without channels can only be mirrored. */
  NumericArray kernel(NumericArray array, int groups) {
    WeightLayout layout = dialect.weights(direction);
    Tensor weights = array.tensor();
    Shape shape = weights.shape();
    if (isOwn(layout)) {
      return array;
    }
    if (shape.rank() > 2) {
      return with(array, layout.toCanonical(weights, direction, groups));
    }
    if (!layout.mirrored()) {
      return array;
    }
    WeightLayout plain = new WeightLayout(Order.OI_TAPS, true);
    Tensor channelled = weights.reshape(1, 1, shape.size());
    Tensor mirrored = plain.toCanonical(channelled, Direction.CONVOLUTION, 1);
    return with(array, mirrored.reshape(shape.toArray()));
  }

  /** Whether kernels lie as convmat's own do. */
  boolean hasOwnKernels() {
    return isOwn(dialect.weights(direction));
  }

  /** Whether the framework has convmat's own order, so that nothing need be copied. */
  private boolean isOwn(WeightLayout layout) {
    Order own = direction == Direction.CONVOLUTION ? Order.OI_TAPS : Order.IO_TAPS;
    return !layout.mirrored() && layout.order() == own;
  }

  /** What goes in, channels first. */
  NumericArray input(NumericArray array) {
    return lastChannels(array) ? with(array, DataLayout.toChannelsFirst(array.tensor())) : array;
  }

  /** What comes out, as the framework has it. */
  NumericArray output(NumericArray array) {
    return lastChannels(array) ? with(array, DataLayout.toChannelsLast(array.tensor())) : array;
  }

  private boolean lastChannels(NumericArray array) {
    return dialect.channelsLast() && array.shape().rank() > 2;
  }

  private static NumericArray with(NumericArray array, Tensor tensor) {
    return new NumericArray(tensor, array.dtype());
  }
}
