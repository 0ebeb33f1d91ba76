package org.convmat.cli;

import com.google.common.base.Splitter;
import java.util.Arrays;
import java.util.List;
import org.convmat.core.tensor.Tensor;

/**
 * Convolution as its definition reads, over up to three axes: shapes are brought to (batch,
 * channels, depth, height, width) and every combination is visited. Written without a look at the
 * library's index generator.
 */
record Loops(int axes, int stride, int dilation, int groups, String padding) {

  double[] forward(Tensor x, Tensor w, int... y) {
    double[] result = new double[product(y)];
    visit(
        x.shape().toArray(),
        w.shape().toArray(),
        y,
        (i, t, o) -> result[o] += get(x, i) * get(w, t));
    return result;
  }

  double[] transposed(Tensor v, Tensor w, int... u) {
    double[] result = new double[product(u)];
    visit(
        u,
        w.shape().toArray(),
        v.shape().toArray(),
        (i, t, o) -> result[i] += get(v, o) * get(w, t));
    return result;
  }

  private interface Visitor {
    void visit(int image, int tap, int grid);
  }

  private void visit(int[] imageShape, int[] kernelShape, int[] gridShape, Visitor visitor) {
    int[] image = five(imageShape);
    int[] kernel = five(kernelShape);
    int[] grid = five(gridShape);
    List<String> ends = Splitter.on(':').splitToList(padding);
    int begin = Integer.parseInt(ends.get(0));
    int gridPerGroup = kernel[0] / groups;
    int[] o = new int[5];
    for (int position = 0; position < product(grid); position++) {
      unravel(position, grid, o);
      int[] t = new int[5];
      for (int tap = 0; tap < kernel[1] * kernel[2] * kernel[3] * kernel[4]; tap++) {
        unravel(tap, new int[] {1, kernel[1], kernel[2], kernel[3], kernel[4]}, t);
        t[0] = o[1];
        int[] i = {o[0], o[1] / gridPerGroup * kernel[1] + t[1], 0, 0, 0};
        boolean inside = true;
        for (int a = 2; a < 5; a++) {
          boolean used = a >= 5 - axes;
          i[a] = used ? o[a] * stride + t[a] * dilation - begin : 0;
          inside &= i[a] >= 0 && i[a] < image[a];
        }
        if (inside) {
          visitor.visit(ravel(i, image), ravel(t, kernel), position);
        }
      }
    }
  }

  /** Channels and batch stay in front, missing axes are 1. */
  private int[] five(int[] shape) {
    int[] five = {1, 1, 1, 1, 1};
    System.arraycopy(shape, shape.length - axes, five, 5 - axes, axes);
    if (shape.length > axes) {
      five[0] = shape[0];
      five[1] = shape[1];
    }
    return five;
  }

  private static void unravel(int position, int[] shape, int[] index) {
    int rest = position;
    for (int a = shape.length - 1; a >= 0; a--) {
      index[a] = rest % shape[a];
      rest /= shape[a];
    }
  }

  private static int ravel(int[] index, int[] shape) {
    int position = 0;
    for (int a = 0; a < shape.length; a++) {
      position = position * shape[a] + index[a];
    }
    return position;
  }

  private static double get(Tensor tensor, int position) {
    return tensor.elements().get(position);
  }

  private static int product(int... shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }
}
