package org.convmat.cli;

import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.io.ArrayFiles;
import org.convmat.core.io.FileFormat;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;

/**
 * The two arrays that a convolution begins with. CSV and Matrix Market have no rank 1: where one
 * array has rank 1, a single row or column from such a file counts as rank 1 too.
 */
record ArrayInput(NumericArray x, NumericArray kernel) {

  /** The name that stands for standard input and output. */
  static final String STREAM = "-";

  /** Reads both and checks that they belong to one number of axes. */
  static ArrayInput read(String input, String kernelFile, InputStream in) {
    if (input.equals(STREAM) && kernelFile.equals(STREAM)) {
      throw new InvalidInputException(
          "the input and --kernel are both -, but there is one standard input; give a file for one"
              + " of them");
    }
    NumericArray x = read(input, in);
    NumericArray kernel = read(kernelFile, in);
    ArrayInput arrays =
        new ArrayInput(
            kernel.shape().rank() == 1 ? asVector(x, input) : x,
            x.shape().rank() == 1 ? asVector(kernel, kernelFile) : kernel);
    arrays.requireSameRank(input, kernelFile);
    return arrays;
  }

  /** Reads a kernel for images of so many spatial axes. */
  static NumericArray readKernel(String kernelFile, int axes, InputStream in) {
    NumericArray kernel = read(kernelFile, in);
    return axes == 1 ? asVector(kernel, kernelFile) : kernel;
  }

  /** Reads one array from a file or from standard input. */
  static NumericArray read(String name, InputStream in) {
    return name.equals(STREAM)
        ? ArrayFiles.readCsv(in, "standard input")
        : ArrayFiles.read(path(name));
  }

  /** A file's name as a path. */
  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new InvalidInputException(name + ": is no file name: " + e.getReason(), e);
    }
  }

  private static NumericArray asVector(NumericArray array, String name) {
    Shape shape = array.shape();
    boolean alwaysRank2 = name.equals(STREAM) || isMatrixFormat(FileFormat.of(path(name)));
    boolean line = shape.rank() == 2 && (shape.extent(0) == 1 || shape.extent(1) == 1);
    return alwaysRank2 && line
        ? new NumericArray(array.tensor().reshape(shape.size()), array.dtype())
        : array;
  }

  private static boolean isMatrixFormat(FileFormat format) {
    return format == FileFormat.CSV || format == FileFormat.MTX;
  }

  private void requireSameRank(String input, String kernelFile) {
    if (x.shape().rank() != kernel.shape().rank()) {
      throw new InvalidInputException(
          "%s has shape %s (rank %d), the kernel %s has shape %s (rank %d); both must have the same"
              + " rank",
          input, x.shape(), x.shape().rank(), kernelFile, kernel.shape(), kernel.shape().rank());
    }
  }
}
