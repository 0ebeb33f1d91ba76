package org.convmat.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Tensor;

/**
 * Arrays in files, by extension: see {@link FileFormat}.
 *
 * <p>What a format cannot say: CSV and Matrix Market files are always rank 2, also with a single
 * row or column, of which {@link #readVector} makes rank 1. CSV, JSON and Matrix Market files do
 * not name a dtype: they are int64 where every number is written as an integer (uint64 where one
 * needs it), else float64. Floats are written with the fewest digits that give the same number back
 * in their own type. JSON may also be an object with the keys {@code dtype}, {@code shape}, {@code
 * data}. CSV separators are commas, or tabs or semicolons where the first line has no comma; there
 * is no header.
 *
 * <p>An integer that a double cannot hold exactly is refused, never rounded. Every refusal is an
 * {@link InvalidInputException} of one line that begins with the file's name.
 *
 * <p>Thread-safe: there is no state.
 */
public final class ArrayFiles {

  private ArrayFiles() {}

  /**
   * Reads an array. A sparse matrix in an {@code .npz} or {@code .mtx} file is expanded.
   *
   * @return row-major, whatever the order in the file
   * @throws InvalidInputException if the extension is not known, or the file cannot be read, holds
   *     something else, is damaged, or does not fit into the heap
   */
  public static NumericArray read(Path path) {
    return switch (FileFormat.of(path)) {
      case NPY -> InputFile.read(path, NpyReader::read);
      case NPZ -> NpzReader.read(path);
      case MTX -> InputFile.read(path, MtxReader::read);
      case CSV -> InputFile.read(path, CsvArrayReader::read);
      case JSON -> InputFile.read(path, JsonArrayReader::read);
    };
  }

  /**
   * Reads a vector: an array of rank 1, or a single row or column, which becomes rank 1.
   *
   * @throws InvalidInputException as {@link #read}, or if more than one extent exceeds 1
   */
  public static NumericArray readVector(Path path) {
    return vector(Source.of(path), read(path));
  }

  private static NumericArray vector(Source source, NumericArray array) {
    int size = array.shape().size();
    for (int extent : array.shape().toArray()) {
      if (extent != 1 && extent != size) {
        throw source.refuse("has shape %s, must be one row or one column", array.shape());
      }
    }
    return new NumericArray(array.tensor().reshape(size), array.dtype());
  }

  /**
   * Reads CSV from a stream, to its end; the stream is closed.
   *
   * @param name what messages call it, such as {@code standard input}
   * @throws InvalidInputException if it holds no CSV of numbers, or reading fails
   */
  public static NumericArray readCsv(InputStream in, String name) {
    Source source = new Source(name);
    return InputFile.guarded(
        new ByteInput(source, in, ByteInput.UNKNOWN, false), CsvArrayReader::read);
  }

  /**
   * Writes an array, whole or not at all: see {@link AtomicFile}. {@code .npy} and {@code .npz}
   * keep the dtype (float16 becomes float32); {@code .csv} and {@code .mtx} hold rank 0 to 2 only.
   *
   * @throws InvalidInputException if the extension is not known, the file cannot be written, the
   *     format cannot hold the shape, or an element is not a value of the integer dtype
   */
  public static void write(NumericArray array, Path path) {
    Source source = Source.of(path);
    switch (FileFormat.of(path)) {
      case NPY -> AtomicFile.write(path, out -> NpyWriter.write(source, array, out));
      case NPZ -> AtomicFile.write(path, out -> NpzWriter.write(source, array, out));
      case MTX -> AtomicFile.write(path, out -> MtxWriter.write(source, array, out));
      case CSV -> AtomicFile.write(path, out -> CsvArrayWriter.write(source, array, out));
      case JSON -> AtomicFile.write(path, out -> JsonArrayWriter.write(source, array, out));
    }
  }

  /** Writes a tensor as float32 or float64; see {@link #write(NumericArray, Path)}. */
  public static void write(Tensor tensor, Path path) {
    write(NumericArray.of(tensor), path);
  }

  /**
   * Writes CSV to a stream and flushes it; the stream stays open.
   *
   * @param name what messages call it, such as {@code standard output}
   * @throws InvalidInputException if CSV cannot hold the shape, or an element is not a value of the
   *     integer dtype; nothing is written then
   * @throws IOException if the stream cannot take it
   */
  public static void writeCsv(NumericArray array, OutputStream out, String name)
      throws IOException {
    CsvArrayWriter.write(new Source(name), array, out);
    out.flush();
  }
}
