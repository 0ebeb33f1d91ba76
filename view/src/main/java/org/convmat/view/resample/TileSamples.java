package org.convmat.view.resample;

import java.util.Arrays;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ElementType;
import org.convmat.view.picture.PictureInfo;
import org.jspecify.annotations.Nullable;

/**
 * Between rows of a picture and the planes of a tile: colours are multiplied by their alpha on the
 * way in and divided by it on the way out, so that what is transparent lends no colour to its
 * neighbours. Thread-safe.
 */
final class TileSamples {

  private final PictureInfo from;
  private final PictureInfo to;
  private final Transfer colours;
  private final Transfer alpha;
  private final boolean weighed;

  /**
   * Describes both sides.
   *
   * @param weighed whether one more plane carries the sum of the weights
   */
  TileSamples(PictureInfo from, PictureInfo to, boolean linear, boolean weighed) {
    this.from = from;
    this.to = to;
    this.alpha = Transfer.levels(from.most(), to.most());
    this.colours = linear ? Transfer.light(from.most(), to.most()) : alpha;
    this.weighed = weighed;
  }

  /** Planes of a tile. */
  int planes() {
    return from.channels() + (weighed ? 1 : 0);
  }

  /**
   * Fills a tile.
   *
   * @param rows of the picture, null outside it
   * @param left the column of the picture at the tile's first one; may lie outside
   */
  void load(byte[] @Nullable [] rows, int left, Tensor tile) {
    int height = tile.shape().extent(2);
    int width = tile.shape().extent(3);
    int begin = Math.max(0, -left);
    int end = Math.max(begin, Math.min(width, from.width() - left));
    double[] line = new double[width];
    double[] opacity = new double[width];
    for (int y = 0; y < height; y++) {
      byte[] row = rows[y];
      for (int plane = planes() - 1; plane >= 0; plane--) {
        int at = (plane * height + y) * width;
        tile.elements().fill(at, at + width, 0);
        if (row != null) {
          loadLine(row, plane, left, begin, end, line, opacity);
          put(line, begin, end, tile, at);
        }
      }
    }
  }

  private void loadLine(
      byte[] row, int plane, int left, int begin, int end, double[] line, double[] opacity) {
    if (plane == from.channels()) {
      Arrays.fill(line, begin, end, 1);
      return;
    }
    boolean isAlpha = from.hasAlpha() && plane == from.channels() - 1;
    double[] values = isAlpha ? alpha.values() : colours.values();
    int step = from.pixelBytes();
    int at = (left + begin) * step + plane * from.sampleBytes();
    if (from.bits() == Byte.SIZE) {
      for (int x = begin; x < end; x++, at += step) {
        line[x] = values[row[at] & 0xFF];
      }
    } else {
      for (int x = begin; x < end; x++, at += step) {
        line[x] = values[((row[at] & 0xFF) << 8) | (row[at + 1] & 0xFF)];
      }
    }
    if (isAlpha) {
      System.arraycopy(line, begin, opacity, begin, end - begin);
    } else if (from.hasAlpha()) {
      for (int x = begin; x < end; x++) {
        line[x] *= opacity[x] / to.most();
      }
    }
  }

  private static void put(double[] line, int begin, int end, Tensor tile, int at) {
    if (tile.elementType() == ElementType.DOUBLE) {
      System.arraycopy(line, begin, tile.doubles(), at + begin, end - begin);
      return;
    }
    float[] floats = tile.floats();
    for (int x = begin; x < end; x++) {
      floats[at + x] = (float) line[x];
    }
  }

  /**
   * Writes a tile into rows of the result.
   *
   * @param down one over the sum of weights of each row of the tile
   * @param right the same of each column of the result
   * @param left the column of the result at the tile's first one
   */
  void store(Tensor tile, double[] down, double[] right, int left, byte[] band) {
    int height = tile.shape().extent(2);
    int width = tile.shape().extent(3);
    int columns = Math.min(width, to.width() - left);
    int rows = Math.min(height, (int) (band.length / to.rowBytes()));
    double[] line = new double[columns];
    double[] opacity = new double[columns];
    double[] factors = new double[columns];
    for (int y = 0; y < rows; y++) {
      factors(tile, y, down[y], right, left, factors);
      for (int plane = to.channels() - 1; plane >= 0; plane--) {
        take(tile, (plane * height + y) * width, factors, line);
        if (to.hasAlpha()) {
          divide(line, opacity, plane);
        }
        int at = (int) (y * to.rowBytes()) + left * to.pixelBytes() + plane * to.sampleBytes();
        boolean isAlpha = to.hasAlpha() && plane == to.channels() - 1;
        write(line, isAlpha ? alpha : colours, band, at);
      }
    }
  }

  /** What each cell of a row is multiplied with. */
  private void factors(
      Tensor tile, int y, double down, double[] right, int left, double[] factors) {
    int width = tile.shape().extent(3);
    int at = (from.channels() * tile.shape().extent(2) + y) * width;
    for (int x = 0; x < factors.length; x++) {
      factors[x] =
          weighed
              ? 1 / AxisSums.checked(tile.elements().get(at + x), left + x)
              : down * right[left + x];
    }
  }

  private static void take(Tensor tile, int at, double[] factors, double[] line) {
    if (tile.elementType() == ElementType.DOUBLE) {
      double[] doubles = tile.doubles();
      for (int x = 0; x < line.length; x++) {
        line[x] = doubles[at + x] * factors[x];
      }
    } else {
      float[] floats = tile.floats();
      for (int x = 0; x < line.length; x++) {
        line[x] = floats[at + x] * factors[x];
      }
    }
  }

  private void divide(double[] line, double[] opacity, int plane) {
    if (plane == to.channels() - 1) {
      System.arraycopy(line, 0, opacity, 0, line.length);
      return;
    }
    for (int x = 0; x < line.length; x++) {
      // below half a level the pixel is written as transparent, and has no colour
      line[x] = opacity[x] < 0.5 ? 0 : line[x] * to.most() / opacity[x];
    }
  }

  private void write(double[] line, Transfer transfer, byte[] band, int first) {
    int at = first;
    int step = to.pixelBytes();
    if (to.bits() == Byte.SIZE) {
      for (double value : line) {
        band[at] = (byte) transfer.level(value);
        at += step;
      }
      return;
    }
    for (double value : line) {
      int level = transfer.level(value);
      band[at] = (byte) (level >> 8);
      band[at + 1] = (byte) level;
      at += step;
    }
  }
}
