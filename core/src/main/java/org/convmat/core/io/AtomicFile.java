package org.convmat.core.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.convmat.core.failure.InvalidInputException;

/**
 * Files that appear whole or not at all. The content goes into a temporary file in the target's
 * directory, which takes the target's place in one atomic move when it is complete. Until then an
 * older file at the target stays as it was. Whatever goes wrong, the temporary file is deleted,
 * also when the process is told to end (as by Ctrl-C) in the middle.
 *
 * <p>A target that exists and is no regular file (a pipe, {@code /dev/stdout}) cannot be replaced
 * and is written to directly.
 *
 * <p>Thread-safe; of two writers of one target, the later one wins.
 */
public final class AtomicFile {

  private static final int BUFFER = 1 << 16;

  private AtomicFile() {}

  /** What goes into a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes all of it.
     *
     * @param out buffered; need not be flushed or closed
     * @throws IOException if {@code out} cannot take it
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Refuses a target that could not be written, before work is spent on its content. Creates
   * nothing.
   *
   * @throws InvalidInputException if the target is a directory or not writable, or its directory is
   *     missing or not writable
   */
  public static void check(Path target) {
    Source source = Source.of(target);
    if (Files.isDirectory(target)) {
      throw source.refuse("is a directory, must be a file to write");
    }
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw source.refuse("is write-protected; choose another file or change its permissions");
    }
    if (!isDirect(target)) {
      checkDirectory(source, directory(target));
    }
  }

  private static void checkDirectory(Source source, Path directory) {
    if (!Files.exists(directory)) {
      throw source.refuse("cannot be written, there is no directory %s", directory);
    }
    if (!Files.isDirectory(directory)) {
      throw source.refuse("cannot be written, %s is not a directory", directory);
    }
    if (!Files.isWritable(directory)) {
      throw source.refuse("cannot be written, directory %s is write-protected", directory);
    }
  }

  /**
   * Writes a file, whole or not at all. A symbolic link stays and the file that it leads to is
   * replaced; an existing file's permissions stay.
   *
   * @throws InvalidInputException as {@link #check}, or if writing fails (as on a full disk)
   * @throws RuntimeException what {@code content} threw
   */
  public static void write(Path target, Content content) {
    check(target);
    try {
      if (isDirect(target)) {
        // appended, so that a regular file behind /dev/stdout keeps what the shell put there
        fill(target, content, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
      } else {
        replace(Files.exists(target) ? target.toRealPath() : target, content);
      }
    } catch (IOException e) {
      throw Source.of(target).refuse(e, "cannot be written");
    }
  }

  private static void replace(Path target, Content content) throws IOException {
    // Files.createTempFile would give the file to its owner only, and the move would keep that
    Path temporary = directory(target).resolve(".convmat-" + UUID.randomUUID() + ".tmp");
    Thread atExit = new Thread(() -> delete(temporary), "convmat-delete-temporary-file");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      fill(temporary, content, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
      keepPermissions(target, temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(temporary); // it is gone if the move succeeded
      forget(atExit);
    }
  }

  private static void fill(Path path, Content content, StandardOpenOption... options)
      throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(path, options), BUFFER)) {
      content.writeTo(out);
    }
  }

  private static void keepPermissions(Path target, Path temporary) throws IOException {
    if (Files.exists(target) && Files.getFileStore(target).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(target));
    }
  }

  private static void delete(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // the failure that brought us here is the one to report
    }
  }

  private static void forget(Thread atExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the process is ending and runs it now
    }
  }

  private static boolean isDirect(Path target) {
    // /dev/stdout may lead to a regular file, which the shell holds open: a move would miss it
    boolean device = target.startsWith("/dev") || target.startsWith("/proc");
    return Files.exists(target) && (device || !Files.isRegularFile(target));
  }

  private static Path directory(Path target) {
    Path parent = target.toAbsolutePath().getParent();
    return parent == null ? target.toAbsolutePath() : parent;
  }
}
