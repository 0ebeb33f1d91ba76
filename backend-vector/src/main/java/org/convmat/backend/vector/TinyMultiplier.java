package org.convmat.backend.vector;

import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Multiplier;
import org.convmat.spi.StructuredConvolution;

/**
 * A convolution of so few entries that planning and packing would cost more than multiplying: the
 * entries are listed once, and each element of the product is one chain of fused multiply-adds over
 * its list. In the calling thread, without any allocation. Immutable and thread-safe.
 */
final class TinyMultiplier implements Multiplier {

  /** Most entries that are listed. */
  private static final long MOST_ENTRIES = 4096;

  private final EntryList forward;
  private final EntryList transposed;

  private TinyMultiplier(StructuredConvolution convolution) {
    this.forward = EntryList.of(new ConvolutionSide(convolution, false));
    this.transposed = EntryList.of(new ConvolutionSide(convolution, true));
  }

  /** True if {@code convolution} has few entries. */
  static boolean fits(StructuredConvolution convolution) {
    ConvolutionSide side = new ConvolutionSide(convolution, true);
    long entries = (long) convolution.gridChannels() * side.writtenChannels() * side.taps();
    return entries <= MOST_ENTRIES
        && entries * side.readPositions() <= MOST_ENTRIES
        && convolution.rows() <= MOST_ENTRIES
        && convolution.columns() <= MOST_ENTRIES;
  }

  static Multiplier of(StructuredConvolution convolution) {
    return new TinyMultiplier(convolution);
  }

  @Override
  public void multiply(DenseMatrix x, DenseMatrix y) {
    run(forward, x, y);
  }

  @Override
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    run(transposed, x, y);
  }

  private static void run(EntryList list, DenseMatrix x, DenseMatrix y) {
    for (int column = 0; column < y.columns(); column++) {
      if (y.elementType() == ElementType.FLOAT) {
        list.floats(x, y, column);
      } else {
        list.doubles(x, y, column);
      }
    }
  }
}
