package org.convmat.core.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.spi.CsrMatrix;

/**
 * Writes Matrix Market files, general, integer or real by dtype: a sparse matrix as coordinates row
 * by row, a dense array of rank 0 to 2 as an array (rank 1 as one column).
 */
final class MtxWriter {

  private MtxWriter() {}

  static void write(Source source, NumericArray array, OutputStream out) throws IOException {
    WholeNumbers.require(source, array);
    Shape shape = array.shape();
    if (shape.rank() > 2) {
      throw source.refuse(
          "a matrix cannot have shape %s of rank %d; use .npy or .json", shape, shape.rank());
    }
    int rows = shape.rank() == 0 ? 1 : shape.extent(0);
    int columns = shape.rank() < 2 ? 1 : shape.extent(1);
    Writer text = begin("array", array.dtype(), out);
    text.append(rows + " " + columns + "\n");
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        double value = array.tensor().elements().get(row * columns + column);
        text.append(NumberText.of(value, array.dtype())).append('\n');
      }
    }
    text.flush();
  }

  static void write(Source source, SparseArray sparse, OutputStream out) throws IOException {
    WholeNumbers.require(source, sparse.values());
    CsrMatrix matrix = sparse.matrix();
    Writer text = begin("coordinate", sparse.dtype(), out);
    text.append(matrix.rows() + " " + matrix.columns() + " " + matrix.entries() + "\n");
    for (int row = 0; row < matrix.rows(); row++) {
      for (int e = matrix.rowPointers()[row]; e < matrix.rowPointers()[row + 1]; e++) {
        text.append(Integer.toString(row + 1)).append(' ');
        text.append(Integer.toString(matrix.columnIndices()[e] + 1)).append(' ');
        text.append(NumberText.of(matrix.values().get(e), sparse.dtype())).append('\n');
      }
    }
    text.flush();
  }

  private static Writer begin(String format, DType dtype, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
    String field = dtype.isInteger() ? "integer" : "real";
    return text.append("%%MatrixMarket matrix " + format + " " + field + " general\n");
  }
}
