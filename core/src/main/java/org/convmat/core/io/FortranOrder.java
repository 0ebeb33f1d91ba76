package org.convmat.core.io;

import org.convmat.core.tensor.Shape;
import org.convmat.spi.Elements;

/** Column-major (first axis fastest) to row-major (last axis fastest), any rank. */
final class FortranOrder {

  /** Side of the squares that are copied at a time, so that both arrays stay in cache. */
  private static final int BLOCK = 32;

  private FortranOrder() {}

  /**
   * The same array in row-major order. The axes in between are walked index by index; for each of
   * their indices, the first and the last axis are a matrix to transpose.
   */
  static Elements toRowMajor(Elements columnMajor, Shape shape) {
    if (shape.rank() < 2 || shape.size() == 0) {
      return columnMajor;
    }
    Elements rowMajor = Elements.allocate(columnMajor.type(), shape.size());
    int last = shape.rank() - 1;
    int first = shape.extent(0);
    int between = shape.size() / first / shape.extent(last);
    int[] index = new int[shape.rank()];
    for (int middle = 0; middle < between; middle++) {
      int from = 0; // the position in column-major order of the middle index, divided by first
      int to = 0; // its position in row-major order, divided by the last extent
      for (int axis = last - 1; axis >= 1; axis--) {
        from = from * shape.extent(axis) + index[axis];
      }
      for (int axis = 1; axis < last; axis++) {
        to = to * shape.extent(axis) + index[axis];
      }
      transpose(columnMajor, from * first, rowMajor, to * shape.extent(last), shape);
      advance(index, shape);
    }
    return rowMajor;
  }

  private static void transpose(
      Elements from, int fromStart, Elements to, int toStart, Shape shape) {
    int rows = shape.extent(0);
    int columns = shape.extent(shape.rank() - 1);
    int fromStride = shape.size() / columns;
    int toStride = shape.size() / rows;
    for (int r0 = 0; r0 < rows; r0 += BLOCK) {
      for (int c0 = 0; c0 < columns; c0 += BLOCK) {
        int rEnd = Math.min(rows, r0 + BLOCK);
        int cEnd = Math.min(columns, c0 + BLOCK);
        for (int r = r0; r < rEnd; r++) {
          for (int c = c0; c < cEnd; c++) {
            to.set(toStart + r * toStride + c, from.get(fromStart + c * fromStride + r));
          }
        }
      }
    }
  }

  /** Next index over the axes between the first and the last. */
  private static void advance(int[] index, Shape shape) {
    for (int axis = shape.rank() - 2; axis >= 1; axis--) {
      if (++index[axis] < shape.extent(axis)) {
        return;
      }
      index[axis] = 0;
    }
  }

  /** The row-major position of the element at a column-major position. */
  static int rowMajorPosition(Shape shape, int columnMajor) {
    int position = 0;
    int rest = columnMajor;
    int stride = shape.size();
    for (int axis = 0; axis < shape.rank(); axis++) {
      stride /= shape.extent(axis);
      position += rest % shape.extent(axis) * stride;
      rest /= shape.extent(axis);
    }
    return position;
  }
}
