package org.convmat.spi.support;

import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/** Copies and sums over strided runs of {@link Elements}. Stateless and thread-safe. */
public final class Strided {

  private Strided() {}

  /**
   * {@code to[toPos + j*toStep] = from[fromPos + j*fromStep]} for j in 0..count-1. Where count is 0
   * the positions may be anywhere: the view of an empty matrix may begin past its array.
   *
   * @throws IllegalStateException if the element types differ
   */
  public static void copy(
      Elements from, int fromPos, int fromStep, Elements to, int toPos, int toStep, int count) {
    if (count == 0) {
      return;
    }
    if (fromStep == 1 && toStep == 1) {
      Object source = from.type() == ElementType.FLOAT ? from.floats() : from.doubles();
      Object target = from.type() == ElementType.FLOAT ? to.floats() : to.doubles();
      System.arraycopy(source, fromPos, target, toPos, count);
    } else if (from.type() == ElementType.FLOAT) {
      float[] a = from.floats();
      float[] b = to.floats();
      for (int j = 0; j < count; j++) {
        b[toPos + j * toStep] = a[fromPos + j * fromStep];
      }
    } else {
      double[] a = from.doubles();
      double[] b = to.doubles();
      for (int j = 0; j < count; j++) {
        b[toPos + j * toStep] = a[fromPos + j * fromStep];
      }
    }
  }

  /**
   * {@code to[toPos + j*toStep] += from[fromPos + j*fromStep]} for j in 0..count-1.
   *
   * @throws IllegalStateException if the element types differ
   */
  public static void add(
      Elements from, int fromPos, int fromStep, Elements to, int toPos, int toStep, int count) {
    if (from.type() == ElementType.FLOAT) {
      float[] a = from.floats();
      float[] b = to.floats();
      for (int j = 0; j < count; j++) {
        b[toPos + j * toStep] += a[fromPos + j * fromStep];
      }
    } else {
      double[] a = from.doubles();
      double[] b = to.doubles();
      for (int j = 0; j < count; j++) {
        b[toPos + j * toStep] += a[fromPos + j * fromStep];
      }
    }
  }

  /** Copies every entry of {@code from} into {@code to}, of the same shape and element type. */
  public static void copy(DenseMatrix from, DenseMatrix to) {
    if (from.rows() != to.rows() || from.columns() != to.columns()) {
      throw new IllegalArgumentException("cannot copy " + from + " into " + to);
    }
    boolean alongRows = to.columnStride() <= to.rowStride();
    DenseMatrix source = alongRows ? from : from.transposed();
    DenseMatrix target = alongRows ? to : to.transposed();
    for (int r = 0; r < source.rows(); r++) {
      copy(
          source.elements(),
          source.index(r, 0),
          source.columnStride(),
          target.elements(),
          target.index(r, 0),
          target.columnStride(),
          source.columns());
    }
  }

  /** A contiguous row-major copy of {@code matrix}, whose array holds nothing else. */
  public static DenseMatrix rowMajorCopy(DenseMatrix matrix) {
    Elements elements =
        Elements.allocate(
            matrix.elementType(), Math.multiplyExact(matrix.rows(), matrix.columns()));
    DenseMatrix copy = DenseMatrix.rowMajor(elements, 0, matrix.rows(), matrix.columns());
    copy(matrix, copy);
    return copy;
  }

  /** {@code matrix} itself if its array is exactly the row-major matrix, else a copy that is. */
  public static DenseMatrix asRowMajor(DenseMatrix matrix) {
    return fillsItsArray(matrix) && matrix.isRowMajor() ? matrix : rowMajorCopy(matrix);
  }

  /** True if the view starts at 0 and its array holds not one element more than the matrix. */
  public static boolean fillsItsArray(DenseMatrix matrix) {
    return matrix.offset() == 0
        && matrix.elements().length() == (long) matrix.rows() * matrix.columns();
  }
}
