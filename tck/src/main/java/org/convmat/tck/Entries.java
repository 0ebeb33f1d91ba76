package org.convmat.tck;

import java.util.Arrays;

/**
 * A matrix as the kit knows it: its stored entries, one by one, in any order. Shares nothing with
 * the operand that a backend is given.
 */
final class Entries {

  private final int rows;
  private final int columns;
  private int count;
  private int[] rowOf = new int[16];
  private int[] columnOf = new int[16];
  private double[] valueOf = new double[16];

  Entries(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  int count() {
    return count;
  }

  int row(int e) {
    return rowOf[e];
  }

  int column(int e) {
    return columnOf[e];
  }

  double value(int e) {
    return valueOf[e];
  }

  void add(int row, int column, double value) {
    if (count == rowOf.length) {
      rowOf = Arrays.copyOf(rowOf, 2 * count);
      columnOf = Arrays.copyOf(columnOf, 2 * count);
      valueOf = Arrays.copyOf(valueOf, 2 * count);
    }
    rowOf[count] = row;
    columnOf[count] = column;
    valueOf[count++] = value;
  }

  Entries transposed() {
    Entries transposed = new Entries(columns, rows);
    for (int e = 0; e < count; e++) {
      transposed.add(columnOf[e], rowOf[e], valueOf[e]);
    }
    return transposed;
  }
}
