package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.StructuredConvolution;

/**
 * The definition, entry by entry: for convolutions that the phases cannot take, because a weight is
 * not finite (padding would turn it into NaN) or because a padded row would not fit an array.
 */
final class LoopMultiplier implements Multiplier {

  private final StructuredConvolution convolution;
  private final Execution execution;

  LoopMultiplier(StructuredConvolution convolution, Execution execution) {
    this.convolution = convolution;
    this.execution = execution;
  }

  @Override
  public void multiply(DenseMatrix x, DenseMatrix y) {
    run(new ConvolutionSide(convolution, false), x, y);
  }

  @Override
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    run(new ConvolutionSide(convolution, true), x, y);
  }

  private void run(ConvolutionSide side, DenseMatrix x, DenseMatrix y) {
    int channels = side.writtenChannels() * side.groups();
    execution.forEach(
        Math.multiplyExact(x.columns(), channels),
        task -> channel(side, x, y, task / channels, task % channels));
  }

  /** Scatters every read channel of the group into the sums of one written channel. */
  private static void channel(
      ConvolutionSide side, DenseMatrix x, DenseMatrix y, int column, int channel) {
    Elements sums = Elements.allocate(y.elementType(), side.writtenPositions());
    int group = channel / side.writtenChannels();
    List<Integer> tap = new ArrayList<>(Collections.nCopies(side.axes().size(), 0));
    for (int t = 0; t < side.taps(); t++) {
      int rest = t;
      for (int a = tap.size() - 1; a >= 0; a--) {
        tap.set(a, rest % side.axes().get(a).kernel());
        rest /= side.axes().get(a).kernel();
      }
      for (int read = 0; read < side.readChannels(); read++) {
        int weight = side.weight(group, channel % side.writtenChannels(), read, t);
        double w = side.convolution().weights().get(weight);
        int start = (group * side.readChannels() + read) * side.readPositions();
        Walk walk = new Walk(side, tap, w, x, start, column, sums);
        walk.axis(0, 0, 0);
      }
    }
    for (int i = 0; i < sums.length(); i++) {
      y.elements().set(y.index(channel * side.writtenPositions() + i, column), sums.get(i));
    }
  }

  /** One tap of one pair of channels over all grid positions. */
  private record Walk(
      ConvolutionSide side,
      List<Integer> tap,
      double weight,
      DenseMatrix x,
      int start,
      int column,
      Elements sums) {

    void axis(int a, int gridIndex, int imageIndex) {
      List<ConvolutionAxis> axes = side.axes();
      if (a == axes.size()) {
        int read = side.transposed() ? gridIndex : imageIndex;
        int written = side.transposed() ? imageIndex : gridIndex;
        double value = x.get(start + read, column);
        sums.set(written, sums.get(written) + weight * value);
        return;
      }
      ConvolutionAxis axis = axes.get(a);
      for (int o = 0; o < axis.grid(); o++) {
        long i = axis.imagePosition(o, tap.get(a));
        if (i >= 0 && i < axis.image()) {
          axis(a + 1, gridIndex * axis.grid() + o, imageIndex * axis.image() + (int) i);
        }
      }
    }
  }
}
