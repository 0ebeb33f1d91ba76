package org.convmat.cli;

import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;

/** Nested brackets as NumPy prints them, but complete: nothing is left out and no row is broken. */
final class ArrayText {

  private final NumericArray array;
  private final NumberColumn numbers;
  private final String indent;

  private ArrayText(NumericArray array, int indent) {
    this.array = array;
    this.numbers = new NumberColumn(array);
    this.indent = " ".repeat(indent);
  }

  /** Prints the array and ends the line. */
  static void print(NumericArray array, TextOutput out) {
    new ArrayText(array, 0).write(out);
    out.print("\n");
  }

  /** Prints what a notebook shows: {@code array([[1, 2],} and so on. */
  static void printNotebook(NumericArray array, TextOutput out) {
    String opening = "array(";
    out.print(opening);
    new ArrayText(array, opening.length()).write(out);
    out.print(")\n");
  }

  private void write(TextOutput out) {
    Shape shape = array.shape();
    if (shape.size() == 0) {
      out.print("[]");
      return;
    }
    int rank = shape.rank();
    out.print("[".repeat(rank));
    for (int i = 0; i < shape.size(); i++) {
      int begun = i == 0 ? 0 : arraysThatEnd(shape, i);
      if (begun > 0) {
        out.print("]".repeat(begun) + "," + "\n".repeat(begun));
        out.print(indent + " ".repeat(rank - begun) + "[".repeat(begun));
      } else if (i > 0) {
        out.print(", ");
      }
      out.print(numbers.text(i));
    }
    out.print("]".repeat(rank));
  }

  /** How many nested arrays end before the element at a row-major position. */
  private static int arraysThatEnd(Shape shape, int position) {
    int ended = 0;
    long size = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      size *= shape.extent(axis);
      if (position % size != 0) {
        break;
      }
      ended++;
    }
    return ended;
  }
}
