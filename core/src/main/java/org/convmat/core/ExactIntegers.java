package org.convmat.core;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Boundary;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.geometry.RowRuns;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.Elements;

/**
 * Keeps products of integers exact. Sums of integers up to 2<sup>53</sup> in magnitude are exact in
 * a double in any order, and a bound on the sums settles almost every case. Where the bound is
 * exceeded, every sum is formed again in 128-bit integers and replaces what the backend rounded, or
 * is refused if it is no double.
 */
final class ExactIntegers {

  private static final double EXACT = 0x1p53;

  /** Sums below this fit 128 bits with their sign. */
  private static final double WIDE = 0x1p126;

  private final ConvolutionMatrix matrix;
  private final boolean transposed;

  ExactIntegers(ConvolutionMatrix matrix, boolean transposed) {
    this.matrix = matrix;
    this.transposed = transposed;
  }

  /**
   * Makes {@code result} the exact product.
   *
   * @throws InvalidInputException if an exact sum is not representable as a double
   */
  void correct(Tensor input, Tensor result) {
    double largestInput = largest(input.elements());
    double bound = largestInput * largestSumOfWeights() * timesAWeightMeetsACell();
    if (bound <= EXACT) {
      return;
    }
    double largestFactor = Math.max(largestInput, largest(matrix.weights()));
    if (bound >= WIDE || largestFactor >= 0x1p63) {
      throw new InvalidInputException(
          "integer sums of up to %s cannot be kept exact; give float64 arrays if rounding is"
              + " welcome",
          bound);
    }
    int inputSize = Math.toIntExact(transposed ? geometry().rows() : geometry().columns());
    for (int batch = 0; batch * inputSize < input.shape().size(); batch++) {
      correct(input.elements(), batch * inputSize, result.elements(), batch);
    }
  }

  /** The common type if it holds every result, else int64; refused if that does not either. */
  static DType fitting(DType type, Tensor result) {
    boolean common = true;
    for (double value : result.doubles()) {
      common &= type.holds(value);
      if (!DType.INT64.holds(value) && !type.holds(value)) {
        throw new InvalidInputException(
            "the sum %s fits neither %s nor int64; give float64 arrays if rounding is welcome",
            new BigDecimal(value).toBigInteger(), type);
      }
    }
    return common ? type : DType.INT64;
  }

  /** The exact error of {@code sum = a + b}; Knuth, TAOCP vol. 2, 4.2.2, theorem B. */
  static double roundingError(double a, double b, double sum) {
    double bPart = sum - a;
    return (a - (sum - bPart)) + (b - bPart);
  }

  private Geometry geometry() {
    return matrix.geometry();
  }

  private static double largest(Elements elements) {
    double largest = 0;
    for (int i = 0; i < elements.length(); i++) {
      largest = Math.max(largest, Math.abs(elements.get(i)));
    }
    return largest;
  }

  /** No sum has more weights than one channel of the result joins. */
  private double largestSumOfWeights() {
    int taps = (int) geometry().tapCount();
    int perGroup = geometry().imageChannelsPerGroup();
    double[] sums = new double[transposed ? geometry().imageChannels() : geometry().gridChannels()];
    Elements weights = matrix.weights();
    for (int i = 0; i < weights.length(); i++) {
      int gridChannel = i / taps / perGroup;
      int channel = transposed ? imageChannel(gridChannel, i / taps % perGroup) : gridChannel;
      sums[channel] += Math.abs(weights.get(i));
    }
    return largest(Elements.of(sums));
  }

  /** A boundary can bring one tap from many grid positions to one cell of the image. */
  private double timesAWeightMeetsACell() {
    boolean folds = transposed && geometry().boundary() != Boundary.ZERO;
    return folds ? geometry().gridPositions() : 1;
  }

  private int imageChannel(int gridChannel, int withinGroup) {
    int group = gridChannel / geometry().gridChannelsPerGroup();
    return group * geometry().imageChannelsPerGroup() + withinGroup;
  }

  private void correct(Elements input, int inputStart, Elements result, int batch) {
    WideSums sums =
        new WideSums(Math.toIntExact(transposed ? geometry().columns() : geometry().rows()));
    int perGroup = geometry().imageChannelsPerGroup();
    int grid = (int) geometry().gridPositions();
    int image = (int) geometry().imagePositions();
    int tapCount = (int) geometry().tapCount();
    for (int p = 0; p < geometry().channelPairs(); p++) {
      int pair = p;
      int rowBase = pair / perGroup * grid;
      int columnBase = imageChannel(pair / perGroup, pair % perGroup) * image;
      new RowRuns(geometry())
          .visit(
              (firstRow, count, length, columns, taps, step) -> {
                for (int j = 0; j < count; j++) {
                  for (int e = 0; e < length; e++) {
                    int row = rowBase + firstRow + j;
                    int column = columnBase + columns[e] + j * step;
                    long weight = (long) matrix.weights().get(pair * tapCount + taps[e]);
                    long value = (long) input.get(inputStart + (transposed ? row : column));
                    sums.addProduct(transposed ? column : row, weight, value);
                  }
                }
              });
    }
    sums.store(result, batch);
  }

  /** Sums in 128-bit two's complement. */
  private static final class WideSums {
    private final long[] high;
    private final long[] low;

    WideSums(int count) {
      this.high = new long[count];
      this.low = new long[count];
    }

    void addProduct(int i, long a, long b) {
      long productLow = a * b;
      long sum = low[i] + productLow;
      long carry = Long.compareUnsigned(sum, productLow) < 0 ? 1 : 0;
      low[i] = sum;
      high[i] += Math.multiplyHigh(a, b) + carry;
    }

    void store(Elements result, int batch) {
      for (int i = 0; i < low.length; i++) {
        BigInteger exact =
            BigInteger.valueOf(high[i])
                .shiftLeft(Long.SIZE)
                .add(new BigInteger(Long.toUnsignedString(low[i])));
        double value = exact.doubleValue();
        if (!new BigDecimal(value).toBigInteger().equals(exact)) {
          throw new InvalidInputException(
              "the sum %s (element %d of result %d) is not exact in a double, which holds integers"
                  + " up to 2^53 exactly; give float64 arrays if rounding is welcome",
              exact, i, batch);
        }
        result.set(batch * low.length + i, value);
      }
    }
  }
}
