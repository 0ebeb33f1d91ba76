package org.convmat.core.io;

import com.google.common.primitives.ImmutableLongArray;
import java.util.Arrays;
import java.util.function.Supplier;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in a text file, taken one by one. They are integers (int64, or uint64 if one needs it) if
 * every token is one, else float64. An integer that a double cannot hold makes an all-integer file
 * unreadable, while among floats it is rounded as any float is.
 */
final class NumberCollector {

  private final Source source;
  private final Supplier<String> position;
  private final String remedy;
  private double[] values = new double[16];
  private int size;
  private boolean allIntegers = true;
  private boolean needsUnsigned;
  private boolean negative;
  private @Nullable String inexact;

  /**
   * For one file.
   *
   * @param position where the token is that is being added, as in {@code "row 1, column 2"}
   * @param remedy what to say to someone whose token is no number
   */
  NumberCollector(Source source, Supplier<String> position, String remedy) {
    this.source = source;
    this.position = position;
    this.remedy = remedy;
  }

  /** How many numbers there are. */
  int size() {
    return size;
  }

  /** Appends a number. */
  void add(String token) {
    if (NumberText.isInteger(token)) {
      addInteger(token);
      return;
    }
    if (!NumberText.isNumber(token)) {
      throw source.refuse(
          "%s: %s is not a number; %s", position.get(), Source.quote(token), remedy);
    }
    double value = NumberText.parse(token);
    if (NumberText.overflows(token, value)) {
      throw source.refuse(
          "%s: %s exceeds the largest double, %s",
          position.get(), Source.quote(token), Double.MAX_VALUE);
    }
    allIntegers = false;
    append(value);
  }

  private void addInteger(String token) {
    double value = NumberText.parse(token) + 0.0; // an integer -0 is 0
    if (inexact == null && !NumberText.isExact(token, value)) {
      inexact = position.get() + ": integer " + Source.quote(token);
    }
    needsUnsigned |= value >= 0x1p63;
    negative |= value < 0;
    if (Double.isInfinite(value)) {
      throw source.refuse(
          "%s: %s exceeds the largest double, %s",
          position.get(), Source.quote(token), Double.MAX_VALUE);
    }
    append(value);
  }

  private void append(double value) {
    if (size == values.length) {
      long longer = Math.min(Integer.MAX_VALUE - 8L, 2L * size);
      if (longer == size) {
        throw source.refuse("holds more than %d numbers", size);
      }
      values = Arrays.copyOf(values, (int) longer);
    }
    values[size++] = value;
  }

  /** Appends an earlier number, or its negative, once more. */
  void repeat(int index, boolean negated) {
    append(negated ? 0.0 - values[index] : values[index]);
  }

  /** The type of all these numbers together: float64 if there are none. */
  DType dtype() {
    if (!allIntegers || size == 0) {
      return DType.FLOAT64;
    }
    if (inexact != null) {
      throw source.refuse(
          "%s is not exact in a double, which holds integers up to %d; write it with a decimal point to accept rounding",
          inexact, 1L << 53);
    }
    if (needsUnsigned && negative) {
      throw source.refuse("holds negative integers and others from 2^63 on, no integer type does");
    }
    return needsUnsigned ? DType.UINT64 : DType.INT64;
  }

  /** The numbers in an array of their own. */
  double[] toArray() {
    return values.length == size ? values : Arrays.copyOf(values, size);
  }

  /** All numbers as an array whose extents have as many elements as there are numbers. */
  NumericArray toArray(long... extents) {
    Shape shape = ArrayLimits.shape(source, ImmutableLongArray.copyOf(extents), DType.FLOAT64);
    return new NumericArray(Tensor.wrap(toArray(), shape.toArray()), dtype());
  }
}
