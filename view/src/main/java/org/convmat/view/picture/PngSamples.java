package org.convmat.view.picture;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From the pixels in a PNG file to plain ones: a palette becomes RGB, a transparent colour an alpha
 * channel, 1, 2 and 4 bits become 8. Thread-safe.
 */
final class PngSamples {

  private final PngHeader header;
  private final byte @Nullable [] palette;
  private final byte @Nullable [] transparency;
  private final PictureFault fault;
  private final PictureInfo info;

  PngSamples(
      PngHeader header,
      byte @Nullable [] palette,
      byte @Nullable [] transparency,
      PictureFault fault) {
    this.header = header;
    this.palette = palette;
    this.transparency = transparency;
    this.fault = fault;
    boolean indexed = header.colourType() == PngHeader.PALETTE;
    if (indexed && (palette == null || palette.length % 3 != 0 || palette.length > 3 * 256)) {
      throw fault.refuse(
          "is a broken PNG: its palette has %d bytes, must have 3 for each of 1 to 256 colours",
          palette == null ? 0 : palette.length);
    }
    boolean hasAlpha = header.samples() % 2 == 0;
    if (transparency != null && !indexed && !hasAlpha) {
      requireKey(transparency.length, 2 * header.samples());
    }
    int base = indexed ? 3 : header.samples();
    int channels = transparency != null && !hasAlpha ? base + 1 : base;
    this.info =
        new PictureInfo(header.width(), header.height(), channels, Math.max(8, header.depth()));
  }

  private void requireKey(int length, int wanted) {
    if (length != wanted) {
      throw fault.refuse("is a broken PNG: tRNS has %d bytes, must have %d", length, wanted);
    }
  }

  /** The picture as it will be seen. */
  PictureInfo info() {
    return info;
  }

  /** Whether the rows in the file are plain already. */
  boolean isPlain() {
    return header.depth() >= 8 && header.samples() == info.channels() && palette() == null;
  }

  private byte @Nullable [] palette() {
    return header.colourType() == PngHeader.PALETTE ? palette : null;
  }

  /** A row of {@code pixels} pixels; {@code packed} itself if it is plain. */
  byte[] expand(byte[] packed, int pixels) {
    if (isPlain()) {
      return packed;
    }
    byte[] plain = new byte[pixels * info.pixelBytes()];
    byte[] colours = palette();
    if (colours != null) {
      expandPalette(packed, pixels, colours, plain);
    } else if (header.depth() < 8) {
      expandBits(packed, pixels, plain);
    } else {
      expandKey(packed, pixels, plain);
    }
    return plain;
  }

  private void expandPalette(byte[] packed, int pixels, byte[] colours, byte[] plain) {
    int channels = info.channels();
    for (int x = 0; x < pixels; x++) {
      int index = bits(packed, x);
      if (3 * index >= colours.length) {
        throw fault.refuse(
            "is a broken PNG: it uses colour %d of a palette of %d", index, colours.length / 3);
      }
      System.arraycopy(colours, 3 * index, plain, x * channels, 3);
      if (transparency != null) {
        plain[x * channels + 3] = index < transparency.length ? transparency[index] : (byte) 0xFF;
      }
    }
  }

  private void expandBits(byte[] packed, int pixels, byte[] plain) {
    int channels = info.channels();
    int step = 255 / ((1 << header.depth()) - 1);
    int key =
        transparency == null ? -1 : ((transparency[0] & 0xFF) << 8) | (transparency[1] & 0xFF);
    for (int x = 0; x < pixels; x++) {
      int value = bits(packed, x);
      plain[x * channels] = (byte) (value * step);
      if (channels == 2) {
        plain[2 * x + 1] = (byte) (value == key ? 0 : 0xFF);
      }
    }
  }

  /** A sample of up to 8 bits. */
  private int bits(byte[] packed, int index) {
    int depth = header.depth();
    int bit = index * depth;
    int shift = 8 - depth - (bit & 7);
    return (packed[bit >> 3] >> shift) & ((1 << depth) - 1);
  }

  private void expandKey(byte[] packed, int pixels, byte[] plain) {
    int from = header.samples() * header.depth() / 8;
    int to = info.pixelBytes();
    byte[] key = key(from);
    for (int x = 0; x < pixels; x++) {
      System.arraycopy(packed, x * from, plain, x * to, from);
      boolean transparent = Arrays.equals(packed, x * from, (x + 1) * from, key, 0, from);
      Arrays.fill(plain, x * to + from, (x + 1) * to, (byte) (transparent ? 0 : 0xFF));
    }
  }

  /** The transparent colour as a pixel in the file; tRNS has two bytes for every sample. */
  private byte[] key(int bytes) {
    byte[] wide = transparency == null ? new byte[6] : transparency;
    if (header.depth() == 16) {
      return wide;
    }
    byte[] key = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      key[i] = wide[2 * i + 1];
    }
    return key;
  }
}
