package org.convmat.view.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import org.convmat.core.failure.InvalidInputException;

/**
 * A JPEG file, decoded whole by the JDK, turned upright as EXIF says, its colours brought to sRGB.
 * Refused with the numbers if the heap cannot hold it.
 */
final class JpegReader implements PictureReader {

  private final PictureInfo info;
  private final Raster raster;
  private final Orientation orientation;
  private int row;

  private JpegReader(BufferedImage image, Orientation orientation) {
    this.raster = image.getRaster();
    this.orientation = orientation;
    int width = orientation.turns() ? image.getHeight() : image.getWidth();
    int height = orientation.turns() ? image.getWidth() : image.getHeight();
    this.info = new PictureInfo(width, height, raster.getNumBands(), Byte.SIZE);
  }

  /** Decodes a file. */
  static JpegReader open(Path path) {
    PictureFault fault = new PictureFault(path);
    try {
      return new JpegReader(decode(path, fault), Orientation.ofJpeg(path));
    } catch (IIOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      if (e instanceof InvalidInputException refusal) {
        throw refusal;
      }
      throw fault.refuse("is a JPEG that cannot be read: %s", e.getMessage());
    } catch (IOException e) {
      throw fault.unreadable(e);
    }
  }

  private static BufferedImage decode(Path path, PictureFault fault) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    List<String> warnings = new ArrayList<>();
    try (FileImageInputStream in = new FileImageInputStream(path.toFile())) {
      reader.setInput(in, true, true);
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      String size = String.format(Locale.ROOT, "the JPEG of %dx%d", width, height);
      fault.requireHeap(3.0 * width * height, size);
      BufferedImage image = reader.read(0);
      if (!warnings.isEmpty()) {
        throw fault.refuse("is a broken or cut off JPEG: %s", warnings.get(0));
      }
      return inKnownColours(image, fault);
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage inKnownColours(BufferedImage image, PictureFault fault) {
    ColorSpace space = image.getColorModel().getColorSpace();
    int bands = image.getRaster().getNumBands();
    if (bands != 1 && bands != 3) {
      throw fault.refuse("is a JPEG of %d colours, must be grey or RGB; convert it first", bands);
    }
    if (bands == 1 || space.isCS_sRGB()) {
      return image;
    }
    fault.requireHeap(
        3.0 * image.getWidth() * image.getHeight(), "the conversion of the colours to sRGB");
    BufferedImage converted =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    return new ColorConvertOp(null).filter(image, converted);
  }

  @Override
  public PictureInfo info() {
    return info;
  }

  @Override
  public List<PngChunk> colour() {
    return List.of();
  }

  @Override
  public byte[] next() {
    int channels = info.channels();
    byte[] pixels = new byte[info.width() * channels];
    int[] samples = orientation.turns() ? column() : fileRow();
    boolean backwards = backwards();
    for (int x = 0; x < info.width(); x++) {
      int from = (backwards ? info.width() - 1 - x : x) * channels;
      for (int c = 0; c < channels; c++) {
        pixels[x * channels + c] = (byte) samples[from + c];
      }
    }
    row++;
    return pixels;
  }

  /** Whether the row runs against the order in the file. */
  private boolean backwards() {
    return orientation.turns()
        ? orientation.sourceY(0, row, raster.getHeight()) != 0
        : orientation.sourceX(0, row, raster.getWidth()) != 0;
  }

  private int[] fileRow() {
    int y = orientation.sourceY(0, row, raster.getHeight());
    return raster.getPixels(0, y, raster.getWidth(), 1, (int[]) null);
  }

  private int[] column() {
    int x = orientation.sourceX(0, row, raster.getWidth());
    return raster.getPixels(x, 0, 1, raster.getHeight(), (int[]) null);
  }

  @Override
  public void finish() {
    // the file was read whole
  }

  @Override
  public void close() {
    // the file was read whole
  }
}
