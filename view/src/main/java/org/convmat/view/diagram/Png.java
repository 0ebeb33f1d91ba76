package org.convmat.view.diagram;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** PNG files, without the temporary file that {@link ImageIO} would make on its way. */
final class Png {

  private Png() {}

  static void write(BufferedImage image, OutputStream out) throws IOException {
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(image, "png", stream)) {
        throw new IOException("this Java has no writer for PNG");
      }
    }
  }
}
