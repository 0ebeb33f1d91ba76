package org.convmat.core.dialect;

import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.Elements;

/**
 * How a framework stores a layer's weights. O is the channels of the layer's result, I those of its
 * input; convmat's own order is (O, I/groups, taps...) for a convolution and (I, O/groups, taps...)
 * for a transposed one, which is one memory order of one matrix.
 *
 * @param order of the axes
 * @param mirrored whether the taps run backwards
 */
public record WeightLayout(Order order, boolean mirrored) {

  /** The order of the axes; of the two channel axes, one is divided by the groups. */
  public enum Order {
    /** (O, I/groups, taps...): PyTorch's and ONNX's convolution, oneDNN's both (OIHW). */
    OI_TAPS(true, true),
    /** (I, O/groups, taps...): PyTorch's and ONNX's transposed convolution (IOHW). */
    IO_TAPS(true, false),
    /** (taps..., I/groups, O): Keras', JAX's and MATLAB's convolution (HWIO). */
    TAPS_IO(false, true),
    /** (taps..., O, I): Keras' and MATLAB's transposed convolution (HWOI). */
    TAPS_OI(false, false);

    private final boolean tapsLast;
    private final boolean wholeIsResult;

    Order(boolean tapsLast, boolean wholeIsResult) {
      this.tapsLast = tapsLast;
      this.wholeIsResult = wholeIsResult;
    }
  }

  /** The layout of a direction, taps forwards. */
  static WeightLayout of(Direction direction, Order convolution, Order transposed) {
    return of(direction == Direction.CONVOLUTION ? convolution : transposed);
  }

  /** A layout whose taps run forwards. */
  static WeightLayout of(Order order) {
    return new WeightLayout(order, false);
  }

  /**
   * The weights in convmat's order.
   *
   * @param weights in this layout, rank 3 or more
   * @return a new tensor
   * @throws InvalidInputException if the rank or the groups do not fit
   */
  public Tensor toCanonical(Tensor weights, Direction direction, int groups) {
    Shape shape = weights.shape();
    int rank = shape.rank();
    if (rank < 3) {
      throw new InvalidInputException(
          "weights of shape %s have no taps; they need two channel axes and the taps", shape);
    }
    int whole = shape.extent(order.tapsLast ? 0 : rank - 1);
    int part = shape.extent(order.tapsLast ? 1 : rank - 2);
    if (groups < 1 || whole % groups != 0) {
      throw new InvalidInputException(
          "%d groups do not divide the %d channels of weights %s", groups, whole, shape);
    }
    boolean regroup = order.wholeIsResult != (direction == Direction.CONVOLUTION);
    int[] extents = new int[rank];
    extents[0] = regroup ? part * groups : whole;
    extents[1] = regroup ? whole / groups : part;
    int taps = 1;
    for (int a = 2; a < rank; a++) {
      extents[a] = shape.extent(order.tapsLast ? a : a - 2);
      taps *= extents[a];
    }
    Elements source = weights.elements();
    Elements target = Elements.allocate(source.type(), source.length());
    int perGroup = whole / groups;
    for (int w = 0; w < whole; w++) {
      for (int p = 0; p < part; p++) {
        int first = regroup ? w / perGroup * part + p : w;
        int second = regroup ? w % perGroup : p;
        for (int t = 0; t < taps; t++) {
          int from = mirrored ? taps - 1 - t : t;
          target.set(
              (first * extents[1] + second) * taps + t,
              source.get(
                  order.tapsLast ? (w * part + p) * taps + from : (from * part + p) * whole + w));
        }
      }
    }
    return Tensor.wrap(target, Shape.of(extents));
  }
}
