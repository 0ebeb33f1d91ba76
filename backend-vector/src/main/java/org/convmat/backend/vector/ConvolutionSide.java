package org.convmat.backend.vector;

import java.util.List;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.StructuredConvolution;

/**
 * A structured convolution seen from one of its two products: which side is read, which is written,
 * and where the weight of a (written channel, read channel, tap) lies.
 *
 * @param convolution the operand
 * @param transposed false for y = C x, true for y = C<sup>T</sup> x
 */
record ConvolutionSide(StructuredConvolution convolution, boolean transposed) {

  int groups() {
    return convolution.groups();
  }

  List<ConvolutionAxis> axes() {
    return convolution.axes();
  }

  /** Channels of a group on the side that is read. */
  int readChannels() {
    return (transposed ? convolution.gridChannels() : convolution.imageChannels()) / groups();
  }

  /** Channels of a group on the side that is written. */
  int writtenChannels() {
    return (transposed ? convolution.imageChannels() : convolution.gridChannels()) / groups();
  }

  /** Positions of a channel on the side that is read. */
  int readPositions() {
    return positions(!transposed);
  }

  /** Positions of a channel on the side that is written. */
  int writtenPositions() {
    return positions(transposed);
  }

  /** Extent of an axis on the side that is written. */
  int writtenExtent(int axis) {
    ConvolutionAxis a = axes().get(axis);
    return transposed ? a.image() : a.grid();
  }

  /** Extent of an axis on the side that is read. */
  int readExtent(int axis) {
    ConvolutionAxis a = axes().get(axis);
    return transposed ? a.grid() : a.image();
  }

  /** Position in the weights. */
  int weight(int group, int written, int read, int tap) {
    int imageChannels = convolution.imageChannels() / groups();
    int gridChannels = convolution.gridChannels() / groups();
    int grid = group * gridChannels + (transposed ? read : written);
    int image = transposed ? written : read;
    return (grid * imageChannels + image) * taps() + tap;
  }

  /** Taps of a kernel. */
  int taps() {
    int taps = 1;
    for (ConvolutionAxis axis : axes()) {
      taps *= axis.kernel();
    }
    return taps;
  }

  private int positions(boolean ofImage) {
    int positions = 1;
    for (ConvolutionAxis axis : axes()) {
      positions *= ofImage ? axis.image() : axis.grid();
    }
    return positions;
  }
}
