package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/**
 * The entries of a small convolution matrix, or of its transpose, row after row: what each written
 * element reads and with which weight. Immutable.
 */
final class EntryList {

  private final int[] rowStarts;
  private final int[] sources;
  private final float[] floats;
  private final double[] doubles;

  private EntryList(int[] rowStarts, int[] sources, Elements values) {
    this.rowStarts = rowStarts;
    this.sources = sources;
    boolean single = values.type() == ElementType.FLOAT;
    this.floats = single ? values.floats() : new float[0];
    this.doubles = single ? new double[0] : values.doubles();
  }

  /** Lists the entries of one direction by the definition. */
  static EntryList of(ConvolutionSide side) {
    List<List<int[]>> rows = new ArrayList<>();
    int written = side.writtenChannels() * side.groups() * side.writtenPositions();
    for (int row = 0; row < written; row++) {
      rows.add(new ArrayList<>());
    }
    int channels = side.writtenChannels() * side.groups();
    for (int channel = 0; channel < channels; channel++) {
      for (int read = 0; read < side.readChannels(); read++) {
        for (int tap = 0; tap < side.taps(); tap++) {
          link(side, channel, read, tap, rows);
        }
      }
    }
    return new EntryList(starts(rows), sources(rows), values(side, rows));
  }

  private static void link(
      ConvolutionSide side, int channel, int read, int tap, List<List<int[]>> rows) {
    int group = channel / side.writtenChannels();
    int weight = side.weight(group, channel % side.writtenChannels(), read, tap);
    int source = (group * side.readChannels() + read) * side.readPositions();
    int target = channel * side.writtenPositions();
    List<ConvolutionAxis> axes = side.axes();
    int gridPositions = axes.stream().mapToInt(ConvolutionAxis::grid).reduce(1, (a, b) -> a * b);
    for (int position = 0; position < gridPositions; position++) {
      long image = image(axes, position, tap);
      if (image >= 0) {
        int from = side.transposed() ? position : (int) image;
        int to = side.transposed() ? (int) image : position;
        rows.get(target + to).add(new int[] {source + from, weight});
      }
    }
  }

  /** The image position that a tap touches from a grid position; negative if outside. */
  private static long image(List<ConvolutionAxis> axes, int position, int tap) {
    long image = 0;
    long scale = 1;
    int grid = position;
    int kernel = tap;
    for (int a = axes.size() - 1; a >= 0; a--) {
      ConvolutionAxis axis = axes.get(a);
      long i = axis.imagePosition(grid % axis.grid(), kernel % axis.kernel());
      if (i < 0 || i >= axis.image()) {
        return -1;
      }
      image += i * scale;
      scale *= axis.image();
      grid /= axis.grid();
      kernel /= axis.kernel();
    }
    return image;
  }

  private static int[] starts(List<List<int[]>> rows) {
    int[] starts = new int[rows.size() + 1];
    for (int row = 0; row < rows.size(); row++) {
      starts[row + 1] = starts[row] + rows.get(row).size();
    }
    return starts;
  }

  private static int[] sources(List<List<int[]>> rows) {
    return rows.stream().flatMap(List::stream).mapToInt(entry -> entry[0]).toArray();
  }

  private static Elements values(ConvolutionSide side, List<List<int[]>> rows) {
    int[] weights = rows.stream().flatMap(List::stream).mapToInt(entry -> entry[1]).toArray();
    Elements all = side.convolution().weights();
    Elements values = Elements.allocate(all.type(), weights.length);
    for (int i = 0; i < weights.length; i++) {
      values.set(i, all.get(weights[i]));
    }
    return values;
  }

  /** Overwrites one column of y. */
  void floats(DenseMatrix x, DenseMatrix y, int column) {
    float[] source = x.elements().floats();
    float[] target = y.elements().floats();
    int start = x.offset() + column * x.columnStride();
    int step = x.rowStride();
    int to = y.offset() + column * y.columnStride();
    for (int row = 0; row < rowStarts.length - 1; row++) {
      float sum = 0;
      for (int e = rowStarts[row]; e < rowStarts[row + 1]; e++) {
        sum = Math.fma(floats[e], source[start + sources[e] * step], sum);
      }
      target[to + row * y.rowStride()] = sum;
    }
  }

  /** Overwrites one column of y. */
  void doubles(DenseMatrix x, DenseMatrix y, int column) {
    double[] source = x.elements().doubles();
    double[] target = y.elements().doubles();
    int start = x.offset() + column * x.columnStride();
    int step = x.rowStride();
    int to = y.offset() + column * y.columnStride();
    for (int row = 0; row < rowStarts.length - 1; row++) {
      double sum = 0;
      for (int e = rowStarts[row]; e < rowStarts[row + 1]; e++) {
        sum = Math.fma(doubles[e], source[start + sources[e] * step], sum);
      }
      target[to + row * y.rowStride()] = sum;
    }
  }
}
