package org.convmat.view.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.convmat.core.failure.InvalidInputException;

/**
 * Opens pictures to read and to write. What a file is, its first bytes say when it is read, and its
 * name when it is written. Stateless and thread-safe.
 */
public final class PictureFiles {

  private static final int LARGEST_JPEG = 65535;

  private PictureFiles() {}

  /** The formats. */
  public enum Format {
    /** Portable Network Graphics. */
    PNG,
    /** JPEG's file interchange format. */
    JPEG
  }

  /**
   * How a picture is compressed.
   *
   * @param level of a PNG's deflate, 0 to 9
   * @param quality of a JPEG, 1 to 100
   */
  public record Compression(int level, int quality) {
    /** Quick, and good. */
    public static final Compression DEFAULT = new Compression(2, 90);

    /**
     * Checks.
     *
     * @throws InvalidInputException if a value is out of range
     */
    public Compression {
      if (level < 0 || level > 9) {
        throw new InvalidInputException("compression level %d must be 0 to 9", level);
      }
      if (quality < 1 || quality > 100) {
        throw new InvalidInputException("quality %d must be 1 to 100", quality);
      }
    }
  }

  /** The format that the name's extension stands for, if any. */
  public static Optional<Format> named(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      return Optional.of(Format.PNG);
    }
    boolean jpeg = name.endsWith(".jpg") || name.endsWith(".jpeg");
    return jpeg ? Optional.of(Format.JPEG) : Optional.empty();
  }

  /**
   * Opens a picture.
   *
   * @throws InvalidInputException if it is none that can be read, is broken, or does not fit into
   *     the heap
   */
  public static PictureReader open(Path path) {
    PictureFault fault = new PictureFault(path);
    byte[] begin;
    try (InputStream in = Files.newInputStream(path)) {
      begin = in.readNBytes(PngChunk.SIGNATURE.length);
    } catch (IOException e) {
      throw fault.unreadable(e);
    }
    if (begin.length == 0) {
      throw fault.refuse("is empty");
    }
    if (begin[0] == PngChunk.SIGNATURE[0]) {
      return PngReader.open(path);
    }
    if (begin.length >= 2 && begin[0] == (byte) 0xFF && begin[1] == (byte) 0xD8) {
      return JpegReader.open(path);
    }
    throw fault.refuse("is no picture in PNG or JPEG; convert it to one of them");
  }

  /**
   * What a file will hold of a picture: the picture itself, or its 8 bits if it is a JPEG.
   *
   * @throws InvalidInputException if the name stands for no format, or the format cannot hold it
   */
  public static PictureInfo storable(Path path, PictureInfo info) {
    PictureFault fault = new PictureFault(path);
    if (format(path) == Format.PNG) {
      return info;
    }
    if (info.hasAlpha()) {
      throw fault.refuse("JPEG has no transparency, the picture is %s; write a .png", info);
    }
    if (info.width() > LARGEST_JPEG || info.height() > LARGEST_JPEG) {
      throw fault.refuse(
          "JPEG holds at most %dx%d, the picture is %s; write a .png",
          LARGEST_JPEG, LARGEST_JPEG, info);
    }
    PictureInfo stored = new PictureInfo(info.width(), info.height(), info.channels(), Byte.SIZE);
    fault.requireHeap(stored.bytes() * 1.1, "JPEG is written whole; " + stored);
    if (stored.bytes() > Integer.MAX_VALUE - 8) {
      throw fault.refuse("JPEG is written whole; %s is too large, write a .png", stored);
    }
    return stored;
  }

  /**
   * Begins a picture.
   *
   * @param path names the format
   * @param info as {@link #storable} gave it
   * @param source where the pixels come from, for what its file says about colours
   */
  public static PictureWriter writer(
      Path path, OutputStream out, PictureInfo info, PictureReader source, Compression compression)
      throws IOException {
    return format(path) == Format.PNG
        ? new PngWriter(out, info, source.colour(), compression.level())
        : new JpegWriter(out, info, compression.quality());
  }

  private static Format format(Path path) {
    return named(path)
        .orElseThrow(
            () -> new PictureFault(path).refuse("the name must end in .png, .jpg or .jpeg"));
  }
}
