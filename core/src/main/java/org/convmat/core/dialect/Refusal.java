package org.convmat.core.dialect;

/** What a framework can refuse in a sentence of its own; see {@link Dialect#words}. */
enum Refusal {
  /** A keyword that is not among its paddings. */
  KEYWORD,
  /** Padding in numbers where it takes none. */
  NUMBERS,
  /** Padding below 0 at the begin, or at both ends. */
  NEGATIVE_PADDING,
  /** Padding at the end that is too small. */
  END_PADDING,
  /** Output padding below 0. */
  NEGATIVE_OUTPUT_PADDING,
  /** Output padding that is too large. */
  OUTPUT_PADDING,
  /** A stride and a dilation together. */
  STRIDE_AND_DILATION
}
