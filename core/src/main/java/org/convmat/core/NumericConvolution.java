package org.convmat.core;

import java.util.Optional;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.plan.FormCost;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.Accuracy;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.jspecify.annotations.Nullable;

/**
 * A bound convolution for arrays as files hold them, in one direction, with a bias: the dtype is
 * kept, integers stay exact.
 *
 * <p>The result's dtype is NumPy's promotion of the dtypes of input, kernel and bias ({@link
 * DType#with}). Integers are summed exactly, or refused where a sum is no double; they keep their
 * common type where every result fits it and become int64 where one does not. For integers the
 * products are {@link Accuracy#COMPONENTWISE} whatever the bound convolution allows: only that
 * keeps whole numbers exact.
 *
 * <p>Thread-safe.
 */
public final class NumericConvolution {

  private final BoundConvolution bound;
  private final boolean transposed;
  private final DType kernelType;
  private final Optional<NumericArray> bias;

  /**
   * A convolution in one direction.
   *
   * @param bound the convolution on a backend
   * @param transposed whether to apply the transpose
   * @param kernelType the dtype of the kernel's file
   * @param bias one value for each channel of the result, or null
   * @throws InvalidInputException if the bias does not have as many values
   */
  public NumericConvolution(
      BoundConvolution bound, boolean transposed, DType kernelType, @Nullable NumericArray bias) {
    this.bound = bound;
    this.transposed = transposed;
    this.kernelType = kernelType;
    this.bias = Optional.ofNullable(bias);
    int channels = resultChannels();
    if (bias != null && bias.shape().size() != channels) {
      throw new InvalidInputException(
          "the bias has shape %s, must have %d values, one for each channel of the result",
          bias.shape(), channels);
    }
  }

  /**
   * Applies the convolution, or its transpose, and adds the bias.
   *
   * @throws InvalidInputException if the shape does not fit, or integers cannot stay exact
   */
  public NumericArray apply(NumericArray input) {
    DType type = commonType(input);
    Tensor x = input.tensor().as(type.elementType());
    BoundConvolution product = bound(type);
    Tensor result = transposed ? product.applyTransposed(x) : product.apply(x);
    if (!type.isInteger()) {
      return NumericArray.of(addBias(result.as(type.elementType()), false));
    }
    new ExactIntegers(bound.convolution().matrix(), transposed).correct(x, result);
    addBias(result, true);
    return new NumericArray(result, ExactIntegers.fitting(type, result));
  }

  /** The form in which {@link #apply} multiplies this input, and its cost. */
  public FormCost cost(NumericArray input) {
    int batch = bound.convolution().isPlain() ? 1 : input.shape().extent(0);
    DType type = commonType(input);
    return bound(type).cost(bound.resultType(type.elementType()), batch);
  }

  /** How near to the exact products {@link #apply} comes with this input. */
  public Accuracy accuracy(NumericArray input) {
    return bound(commonType(input)).accuracy();
  }

  private BoundConvolution bound(DType type) {
    return type.isInteger() ? bound.componentwise() : bound;
  }

  private DType commonType(NumericArray input) {
    DType type = input.dtype().with(kernelType);
    return bias.isPresent() ? type.with(bias.get().dtype()) : type;
  }

  private int resultChannels() {
    var geometry = bound.convolution().geometry();
    return transposed ? geometry.imageChannels() : geometry.gridChannels();
  }

  private Tensor addBias(Tensor result, boolean exact) {
    if (bias.isPresent()) {
      Elements values = bias.get().tensor().elements();
      int channels = resultChannels();
      int plane =
          result.shape().size()
              / channels
              / (bound.convolution().isPlain() ? 1 : result.shape().extent(0));
      for (int start = 0, c = 0; start < result.shape().size(); start += plane) {
        addTo(result.elements(), start, start + plane, values.get(c), exact);
        c = c + 1 == channels ? 0 : c + 1;
      }
    }
    return result;
  }

  private static void addTo(Elements elements, int from, int to, double value, boolean exact) {
    if (elements.type() == ElementType.FLOAT) {
      float[] cells = elements.floats();
      float summand = (float) value;
      for (int i = from; i < to; i++) {
        cells[i] += summand;
      }
    } else {
      double[] cells = elements.doubles();
      for (int i = from; i < to; i++) {
        double sum = cells[i] + value;
        if (exact && ExactIntegers.roundingError(cells[i], value, sum) != 0) {
          throw new InvalidInputException(
              "the sum of %s and the bias %s is not exact in a double; give float64 arrays if"
                  + " rounding is welcome",
              (long) cells[i], (long) value);
        }
        cells[i] = sum;
      }
    }
  }
}
