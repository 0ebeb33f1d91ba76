package org.convmat.core.io;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.Elements;

/**
 * Writes {@code .npz}: one dense array named {@code arr_0} as {@code numpy.savez_compressed} does,
 * or a sparse matrix as {@code scipy.sparse.save_npz} does. The same numbers give the same bytes.
 */
final class NpzWriter {

  /** The zip format's beginning of time, which NumPy writes too. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Source source;
  private final ZipOutputStream zip;

  private NpzWriter(Source source, OutputStream out) {
    this.source = source;
    this.zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.BEST_SPEED); // numbers shrink little; higher levels take far longer
  }

  static void write(Source source, NumericArray array, OutputStream out) throws IOException {
    NpzWriter writer = new NpzWriter(source, out);
    writer.entry("arr_0", array);
    writer.zip.finish();
  }

  static void write(Source source, SparseArray sparse, SparseLayout layout, OutputStream out)
      throws IOException {
    NpzWriter writer = new NpzWriter(source, out);
    CsrMatrix matrix = sparse.matrix();
    switch (layout) {
      case CSR -> {
        writer.indices("indices", matrix.columnIndices());
        writer.indices("indptr", matrix.rowPointers());
        writer.entry("data", sparse.values());
      }
      case CSC -> writer.columns(sparse);
      case COO -> {
        writer.indices("row", Coordinates.expand(matrix.rowPointers()));
        writer.indices("col", matrix.columnIndices());
        writer.entry("data", sparse.values());
      }
    }
    writer.begin("format");
    NpyWriter.writeText(layout.toString(), writer.zip);
    writer.zip.closeEntry();
    double[] extents = {matrix.rows(), matrix.columns()};
    writer.entry("shape", new NumericArray(Tensor.wrap(extents, 2), DType.INT64));
    writer.zip.finish();
  }

  /** Sorts by column; the rows, ascending before, stay so within each. */
  private void columns(SparseArray sparse) throws IOException {
    CsrMatrix matrix = sparse.matrix();
    int[] pointers = Coordinates.pointers(matrix.columnIndices(), matrix.columns());
    int[] order = Coordinates.order(matrix.columnIndices(), pointers);
    int[] rowOf = Coordinates.expand(matrix.rowPointers());
    int[] rows = new int[order.length];
    Elements values = Elements.allocate(matrix.elementType(), order.length);
    for (int e = 0; e < order.length; e++) {
      rows[e] = rowOf[order[e]];
      values.set(e, matrix.values().get(order[e]));
    }
    indices("indices", rows);
    indices("indptr", pointers);
    entry("data", new NumericArray(Tensor.wrap(values, Shape.of(order.length)), sparse.dtype()));
  }

  private void indices(String name, int[] indices) throws IOException {
    double[] values = new double[indices.length];
    for (int i = 0; i < indices.length; i++) {
      values[i] = indices[i];
    }
    entry(name, new NumericArray(Tensor.wrap(values, values.length), DType.INT32));
  }

  private void entry(String name, NumericArray array) throws IOException {
    begin(name);
    NpyWriter.write(source, array, zip);
    zip.closeEntry();
  }

  private void begin(String name) throws IOException {
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTimeLocal(EPOCH);
    zip.putNextEntry(entry);
  }
}
