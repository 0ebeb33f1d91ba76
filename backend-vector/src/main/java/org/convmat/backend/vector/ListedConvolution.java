package org.convmat.backend.vector;

import java.util.List;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.StructuredConvolution;

/**
 * Lists the entries of a convolution of so few that planning and packing would cost more than
 * multiplying: its matrix in compressed sparse rows, by the definition.
 */
final class ListedConvolution {

  /** Most entries that are listed. */
  private static final long MOST_ENTRIES = 4096;

  private ListedConvolution() {}

  /** True if {@code convolution} has few entries. */
  static boolean fits(StructuredConvolution convolution) {
    ConvolutionSide side = new ConvolutionSide(convolution, false);
    long positions = side.writtenPositions();
    return convolution.weights().length() <= MOST_ENTRIES
        && convolution.weights().length() * positions <= MOST_ENTRIES
        && convolution.rows() <= MOST_ENTRIES
        && convolution.columns() <= MOST_ENTRIES;
  }

  /** The matrix of a convolution that {@link #fits}; its columns ascend in every row. */
  static CsrMatrix of(StructuredConvolution convolution) {
    ConvolutionSide side = new ConvolutionSide(convolution, false);
    int most = convolution.weights().length() * side.writtenPositions();
    int[] starts = new int[convolution.rows() + 1];
    int[] columns = new int[most];
    int[] weights = new int[most];
    int entries = 0;
    for (int row = 0; row < convolution.rows(); row++) {
      int channel = row / side.writtenPositions();
      int position = row % side.writtenPositions();
      int group = channel / side.writtenChannels();
      for (int read = 0; read < side.readChannels(); read++) {
        for (int tap = 0; tap < side.taps(); tap++) {
          int image = image(side.axes(), position, tap);
          if (image >= 0) {
            columns[entries] = (group * side.readChannels() + read) * side.readPositions() + image;
            weights[entries] = side.weight(group, channel % side.writtenChannels(), read, tap);
            entries++;
          }
        }
      }
      starts[row + 1] = entries;
    }
    Elements values = Elements.allocate(convolution.elementType(), entries);
    int[] used = new int[entries];
    for (int e = 0; e < entries; e++) {
      values.set(e, convolution.weights().get(weights[e]));
      used[e] = columns[e];
    }
    return new CsrMatrix(convolution.rows(), convolution.columns(), starts, used, values);
  }

  /** The image position that a tap touches from a grid position; negative if outside. */
  private static int image(List<ConvolutionAxis> axes, int position, int tap) {
    int image = 0;
    int scale = 1;
    int grid = position;
    int kernel = tap;
    for (int a = axes.size() - 1; a >= 0; a--) {
      ConvolutionAxis axis = axes.get(a);
      long i = axis.imagePosition(grid % axis.grid(), kernel % axis.kernel());
      if (i < 0 || i >= axis.image()) {
        return -1;
      }
      image += (int) i * scale;
      scale *= axis.image();
      grid /= axis.grid();
      kernel /= axis.kernel();
    }
    return image;
  }
}
