package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.StructuredConvolution;

/**
 * The same convolution with fewer axes. A last axis that each position passes through as it is,
 * kernel 1 and nothing cut or padded, only makes the positions of the axis before it n times as
 * many: that one then has n times the dilation and offset, if its stride is 1. A 1 x 1 convolution
 * is one axis; so every strip but the last is whole.
 */
final class JoinedAxes {

  private JoinedAxes() {}

  /** {@code convolution} itself if it has no such axis. */
  static StructuredConvolution of(StructuredConvolution convolution) {
    List<ConvolutionAxis> axes = new ArrayList<>(convolution.axes());
    while (axes.size() > 1 && joins(axes.get(axes.size() - 2), axes.get(axes.size() - 1))) {
      int n = axes.remove(axes.size() - 1).image();
      ConvolutionAxis axis = axes.remove(axes.size() - 1);
      axes.add(
          new ConvolutionAxis(
              axis.image() * n,
              axis.grid() * n,
              axis.kernel(),
              1,
              axis.dilation() * n,
              axis.offset() * n));
    }
    return axes.size() == convolution.axes().size()
        ? convolution
        : new StructuredConvolution(
            axes,
            convolution.gridChannels(),
            convolution.imageChannels(),
            convolution.groups(),
            convolution.weights());
  }

  private static boolean joins(ConvolutionAxis axis, ConvolutionAxis last) {
    boolean passes =
        last.kernel() == 1
            && last.stride() == 1
            && last.offset() == 0
            && last.image() == last.grid();
    long n = last.image();
    long reach = (axis.kernel() - 1L) * axis.dilation() + Math.abs((long) axis.offset());
    return passes && axis.stride() == 1 && n * (reach + axis.image()) < Integer.MAX_VALUE / 2;
  }
}
