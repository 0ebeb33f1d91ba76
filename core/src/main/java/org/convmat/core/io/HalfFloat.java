package org.convmat.core.io;

/** IEEE 754 binary16: 1 sign bit, 5 exponent bits biased by 15, 10 bits of significand. */
final class HalfFloat {

  private static final int SIGNIFICAND_BITS = 10;
  private static final int SIGNIFICAND = (1 << SIGNIFICAND_BITS) - 1;
  private static final int EXPONENT = 0x1f;
  private static final int BIAS_TO_FLOAT = 127 - 15;
  private static final int WIDENING = 23 - SIGNIFICAND_BITS;

  private HalfFloat() {}

  /** The value of 16 bits; every one is exact in a float. */
  static float toFloat(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >>> SIGNIFICAND_BITS) & EXPONENT;
    int significand = bits & SIGNIFICAND;
    if (exponent == 0) { // zero and subnormals: significand * 2^-24, normal as a float
      float magnitude = significand * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    int wide = exponent == EXPONENT ? 0xff : exponent + BIAS_TO_FLOAT;
    return Float.intBitsToFloat(sign | wide << 23 | significand << WIDENING);
  }
}
