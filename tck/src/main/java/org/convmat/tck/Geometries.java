package org.convmat.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.Elements;
import org.convmat.spi.StructuredConvolution;

/**
 * Convolutions of every geometry the contract allows, and their entries by the definition: every
 * grid channel, every image channel of its group, every grid position, every tap in turn; the image
 * position comes from {@link ConvolutionAxis#imagePosition} and what falls outside is dropped.
 */
final class Geometries {

  private static final int[][] CHANNELS = {
    {1, 1, 1}, {3, 2, 1}, {2, 5, 1}, {4, 6, 2}, {3, 3, 3}, {6, 3, 3}, {3, 6, 3}, {17, 9, 1}
  };

  private Geometries() {}

  /** Every small axis, and random products of two and three with channels and groups. */
  static List<Sample> all(Samples samples, Random random) {
    List<Sample> all = new ArrayList<>();
    for (int kernel : new int[] {1, 2, 3, 5}) {
      for (int stride = 1; stride <= 4; stride++) {
        for (int dilation = 1; dilation <= 3; dilation++) {
          for (int offset : new int[] {-3, 0, 1, 4}) {
            int image = 1 + random.nextInt(20);
            int grid = 1 + random.nextInt(12);
            all.add(
                samples.structured(
                    1, 1, 1, new ConvolutionAxis(image, grid, kernel, stride, dilation, offset)));
          }
        }
      }
    }
    for (int i = 0; i < 48; i++) {
      int[] channels = CHANNELS[i % CHANNELS.length];
      all.add(structured(samples, channels, axis(random, 9)));
      all.add(structured(samples, channels, axis(random, 9), axis(random, 7)));
      all.add(structured(samples, channels, axis(random, 4), axis(random, 3), axis(random, 5)));
    }
    all.add(structured(samples, CHANNELS[0], new ConvolutionAxis(65, 33, 3, 2, 1, 1)));
    all.add(
        structured(
            samples,
            CHANNELS[1],
            new ConvolutionAxis(33, 17, 4, 2, 1, 1),
            new ConvolutionAxis(31, 16, 3, 2, 1, 1)));
    // Every tap falls outside: a matrix without entries.
    all.add(structured(samples, CHANNELS[0], new ConvolutionAxis(3, 2, 2, 1, 1, 9)));
    all.add(structured(samples, CHANNELS[0], new ConvolutionAxis(3, 2, 2, 1, 1, -9)));
    return all;
  }

  private static Sample structured(Samples samples, int[] channels, ConvolutionAxis... axes) {
    return samples.structured(channels[0], channels[1], channels[2], axes);
  }

  private static ConvolutionAxis axis(Random random, int largest) {
    return new ConvolutionAxis(
        1 + random.nextInt(largest),
        1 + random.nextInt(largest),
        1 + random.nextInt(4),
        1 + random.nextInt(3),
        1 + random.nextInt(3),
        random.nextInt(7) - 2);
  }

  /** The structured operand and its entries. */
  static Sample sample(
      List<ConvolutionAxis> axes,
      int gridChannels,
      int imageChannels,
      int groups,
      Elements weights) {
    StructuredConvolution operand =
        new StructuredConvolution(axes, gridChannels, imageChannels, groups, weights);
    int imagePerGroup = imageChannels / groups;
    int grid = operand.rows() / gridChannels;
    int image = operand.columns() / imageChannels;
    int taps = weights.length() / (gridChannels * imagePerGroup);
    Entries entries = new Entries(operand.rows(), operand.columns());
    for (int o = 0; o < grid; o++) {
      for (int t = 0; t < taps; t++) {
        int i = imageRank(axes, o, t);
        for (int co = 0; i >= 0 && co < gridChannels; co++) {
          int firstImageChannel = co / (gridChannels / groups) * imagePerGroup;
          for (int c = 0; c < imagePerGroup; c++) {
            double weight = weights.get((co * imagePerGroup + c) * taps + t);
            entries.add(co * grid + o, (firstImageChannel + c) * image + i, weight);
          }
        }
      }
    }
    return new Sample(operand, entries, operand.toString());
  }

  /** Row-major rank of the image position that a tap touches, or -1 where it is outside. */
  private static int imageRank(List<ConvolutionAxis> axes, int gridRank, int tapRank) {
    int o = gridRank;
    int t = tapRank;
    int rank = 0;
    int scale = 1;
    for (int a = axes.size() - 1; a >= 0; a--) {
      ConvolutionAxis axis = axes.get(a);
      long i = axis.imagePosition(o % axis.grid(), t % axis.kernel());
      if (i < 0 || i >= axis.image()) {
        return -1;
      }
      rank += (int) i * scale;
      scale *= axis.image();
      o /= axis.grid();
      t /= axis.kernel();
    }
    return rank;
  }
}
