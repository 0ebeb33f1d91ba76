package org.convmat.backend.vector;

import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/**
 * The innermost loops of {@link RowFolds}, written once for floats and once for doubles. Stateless
 * and thread-safe.
 *
 * <p>Sums of pairs become sums by adding neighbours, {@code target[i] = pairs[2*i] + pairs[2*i + 1]
 * + singles[2*i]}; the other half of {@code singles} is not used.
 */
abstract class FoldLoops {

  /** The loops of an element type. */
  static FoldLoops of(ElementType type) {
    return type == ElementType.FLOAT ? FloatFolds.INSTANCE : DoubleFolds.INSTANCE;
  }

  /**
   * {@code rows} rows of {@code count} sums, a vector or more, {@code sourceStep} and {@code
   * targetStep} apart, of three pairs and three singles each. {@code pairs[j] = sum over n of
   * patterns[pairs.pattern(n) + j mod lanes] * source[start + pairs.offset(n) + j]}, likewise the
   * singles: each a chain of fused multiply-adds with n ascending, the second of which goes on
   * where neighbours of the first were added.
   */
  abstract void threes(
      Elements patterns,
      RowTerms pairs,
      RowTerms singles,
      Elements source,
      int start,
      int sourceStep,
      Elements target,
      int position,
      int targetStep,
      int rows,
      int count);

  /**
   * {@code rows} rows of {@code count} sums, a vector or more, of pairs and singles that lie in a
   * buffer, the rows of both {@code fromStep} apart.
   */
  abstract void fold(
      Elements buffer,
      int pairs,
      int singles,
      int fromStep,
      Elements target,
      int position,
      int targetStep,
      int rows,
      int count);

  /** The same without singles. */
  abstract void fold(
      Elements buffer,
      int pairs,
      int fromStep,
      Elements target,
      int position,
      int targetStep,
      int rows,
      int count);
}
