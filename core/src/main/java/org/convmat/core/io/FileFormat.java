package org.convmat.core.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.convmat.core.failure.InvalidInputException;

/** The kinds of file, told apart by extension (in either case). */
public enum FileFormat {
  /**
   * One NumPy array, any rank and dtype. See <a
   * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format
   * </a>.
   */
  NPY,
  /** A zip archive of NumPy arrays: one dense array, or one sparse matrix as SciPy stores it. */
  NPZ,
  /**
   * A Matrix Market file, dense or sparse. See <a
   * href="https://math.nist.gov/MatrixMarket/formats.html">its format</a>.
   */
  MTX,
  /** Numbers in rows, rank 0 to 2. */
  CSV,
  /** Nested arrays of numbers, any rank. */
  JSON;

  /** The extension with its dot, such as {@code .npy}. */
  public String extension() {
    return "." + name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format that a path's extension stands for.
   *
   * @throws InvalidInputException if it has none, or one that is not known
   */
  public static FileFormat of(Path path) {
    Path fileName = path.getFileName();
    String name = fileName == null ? "" : fileName.toString();
    int dot = name.lastIndexOf('.');
    String extension = dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    for (FileFormat format : values()) {
      if (format.extension().equals(extension)) {
        return format;
      }
    }
    Source source = Source.of(path);
    String known =
        Arrays.stream(values()).map(FileFormat::extension).collect(Collectors.joining(", "));
    throw extension.isEmpty()
        ? source.refuse("has no extension to tell its format by; known are %s", known)
        : source.refuse("extension %s is not known; known are %s", extension, known);
  }
}
