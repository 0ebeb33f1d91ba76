package org.convmat.core.dialect;

/** Which product of the convolution matrix a layer is. */
public enum Direction {
  /** Image to grid: {@code y = C x}. */
  CONVOLUTION,
  /** Grid to image: {@code u = C^T v}. */
  TRANSPOSED
}
