package org.convmat.core;

import java.util.List;
import org.convmat.core.geometry.Geometry;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.Elements;

/**
 * Plain loops from the definition, sharing no code with the forms: every (grid channel, image
 * channel of its group, grid position, tap) in turn; i = o*s + t*d - p; dropped where i is outside.
 */
final class Oracle {

  /** Products, the same sums over absolute values, and the largest number of summands. */
  record Result(double[] values, double[] magnitudes, int[] summands) {}

  private Oracle() {}

  /** y = C x for a batch, or u = C^T x where {@code transposed}. */
  static Result multiply(Geometry g, Elements weights, Elements x, int batch, boolean transposed) {
    int grid = (int) g.gridPositions();
    int image = (int) g.imagePositions();
    int taps = (int) g.tapCount();
    int rows = g.gridChannels() * grid;
    int columns = g.imageChannels() * image;
    int in = transposed ? rows : columns;
    int out = transposed ? columns : rows;
    Result result =
        new Result(new double[out * batch], new double[out * batch], new int[out * batch]);
    int perGroupOut = g.gridChannels() / g.groups();
    int perGroupIn = g.imageChannels() / g.groups();
    for (int co = 0; co < g.gridChannels(); co++) {
      for (int c = 0; c < perGroupIn; c++) {
        int ci = co / perGroupOut * perGroupIn + c;
        for (int o = 0; o < grid; o++) {
          for (int t = 0; t < taps; t++) {
            int i = imageRank(g.axes(), o, t);
            if (i < 0) {
              continue;
            }
            double w = weights.get((co * perGroupIn + c) * taps + t);
            for (int b = 0; b < batch; b++) {
              int row = co * grid + o;
              int column = ci * image + i;
              int from = b * in + (transposed ? row : column);
              int to = b * out + (transposed ? column : row);
              result.values[to] += w * x.get(from);
              result.magnitudes[to] += Math.abs(w * x.get(from));
              result.summands[to]++;
            }
          }
        }
      }
    }
    return result;
  }

  private static int imageRank(List<ConvolutionAxis> axes, int gridRank, int tapRank) {
    int rank = 0;
    int scale = 1;
    for (int a = axes.size() - 1; a >= 0; a--) {
      ConvolutionAxis axis = axes.get(a);
      int o = gridRank % axis.grid();
      int t = tapRank % axis.kernel();
      gridRank /= axis.grid();
      tapRank /= axis.kernel();
      int i = o * axis.stride() + t * axis.dilation() - axis.offset();
      if (i < 0 || i >= axis.image()) {
        return -1;
      }
      rank += i * scale;
      scale *= axis.image();
    }
    return rank;
  }
}
