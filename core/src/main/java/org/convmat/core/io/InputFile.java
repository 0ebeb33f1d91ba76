package org.convmat.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.convmat.core.failure.InvalidInputException;

/** A file to read: refuses what is no readable file, and turns every failure into a refusal. */
final class InputFile {

  private InputFile() {}

  /** How the content becomes a result. */
  @FunctionalInterface
  interface Reading<R> {
    R from(ByteInput input) throws IOException;
  }

  /** Reads a file's bytes. */
  static <R> R read(Path path, Reading<R> reading) {
    Source source = Source.of(path);
    check(source, path);
    try (InputStream in = Files.newInputStream(path)) {
      boolean regular = Files.isRegularFile(path); // the length of a pipe is not known
      long length = regular ? Files.size(path) : ByteInput.UNKNOWN;
      if (length == 0) {
        throw source.refuse("is empty");
      }
      return guarded(new ByteInput(source, in, length, regular), reading);
    } catch (IOException e) {
      throw source.refuse(e, "cannot be read");
    }
  }

  /** Reads bytes that someone else opened. */
  static <R> R guarded(ByteInput input, Reading<R> reading) {
    try {
      return reading.from(input);
    } catch (IOException | UncheckedIOException e) {
      throw input.source().refuse(e, "cannot be read");
    } catch (OutOfMemoryError e) {
      throw input
          .source()
          .refuse(
              "does not fit into the heap of %d bytes; give Java a larger -Xmx",
              Runtime.getRuntime().maxMemory());
    }
  }

  private static void check(Source source, Path path) throws InvalidInputException {
    if (!Files.exists(path)) {
      throw source.refuse("there is no such file");
    }
    if (Files.isDirectory(path)) {
      throw source.refuse("is a directory, must be a file");
    }
    if (!Files.isReadable(path)) {
      throw source.refuse("is not readable; change its permissions");
    }
  }
}
