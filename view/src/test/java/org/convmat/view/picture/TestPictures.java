package org.convmat.view.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Pictures for tests, made from a seed. */
public final class TestPictures {

  private TestPictures() {}

  /** Waves with some noise, full range; alpha has holes. */
  public static byte[][] rows(PictureInfo info, long seed) {
    Random random = new Random(seed);
    byte[][] rows = new byte[info.height()][(int) info.rowBytes()];
    for (int y = 0; y < info.height(); y++) {
      for (int i = 0; i < info.width() * info.channels(); i++) {
        int x = i / info.channels();
        int channel = i % info.channels();
        double wave = Math.sin(x * 0.21 + channel) * Math.cos(y * 0.13 - channel);
        double value = 0.5 + 0.6 * wave + 0.1 * random.nextGaussian();
        boolean hole = info.hasAlpha() && channel == info.channels() - 1 && wave > 0.4;
        int level = hole ? 0 : (int) Math.round(Math.max(0, Math.min(1, value)) * info.most());
        put(rows[y], i, level, info);
      }
    }
    return rows;
  }

  private static void put(byte[] row, int sample, int level, PictureInfo info) {
    if (info.bits() == 16) {
      row[2 * sample] = (byte) (level >> 8);
      row[2 * sample + 1] = (byte) level;
    } else {
      row[sample] = (byte) level;
    }
  }

  /** A sample's level. */
  public static int level(byte[][] rows, PictureInfo info, int x, int y, int channel) {
    int i = x * info.channels() + channel;
    return info.bits() == 16
        ? ((rows[y][2 * i] & 0xFF) << 8) | (rows[y][2 * i + 1] & 0xFF)
        : rows[y][i] & 0xFF;
  }

  /** Writes a PNG in bands of seven rows. */
  public static Path png(Path file, PictureInfo info, byte[][] rows) {
    try (var out = Files.newOutputStream(file)) {
      PngWriter writer = new PngWriter(out, info, List.of(), 6);
      for (int y = 0; y < rows.length; y += 7) {
        ByteArrayOutputStream band = new ByteArrayOutputStream();
        for (int n = y; n < Math.min(rows.length, y + 7); n++) {
          band.writeBytes(rows[n]);
        }
        writer.write(writer.encode(band.toByteArray()));
      }
      writer.finish();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads all rows, and what follows them. */
  public static byte[][] read(PictureReader reader) {
    byte[][] rows = new byte[reader.info().height()][];
    for (int y = 0; y < rows.length; y++) {
      rows[y] = reader.next();
    }
    reader.finish();
    return rows;
  }
}
