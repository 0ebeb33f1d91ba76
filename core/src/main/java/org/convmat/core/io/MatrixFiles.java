package org.convmat.core.io;

import java.nio.file.Path;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.DType;
import org.convmat.spi.CsrMatrix;

/**
 * Sparse matrices in files, by extension: {@code .npz} as {@code scipy.sparse.save_npz} and {@code
 * load_npz} have it, and {@code .mtx}, Matrix Market. The other formats hold dense arrays: {@link
 * ArrayFiles}.
 *
 * <p>Every refusal is an {@link InvalidInputException} of one line that begins with the file's
 * name. Thread-safe: there is no state.
 */
public final class MatrixFiles {

  private MatrixFiles() {}

  /**
   * Reads a sparse matrix. Entries at the same place are added up, and explicit zeros stay entries.
   * Of a file that holds a dense array of rank 2, in any format, the elements that are not zero are
   * the entries.
   *
   * @return doubles, or floats where the file holds float32 or float16
   * @throws InvalidInputException if the extension is not known, or the file cannot be read, holds
   *     something else, is damaged, or does not fit into the heap
   */
  public static CsrMatrix readSparse(Path path) {
    SparseArray sparse =
        switch (FileFormat.of(path)) {
          case NPZ -> NpzReader.readSparse(path);
          case MTX -> InputFile.read(path, MtxReader::readSparse);
          case NPY, CSV, JSON -> SparseArray.of(Source.of(path), ArrayFiles.read(path));
        };
    return sparse.matrix();
  }

  /**
   * Writes a sparse matrix of float32 or float64 in the layout {@link SparseLayout#CSR}; see {@link
   * #write(CsrMatrix, DType, SparseLayout, Path)}.
   */
  public static void write(CsrMatrix matrix, Path path) {
    write(matrix, DType.of(matrix.elementType()), SparseLayout.CSR, path);
  }

  /**
   * Writes a sparse matrix, whole or not at all: see {@link AtomicFile}.
   *
   * @param dtype what the values are in the file; {@link DType#elementType()} is the matrix's
   * @param layout of an {@code .npz} file; {@code .mtx} knows coordinates only
   * @throws InvalidInputException if the format holds no sparse matrices, the file cannot be
   *     written, or a value is not one of the integer dtype
   */
  public static void write(CsrMatrix matrix, DType dtype, SparseLayout layout, Path path) {
    Source source = Source.of(path);
    SparseArray sparse = new SparseArray(matrix, dtype);
    switch (FileFormat.of(path)) {
      case NPZ -> AtomicFile.write(path, out -> NpzWriter.write(source, sparse, layout, out));
      case MTX -> AtomicFile.write(path, out -> MtxWriter.write(source, sparse, out));
      case NPY, CSV, JSON ->
          throw source.refuse(
              "%s holds no sparse matrix; use .npz or .mtx, or the dense form",
              FileFormat.of(path).extension());
    }
  }
}
