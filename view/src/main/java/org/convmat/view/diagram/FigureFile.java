package org.convmat.view.diagram;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.io.AtomicFile;

/** Figures as files, {@code .png} or {@code .svg}; a file appears whole or not at all. */
public final class FigureFile {

  private FigureFile() {}

  /** Whether a file's extension is that of a picture. */
  public static boolean isPicture(Path path) {
    return isSvg(path) || hasExtension(path, ".png");
  }

  /**
   * Refuses what could not be written, before it is drawn.
   *
   * @throws InvalidInputException if the extension is another, or the file cannot be written
   */
  public static void check(Path path) {
    if (!isPicture(path)) {
      throw new InvalidInputException("%s: a picture is a .png or an .svg", path);
    }
    AtomicFile.check(path);
  }

  /**
   * Writes a figure.
   *
   * @throws InvalidInputException if it cannot be written or drawn
   */
  public static void write(Figure figure, Path path) {
    check(path);
    if (isSvg(path)) {
      byte[] svg = SvgCanvas.file(figure).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(path, out -> out.write(svg));
    } else {
      BufferedImage image = RasterCanvas.draw(figure);
      AtomicFile.write(path, out -> Png.write(image, out));
    }
  }

  private static boolean isSvg(Path path) {
    return hasExtension(path, ".svg");
  }

  private static boolean hasExtension(Path path, String extension) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(extension);
  }
}
