package org.convmat.core.io;

import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.spi.Elements;

/** Integer dtypes are held as doubles; before they become integers again, each one is checked. */
final class WholeNumbers {

  private WholeNumbers() {}

  /** Refuses an array of an integer dtype with an element that the dtype cannot hold. */
  static void require(Source source, NumericArray array) {
    DType dtype = array.dtype();
    if (!dtype.isInteger()) {
      return;
    }
    Elements elements = array.tensor().elements();
    for (int i = 0; i < elements.length(); i++) {
      double value = elements.get(i);
      if (!holds(dtype, value)) {
        throw source.refuse(
            "%s at %s is not a value of %s; choose another dtype",
            value, ArrayLimits.index(array.shape(), i), dtype);
      }
    }
  }

  /** Whether the value is whole and in the dtype's range. */
  static boolean holds(DType dtype, double value) {
    return value == Math.rint(value)
        && dtype.holds(value)
        && (dtype != DType.BOOL || value <= 1); // its one byte could hold more
  }
}
