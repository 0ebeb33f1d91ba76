package org.convmat.core.io;

import java.util.Arrays;

/** Indices, collected one by one. */
final class IndexList {

  private int[] indices = new int[16];
  private int size;

  void add(int index) {
    if (size == indices.length) {
      indices = Arrays.copyOf(indices, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * size));
    }
    indices[size++] = index;
  }

  int[] toArray() {
    return Arrays.copyOf(indices, size);
  }
}
