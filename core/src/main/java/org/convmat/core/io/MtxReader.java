package org.convmat.core.io;

import com.google.common.primitives.ImmutableLongArray;
import java.io.IOException;
import java.util.Arrays;
import org.convmat.core.io.MtxHeader.Field;
import org.convmat.core.io.MtxHeader.Symmetry;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.Elements;

/**
 * Reads Matrix Market files: coordinate and array; real, integer and pattern; general, symmetric
 * and skew-symmetric, of which the lower triangle is stored. Entries at the same place add up.
 */
final class MtxReader {

  private final Source source;
  private final MtxLines lines;
  private final MtxHeader header;
  private final NumberCollector values;

  private MtxReader(ByteInput input) throws IOException {
    this.source = input.source();
    this.lines = new MtxLines(input);
    this.header = MtxHeader.parse(source, lines.first());
    this.values = new NumberCollector(source, lines::position, "write it as in -1.5e-3");
  }

  /** As a dense array. */
  static NumericArray read(ByteInput input) throws IOException {
    MtxReader reader = new MtxReader(input);
    return reader.header.coordinate() ? reader.coordinates().dense(reader.source) : reader.array();
  }

  /** As a sparse matrix; of an array, the elements that are not zero. */
  static SparseArray readSparse(ByteInput input) throws IOException {
    MtxReader reader = new MtxReader(input);
    return reader.header.coordinate()
        ? reader.coordinates()
        : SparseArray.of(reader.source, reader.array());
  }

  private SparseArray coordinates() throws IOException {
    long[] size = sizes(3, "rows columns entries");
    int rows = (int) size[0];
    int columns = (int) size[1];
    boolean pattern = header.field() == Field.PATTERN;
    String wanted = pattern ? "row column" : "row column value";
    IndexList rowIndices = new IndexList();
    IndexList columnIndices = new IndexList();
    for (long entry = 0; entry < size[2]; entry++) {
      String[] words = require(pattern ? 2 : 3, wanted, entry, size[2]);
      int row = index(words[0], rows, "row");
      int column = index(words[1], columns, "column");
      value(pattern ? "1" : words[2]);
      rowIndices.add(row);
      columnIndices.add(column);
      if (header.symmetry() != Symmetry.GENERAL) {
        requireStored(row, column);
        if (row != column) {
          rowIndices.add(column);
          columnIndices.add(row);
          values.repeat(values.size() - 1, header.symmetry() == Symmetry.SKEW_SYMMETRIC);
        }
      }
    }
    requireEnd(size[2]);
    return new Coordinates(
            rows,
            columns,
            rowIndices.toArray(),
            columnIndices.toArray(),
            Elements.of(values.toArray()),
            dtype())
        .toRows(source);
  }

  private void requireStored(int row, int column) {
    boolean skew = header.symmetry() == Symmetry.SKEW_SYMMETRIC;
    if (row < column || (skew && row == column)) {
      throw source.refuse(
          "%s: entry (%d, %d) must be below the diagonal%s, the matrix is %s",
          lines.position(),
          row + 1,
          column + 1,
          skew ? "" : " or on it",
          skew ? "skew-symmetric" : "symmetric");
    }
  }

  private NumericArray array() throws IOException {
    long[] size = sizes(2, "rows columns");
    Shape shape = ArrayLimits.shape(source, ImmutableLongArray.copyOf(size), DType.FLOAT64);
    int rows = shape.extent(0);
    boolean general = header.symmetry() == Symmetry.GENERAL;
    boolean skew = header.symmetry() == Symmetry.SKEW_SYMMETRIC;
    long stored = general ? shape.size() : (long) rows * (rows + (skew ? -1 : 1)) / 2;
    for (long entry = 0; entry < stored; entry++) {
      value(require(1, "value", entry, stored)[0]);
    }
    requireEnd(stored);
    Elements columnMajor = Elements.of(general ? values.toArray() : unfold(rows, skew));
    return new NumericArray(
        Tensor.wrap(FortranOrder.toRowMajor(columnMajor, shape), shape), dtype());
  }

  /** Both triangles from the lower one, which is stored column by column. */
  private double[] unfold(int rows, boolean skew) {
    double[] stored = values.toArray();
    double[] both = new double[rows * rows];
    int next = 0;
    for (int column = 0; column < rows; column++) {
      for (int row = skew ? column + 1 : column; row < rows; row++) {
        both[row + column * rows] = stored[next];
        both[column + row * rows] = skew ? 0.0 - stored[next] : stored[next];
        next++;
      }
    }
    return both;
  }

  private long[] sizes(int count, String wanted) throws IOException {
    String[] words = lines.next(count, wanted);
    if (words == null) {
      throw source.refuse("ends before the line with its size: %s", wanted);
    }
    long[] sizes = Arrays.stream(words).mapToLong(word -> size(word, wanted)).toArray();
    if (header.symmetry() != Symmetry.GENERAL && sizes[0] != sizes[1]) {
      throw source.refuse(
          "is %dx%d, a symmetric or skew-symmetric matrix must be square", sizes[0], sizes[1]);
    }
    return sizes;
  }

  private long size(String word, String wanted) {
    long value = NumberText.isInteger(word) && word.length() < 19 ? Long.parseLong(word) : -1;
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw source.refuse(
          "%s: %s in the size (%s) must be an integer from 0 to %d",
          lines.position(), Source.quote(word), wanted, Integer.MAX_VALUE);
    }
    return value;
  }

  private int index(String word, int extent, String what) {
    long value = NumberText.isInteger(word) && word.length() < 19 ? Long.parseLong(word) : -1;
    if (value < 1 || value > extent) {
      throw source.refuse(
          "%s: %s %s must be an integer from 1 to %d",
          lines.position(), what, Source.quote(word), extent);
    }
    return (int) value - 1;
  }

  private void value(String word) {
    if (header.field() == Field.INTEGER && !NumberText.isInteger(word)) {
      throw source.refuse(
          "%s: %s is not an integer, the first line says integer",
          lines.position(), Source.quote(word));
    }
    values.add(word);
  }

  private String[] require(int count, String wanted, long entry, long claimed) throws IOException {
    String[] words = lines.next(count, wanted);
    if (words == null) {
      throw source.refuse("is truncated: must have %d entries, has %d", claimed, entry);
    }
    return words;
  }

  private void requireEnd(long claimed) throws IOException {
    if (lines.hasMore()) {
      throw source.refuse("%s: more than the %d entries it claims", lines.position(), claimed);
    }
  }

  private DType dtype() {
    return header.field() == Field.REAL
        ? DType.FLOAT64
        : values.size() == 0 ? DType.INT64 : values.dtype();
  }
}
