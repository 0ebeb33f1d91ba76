package org.convmat.backend.vector;

import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/**
 * G w for the weights of a group: one (row, read channel and class of taps) after another, all
 * points at once, in double.
 */
final class FilterWeights {

  private final Elements weights;
  private final PackedRows.Entries entries;
  private final int channels;
  private final FilterAxis[] axes;
  private final double[][][] g;
  private final int points;
  private final int depth;

  FilterWeights(ConvolutionSide side, PhaseJob job, FilterAxis[] axes, int group) {
    this.weights = side.convolution().weights();
    this.entries = job.weights(group);
    this.channels = side.readChannels();
    this.axes = axes;
    this.g = new double[axes.length][][];
    int products = 1;
    int places = channels;
    for (int a = 0; a < axes.length; a++) {
      g[a] = FilterPoints.weightTransform(axes[a].points(), axes[a].length());
      products *= axes[a].points();
      places *= axes[a].classes();
    }
    this.points = products;
    this.depth = places;
  }

  /** For each point, first axis slowest, the packed rows {@code first..first+rows-1}. */
  PackedRows[] pack(int first, int rows) {
    Elements[] at = new Elements[points];
    for (int p = 0; p < points; p++) {
      at[p] = Elements.allocate(weights.type(), Math.multiplyExact(rows, depth));
    }
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < depth; k++) {
        double[] values = transformed(first + row, k);
        for (int p = 0; p < points; p++) {
          set(at[p], row * depth + k, values[p]);
        }
      }
    }
    PackedRows[] packed = new PackedRows[points];
    for (int p = 0; p < points; p++) {
      packed[p] = PackedRows.sliced(at[p], rows, depth, (row, k) -> row * depth + k);
    }
    return packed;
  }

  /** The taps of one place of the depth, transformed axis by axis. */
  private double[] transformed(int row, int place) {
    double[] values = taps(row, place);
    int before = 1;
    int after = values.length;
    for (int a = 0; a < axes.length; a++) {
      int length = axes[a].length();
      int count = axes[a].points();
      after /= length;
      double[] next = new double[before * count * after];
      for (int outer = 0; outer < before; outer++) {
        for (int p = 0; p < count; p++) {
          for (int inner = 0; inner < after; inner++) {
            double sum = 0;
            for (int k = 0; k < length; k++) {
              sum += g[a][p][k] * values[(outer * length + k) * after + inner];
            }
            next[(outer * count + p) * after + inner] = sum;
          }
        }
      }
      values = next;
      before *= count;
    }
    return values;
  }

  /** The taps of the classes that a place of the depth stands for, row-major over the axes. */
  private double[] taps(int row, int place) {
    int count = 1;
    for (FilterAxis axis : axes) {
      count *= axis.length();
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      int classes = place / channels;
      int rest = i;
      int shift = 0;
      int scale = 1;
      for (int a = axes.length - 1; a >= 0 && shift >= 0; a--) {
        int tap = axes[a].tap(classes % axes[a].classes(), rest % axes[a].length());
        shift = tap < 0 ? -1 : shift + tap * scale;
        scale *= axes[a].work().shifts().length;
        classes /= axes[a].classes();
        rest /= axes[a].length();
      }
      values[i] = shift < 0 ? 0 : get(entries.position(row, shift * channels + place % channels));
    }
    return values;
  }

  private double get(int position) {
    return weights.type() == ElementType.FLOAT
        ? weights.floats()[position]
        : weights.doubles()[position];
  }

  private static void set(Elements to, int position, double value) {
    if (to.type() == ElementType.FLOAT) {
      to.floats()[position] = (float) value;
    } else {
      to.doubles()[position] = value;
    }
  }
}
