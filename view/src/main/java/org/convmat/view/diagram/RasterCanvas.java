package org.convmat.view.diagram;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.convmat.core.failure.InvalidInputException;

/** Pixels. Needs no display, but fonts. Not thread-safe. */
public final class RasterCanvas implements Canvas {

  private static final long MOST_PIXELS = 1 << 28;

  private final BufferedImage image;
  private final Graphics2D graphics;

  private RasterCanvas(int width, int height) {
    if ((long) width * height > MOST_PIXELS) {
      throw new InvalidInputException(
          "a picture of %d x %d has %d pixels, at most %d are drawn",
          width, height, (long) width * height, MOST_PIXELS);
    }
    this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    this.graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /**
   * Draws a figure.
   *
   * @throws InvalidInputException if it is too large, or this Java can draw no text
   */
  public static BufferedImage draw(Figure figure) {
    RasterCanvas canvas = new RasterCanvas(figure.width(), figure.height());
    try {
      figure.draw(canvas);
      return canvas.image;
    } catch (InternalError | LinkageError e) {
      // a Java without fontconfig, or one that was installed without its libraries for pictures
      throw new InvalidInputException(
          "this Java can draw no text ("
              + e.getMessage()
              + "); install fontconfig and a font, or write an .svg, which needs none",
          e);
    } finally {
      canvas.graphics.dispose();
    }
  }

  @Override
  public void fill(double x, double y, double width, double height, Colour colour) {
    graphics.setColor(new Color(colour.rgb()));
    graphics.fill(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void edge(
      double x,
      double y,
      double width,
      double height,
      Colour colour,
      double thickness,
      boolean dashed) {
    graphics.setColor(new Color(colour.rgb()));
    float[] dash = dashed ? new float[] {3, 3} : null;
    graphics.setStroke(
        new BasicStroke(
            (float) thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dash, 0));
    graphics.draw(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void line(double x1, double y1, double x2, double y2, Colour colour, double thickness) {
    graphics.setColor(new Color(colour.rgb()));
    graphics.setStroke(
        new BasicStroke((float) thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    graphics.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  @Override
  public void text(String text, double x, double y, double size, Anchor anchor, Colour colour) {
    graphics.setColor(new Color(colour.rgb()));
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size));
    FontMetrics metrics = graphics.getFontMetrics();
    double width = metrics.getStringBounds(text, graphics).getWidth();
    double left =
        switch (anchor) {
          case START -> x;
          case MIDDLE -> x - width / 2;
          case END -> x - width;
        };
    // capitals and digits are about 0.72 of the size high in the fonts of Java
    graphics.drawString(text, (float) left, (float) (y + 0.36 * size));
  }

  @Override
  public void upwards(String text, double x, double y, double size, Anchor anchor, Colour colour) {
    AffineTransform before = graphics.getTransform();
    graphics.translate(x, y);
    graphics.rotate(-Math.PI / 2);
    text(text, 0, 0, size, anchor, colour);
    graphics.setTransform(before);
  }

  @Override
  public void image(BufferedImage picture, double x, double y, double width, double height) {
    graphics.drawImage(
        picture,
        (int) Math.round(x),
        (int) Math.round(y),
        (int) Math.round(width),
        (int) Math.round(height),
        null);
  }
}
