package org.convmat.view.picture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.convmat.core.failure.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A PNG file, row by row: two rows are held, whatever the size of the picture. An interlaced one is
 * read whole first, and refused if the heap cannot hold it. Every CRC is checked.
 */
final class PngReader implements PictureReader {

  /** Deflate makes at most so many bytes of one. */
  private static final double MOST_INFLATED = 1032;

  private static final int LARGEST_CHUNK = 1 << 24;
  private static final int BUFFER = 1 << 16;

  private final PictureFault fault;
  private final PngInput chunks;
  private final Inflater inflater = new Inflater();
  private final InputStream pixels;
  private final PngHeader header;
  private final PngSamples samples;
  private final List<PngChunk> colour = new ArrayList<>();
  private final byte @Nullable [][] deinterlaced;
  private byte[] above;
  private int row;

  private PngReader(PictureFault fault, PngInput chunks, long fileSize) throws IOException {
    this.fault = fault;
    this.chunks = chunks;
    chunks.signature();
    String first = chunks.begin();
    if (!first.equals("IHDR")) {
      throw fault.refuse("is a broken PNG: it begins with %s, must begin with IHDR", first);
    }
    this.header = PngHeader.parse(chunks.data(PngHeader.LENGTH), fault);
    this.samples = samplesBeforeData();
    checkSize(fileSize);
    this.pixels = new InflaterInputStream(chunks, inflater, BUFFER);
    this.above = new byte[(int) header.packedBytes(header.width())];
    this.deinterlaced = header.interlaced() ? deinterlace() : null;
  }

  /** Opens a file and reads it up to the first pixel. */
  static PngReader open(Path path) {
    PictureFault fault = new PictureFault(path);
    try {
      return opened(path, fault);
    } catch (EOFException e) {
      throw fault.refuse("is cut off: it ends before the first pixel");
    } catch (IOException e) {
      throw fault.unreadable(e);
    }
  }

  private static PngReader opened(Path path, PictureFault fault) throws IOException {
    InputStream in = Files.newInputStream(path);
    try {
      return new PngReader(fault, new PngInput(in, fault), Files.size(path));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      in.close();
      throw e;
    }
  }

  private PngSamples samplesBeforeData() throws IOException {
    byte[] palette = null;
    byte[] transparency = null;
    for (String type = chunks.begin(); !type.equals("IDAT"); type = chunks.begin()) {
      switch (type) {
        case "PLTE" -> palette = chunks.data(LARGEST_CHUNK);
        case "tRNS" -> transparency = chunks.data(LARGEST_CHUNK);
        case "IEND" -> throw fault.refuse("is a broken PNG: it has no pixels");
        default -> other(type);
      }
    }
    return new PngSamples(header, palette, transparency, fault);
  }

  private void other(String type) throws IOException {
    if (Character.isUpperCase(type.charAt(0))) {
      throw fault.refuse("is a broken PNG: chunk %s must be understood and is not known", type);
    }
    if (PngChunk.COLOUR.contains(type) && chunks.left() <= LARGEST_CHUNK) {
      colour.add(new PngChunk(type, chunks.data(LARGEST_CHUNK)));
    } else {
      chunks.skip();
    }
  }

  /** Refuses what the file cannot hold and what the heap cannot hold. */
  private void checkSize(long fileSize) {
    if (header.bytes() > fileSize * MOST_INFLATED + BUFFER) {
      throw fault.refuse(
          "is broken or cut off: %s pixels are %.0f bytes, a file of %d bytes holds at most %.0f",
          header, header.bytes(), fileSize, fileSize * MOST_INFLATED);
    }
    PictureInfo info = samples.info();
    double rows = header.interlaced() ? info.bytes() : 4.0 * info.rowBytes();
    fault.requireHeap(rows, (header.interlaced() ? "interlaced, " : "a few rows of ") + info);
    if (info.rowBytes() > Integer.MAX_VALUE - 8) {
      throw fault.refuse(
          "a row of %s has %d bytes, may have %d", info, info.rowBytes(), Integer.MAX_VALUE - 8);
    }
  }

  @Override
  public PictureInfo info() {
    return samples.info();
  }

  @Override
  public List<PngChunk> colour() {
    return colour;
  }

  @Override
  public byte[] next() {
    if (deinterlaced != null) {
      return deinterlaced[row++];
    }
    byte[] packed = packedRow(header.width(), above);
    above = packed;
    row++;
    return samples.expand(packed, header.width());
  }

  private byte[][] deinterlace() {
    PictureInfo info = samples.info();
    byte[][] rows = new byte[header.height()][(int) info.rowBytes()];
    for (Adam7 pass : Adam7.passes(header.width(), header.height())) {
      byte[] over = new byte[(int) header.packedBytes(pass.width())];
      for (int y = 0; y < pass.height(); y++) {
        over = packedRow(pass.width(), over);
        byte[] plain = samples.expand(over, pass.width());
        pass.scatter(plain, rows[pass.top() + y * pass.stepDown()], info.pixelBytes());
      }
    }
    return rows;
  }

  /** The next row in the file, its filter undone. */
  private byte[] packedRow(int width, byte[] over) {
    byte[] packed = new byte[(int) header.packedBytes(width)];
    try {
      int filter = pixels.read();
      if (filter < 0 || pixels.readNBytes(packed, 0, packed.length) < packed.length) {
        throw new EOFException();
      }
      if (filter > PngFilter.PAETH) {
        throw fault.refuse("is a broken PNG: row %d has filter %d, must be 0 to 4", row, filter);
      }
      PngFilter.undo(filter, packed, over, header.filterDistance());
      return packed;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private InvalidInputException broken(IOException cause) {
    if (cause instanceof EOFException) {
      return fault.refuse("is cut off: it ends in row %d of %d", row, header.height());
    }
    return cause instanceof ZipException
        ? fault.refuse("is a broken PNG: row %d: %s", row, cause.getMessage())
        : fault.unreadable(cause);
  }

  @Override
  public void finish() {
    try {
      while (pixels.read(new byte[BUFFER]) >= 0) {
        // more pixels than the header says, as other readers ignore them; the sum is checked
      }
      while (chunks.read(new byte[BUFFER], 0, BUFFER) >= 0) {
        // bytes after the compressed data
      }
      chunks.skip();
      while (!chunks.type().equals("IEND")) {
        chunks.begin();
        chunks.skip();
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public void close() {
    inflater.end();
    try {
      chunks.close();
    } catch (IOException e) {
      // it was only read
    }
  }
}
