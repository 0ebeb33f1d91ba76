package org.convmat.view.picture;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.convmat.core.failure.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** Refusals of one file, which begin with its name. */
record PictureFault(Path path) {

  /** A refusal: what is wrong, and what would be right. */
  @FormatMethod
  InvalidInputException refuse(@FormatString String format, @Nullable Object... arguments) {
    return new InvalidInputException(
        "%s", path + ": " + String.format(Locale.ROOT, format, arguments));
  }

  /** A file that the system does not give. */
  InvalidInputException unreadable(IOException cause) {
    String reason = String.valueOf(cause.getMessage());
    if (cause instanceof NoSuchFileException) {
      reason = "there is no such file";
    } else if (Files.isDirectory(path)) {
      reason = "is a directory, must be a picture";
    } else if (cause instanceof AccessDeniedException) {
      reason = "cannot be read: permission denied";
    }
    return new InvalidInputException(path + ": " + reason, cause);
  }

  /** Refuses before allocating what the heap cannot give. */
  void requireHeap(double bytes, String what) {
    Runtime runtime = Runtime.getRuntime();
    long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    if (bytes > free) {
      throw refuse(
          "%s needs %.0f bytes, the heap of %d has %d left; give Java more, as in"
              + " CONVMAT_JAVA_OPTS=-Xmx8g",
          what, bytes, runtime.maxMemory(), free);
    }
  }
}
