package org.convmat.core.io;

import java.nio.file.Path;
import java.util.Set;
import org.convmat.core.tensor.NumericArray;

/**
 * Reads {@code .npz}: one dense array, or one sparse matrix as {@code scipy.sparse.save_npz} stores
 * it, which is told by its entries {@code format}, {@code shape} and {@code data}.
 */
final class NpzReader {

  private static final Set<String> SPARSE = Set.of("format", "shape", "data");

  private NpzReader() {}

  /** The one array, or the sparse matrix with every zero stored. */
  static NumericArray read(Path path) {
    return NpzArchive.read(
        path,
        archive ->
            isSparse(archive)
                ? ScipyReader.read(archive).dense(archive.source())
                : single(archive));
  }

  /** The sparse matrix, or the elements of the one array that are not zero. */
  static SparseArray readSparse(Path path) {
    return NpzArchive.read(
        path,
        archive ->
            isSparse(archive)
                ? ScipyReader.read(archive)
                : SparseArray.of(archive.source(), single(archive)));
  }

  private static boolean isSparse(NpzArchive archive) {
    return archive.names().containsAll(SPARSE);
  }

  private static NumericArray single(NpzArchive archive) {
    Set<String> names = archive.names();
    if (names.size() != 1) {
      throw archive
          .source()
          .refuse(
              "holds %d arrays (%s), must hold one, or a sparse matrix with format, shape and data",
              names.size(), Source.quote(String.join(", ", names)));
    }
    return archive.read(names.iterator().next(), NpyReader::read);
  }
}
