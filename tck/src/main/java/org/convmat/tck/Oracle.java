package org.convmat.tck;

import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;

/**
 * Products by plain loops over the stored entries, in about twice the precision of a double: each
 * product and each sum keeps its rounding error (Ogita, Rump and Oishi, <i>Accurate sum and dot
 * product</i>, SIAM J. Sci. Comput. 26(6), 2005, algorithm 5.3).
 *
 * @param rows rows of the product
 * @param columns columns of the product
 * @param sum each entry, row-major, rounded to double
 * @param rest what rounding took from {@code sum}
 * @param plain each entry by ordinary arithmetic, for NaN and infinities
 * @param magnitude (|A| |x|) for each entry
 * @param terms number of stored entries in the sum of each entry
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Oracle(
    int rows,
    int columns,
    double[] sum,
    double[] rest,
    double[] plain,
    double[] magnitude,
    int[] terms) {

  /** A x. */
  static Oracle product(Entries a, DenseMatrix x) {
    int n = x.columns();
    int size = a.rows() * n;
    Oracle y =
        new Oracle(
            a.rows(),
            n,
            new double[size],
            new double[size],
            new double[size],
            new double[size],
            new int[size]);
    for (int e = 0; e < a.count(); e++) {
      for (int c = 0; c < n; c++) {
        y.add(a.row(e) * n + c, a.value(e), x.get(a.column(e), c));
      }
    }
    return y;
  }

  private void add(int i, double a, double x) {
    double product = a * x;
    double productError = Math.fma(a, x, -product);
    double before = sum[i];
    double after = before + product;
    double added = after - before;
    double sumError = (before - (after - added)) + (product - added);
    sum[i] = after;
    rest[i] += productError + sumError;
    plain[i] += product;
    magnitude[i] += Math.abs(product);
    terms[i]++;
  }

  /** How far {@code value} is from entry (r, c) of the product. */
  double error(int r, int c, double value) {
    int i = r * columns + c;
    return Math.abs((value - sum[i]) - rest[i]);
  }

  /** Rule 4.1: gamma(k) (|A| |x|), and k smallest normal numbers for what underflows. */
  double bound(int r, int c, ElementType type) {
    int i = r * columns + c;
    double ku = terms[i] * type.unitRoundoff();
    double smallestNormal = type == ElementType.FLOAT ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    return ku / (1 - ku) * magnitude[i] + terms[i] * smallestNormal;
  }

  /** Entry (r, c) by ordinary arithmetic. */
  double plain(int r, int c) {
    return plain[r * columns + c];
  }

  /** Number of stored entries that entry (r, c) is summed from. */
  int terms(int r, int c) {
    return terms[r * columns + c];
  }
}
