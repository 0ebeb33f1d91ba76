package org.convmat.core.tensor;

import org.convmat.core.failure.InvalidInputException;

/**
 * A tensor and the type of number it stands for in files. Integers are held as doubles, each
 * exactly.
 *
 * @param tensor the numbers
 * @param dtype what they are in a file; its {@link DType#elementType()} is the tensor's
 */
public record NumericArray(Tensor tensor, DType dtype) {

  /** Refuses a tensor of another element type than the dtype is computed in. */
  public NumericArray {
    if (tensor.elementType() != dtype.elementType()) {
      throw new InvalidInputException(
          "%s is computed in %s, the tensor holds %s",
          dtype, dtype.elementType(), tensor.elementType());
    }
  }

  /** A tensor as float32 or float64. */
  public static NumericArray of(Tensor tensor) {
    return new NumericArray(tensor, DType.of(tensor.elementType()));
  }

  /** The extents. */
  public Shape shape() {
    return tensor.shape();
  }
}
