package org.convmat.core.tensor;

import java.util.Locale;
import org.convmat.spi.ElementType;

/**
 * The type of number that a file holds, by NumPy's names. Integers are computed with as doubles and
 * stay exact; {@link #FLOAT16} is read and computed with as {@code float}.
 */
public enum DType {
  /** Truth values, 0 or 1. */
  BOOL(Kind.UNSIGNED, 8),
  /** 8-bit integers. */
  INT8(Kind.SIGNED, 8),
  /** 16-bit integers. */
  INT16(Kind.SIGNED, 16),
  /** 32-bit integers. */
  INT32(Kind.SIGNED, 32),
  /** 64-bit integers. */
  INT64(Kind.SIGNED, 64),
  /** Unsigned 8-bit integers. */
  UINT8(Kind.UNSIGNED, 8),
  /** Unsigned 16-bit integers. */
  UINT16(Kind.UNSIGNED, 16),
  /** Unsigned 32-bit integers. */
  UINT32(Kind.UNSIGNED, 32),
  /** Unsigned 64-bit integers. */
  UINT64(Kind.UNSIGNED, 64),
  /** IEEE 754 binary16. */
  FLOAT16(Kind.FLOATING, 16),
  /** IEEE 754 binary32. */
  FLOAT32(Kind.FLOATING, 32),
  /** IEEE 754 binary64. */
  FLOAT64(Kind.FLOATING, 64);

  private enum Kind {
    UNSIGNED,
    SIGNED,
    FLOATING
  }

  private final Kind kind;
  private final int bits;

  DType(Kind kind, int bits) {
    this.kind = kind;
    this.bits = bits;
  }

  /** The type of tensors without a file of their own. */
  public static DType of(ElementType type) {
    return type == ElementType.FLOAT ? FLOAT32 : FLOAT64;
  }

  /** Size of one element in bytes. */
  public int bytes() {
    return bits / Byte.SIZE;
  }

  /** Whether these are whole numbers ({@link #BOOL} included). */
  public boolean isInteger() {
    return kind != Kind.FLOATING;
  }

  /** Whether these are integers without a sign. */
  public boolean isUnsigned() {
    return kind == Kind.UNSIGNED;
  }

  /** The type in which convmat computes with these numbers. */
  public ElementType elementType() {
    return isInteger() || this == FLOAT64 ? ElementType.DOUBLE : ElementType.FLOAT;
  }

  /**
   * The type of a sum of products of two types, by NumPy's promotion rules, with two
   * simplifications: {@link #BOOL} counts as {@link #UINT8} and {@link #FLOAT16} as {@link
   * #FLOAT32}; and {@link #UINT64} with a signed type gives {@link #INT64}, since convmat's
   * integers are exact.
   */
  public DType with(DType other) {
    DType a = normal();
    DType b = other.normal();
    if (a.kind == b.kind) {
      return a.bits >= b.bits ? a : b;
    }
    if (a.kind == Kind.FLOATING || b.kind == Kind.FLOATING) {
      DType floating = a.kind == Kind.FLOATING ? a : b;
      DType integer = a.kind == Kind.FLOATING ? b : a;
      return floating == FLOAT32 && integer.bits <= 16 ? FLOAT32 : FLOAT64;
    }
    DType signed = a.kind == Kind.SIGNED ? a : b;
    DType unsigned = a.kind == Kind.SIGNED ? b : a;
    return signed.bits > unsigned.bits ? signed : signedOf(2 * unsigned.bits);
  }

  /** Whether the whole number {@code value} is one of this integer type's. */
  public boolean holds(double value) {
    double limit = Math.scalb(1.0, kind == Kind.SIGNED ? bits - 1 : bits);
    return value < limit && value >= (kind == Kind.SIGNED ? -limit : 0);
  }

  private DType normal() {
    return this == BOOL ? UINT8 : this == FLOAT16 ? FLOAT32 : this;
  }

  private static DType signedOf(int bits) {
    return bits <= 16 ? INT16 : bits <= 32 ? INT32 : INT64;
  }

  /** NumPy's name, such as {@code int64}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
