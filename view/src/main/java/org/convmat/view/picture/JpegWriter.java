package org.convmat.view.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A JPEG file: collected whole and encoded by the JDK at the end. */
final class JpegWriter implements PictureWriter {

  private final OutputStream out;
  private final PictureInfo info;
  private final float quality;
  private final BufferedImage image;
  private final byte[] pixels;
  private int filled;

  /**
   * Allocates the picture.
   *
   * @param quality 1 to 100
   */
  JpegWriter(OutputStream out, PictureInfo info, int quality) {
    this.out = out;
    this.info = info;
    this.quality = quality / 100f;
    int type = info.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    this.image = new BufferedImage(info.width(), info.height(), type);
    this.pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  @Override
  public PicturePiece encode(byte[] rows) {
    if (info.channels() == 3) {
      for (int i = 0; i < rows.length; i += 3) {
        byte red = rows[i]; // the picture lies as blue, green, red
        rows[i] = rows[i + 2];
        rows[i + 2] = red;
      }
    }
    return new PicturePiece(rows, rows.length, 0, rows.length);
  }

  @Override
  public void write(PicturePiece piece) {
    System.arraycopy(piece.bytes(), 0, pixels, filled, piece.length());
    filled += piece.length();
  }

  @Override
  public void finish() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
  }
}
