package org.convmat.cli;

import com.google.common.base.Verify;
import java.nio.file.Path;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.io.ArrayFiles;
import org.convmat.core.io.AtomicFile;
import org.convmat.core.io.FileFormat;
import org.convmat.core.tensor.NumericArray;
import org.convmat.view.diagram.FigureFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a result goes: a file, standard output as CSV, or print. */
final class OutputOptions {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Write the result to a file, or to standard output as CSV with -; else it is"
              + " printed.")
  private @Nullable String output;

  @Mixin private final JsonOption json = new JsonOption();

  boolean toFile() {
    return output != null;
  }

  boolean toJson() {
    return json.wanted();
  }

  String name() {
    return Verify.verifyNotNull(output);
  }

  /** The file; not for a stream. */
  Path path() {
    return ArrayInput.path(name());
  }

  /** The format of the file; a stream is CSV. */
  FileFormat format() {
    return name().equals(ArrayInput.STREAM) ? FileFormat.CSV : FileFormat.of(path());
  }

  /** Refuses what could not be written, before anything is computed. */
  void check() {
    if (output == null) {
      return;
    }
    if (json.wanted()) {
      throw new InvalidInputException(
          "--json prints and -o %s writes; give one of them (a .json file holds the bare array)",
          output);
    }
    if (!output.equals(ArrayInput.STREAM)) {
      FileFormat.of(path());
      AtomicFile.check(path());
    }
  }

  /** Whether the file is a picture. */
  boolean toPicture() {
    return output != null && !output.equals(ArrayInput.STREAM) && FigureFile.isPicture(path());
  }

  /** Refuses a picture that could not be written, before it is drawn. */
  void checkPicture() {
    if (json.wanted()) {
      throw new InvalidInputException("--json prints and -o %s writes; give one of them", name());
    }
    FigureFile.check(path());
  }

  /** Refuses a format that cannot hold the result, before it is computed. */
  void checkRank(int rank) {
    if (output == null || rank <= 2) {
      return;
    }
    FileFormat format = format();
    if (format == FileFormat.CSV || format == FileFormat.MTX) {
      throw new InvalidInputException(
          "%s: %s holds rows and columns, the result has rank %d; use .npy, .npz or .json",
          output, format.extension(), rank);
    }
  }

  /** Writes an array. */
  void write(NumericArray array, Console console) {
    if (name().equals(ArrayInput.STREAM)) {
      console.out().write(out -> ArrayFiles.writeCsv(array, out, "standard output"));
    } else {
      ArrayFiles.write(array, path());
    }
  }
}
