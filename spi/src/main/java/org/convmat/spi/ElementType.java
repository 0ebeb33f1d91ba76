package org.convmat.spi;

/** The two types in which convmat computes. */
public enum ElementType {
  /** IEEE 754 binary32, {@code float[]}. */
  FLOAT(Float.BYTES, 0x1p-24),
  /** IEEE 754 binary64, {@code double[]}. */
  DOUBLE(Double.BYTES, 0x1p-53);

  private final int bytes;
  private final double unitRoundoff;

  ElementType(int bytes, double unitRoundoff) {
    this.bytes = bytes;
    this.unitRoundoff = unitRoundoff;
  }

  /** Size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Largest relative error of one correctly rounded operation, {@code u}. */
  public double unitRoundoff() {
    return unitRoundoff;
  }
}
