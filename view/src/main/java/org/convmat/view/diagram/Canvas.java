package org.convmat.view.diagram;

import java.awt.image.BufferedImage;

/** What a figure is drawn on. Lengths are pixels, from the top left corner. */
public interface Canvas {

  /** How wide a digit is, as a fraction of the size of the text; enough for layout. */
  double DIGIT = 0.64;

  /** Where the point of a text is. */
  enum Anchor {
    /** At its begin. */
    START,
    /** In its middle. */
    MIDDLE,
    /** At its end. */
    END
  }

  /** A rectangle with a colour inside. */
  void fill(double x, double y, double width, double height, Colour colour);

  /** The edge of a rectangle. */
  void edge(
      double x,
      double y,
      double width,
      double height,
      Colour colour,
      double thickness,
      boolean dashed);

  /** A straight line. */
  void line(double x1, double y1, double x2, double y2, Colour colour, double thickness);

  /** A line of text; {@code y} is the height of its middle. */
  void text(String text, double x, double y, double size, Anchor anchor, Colour colour);

  /** The same, turned so that it reads upwards; {@code x} is its middle, the anchor is along y. */
  void upwards(String text, double x, double y, double size, Anchor anchor, Colour colour);

  /** A picture, its pixels enlarged without smoothing. */
  void image(BufferedImage image, double x, double y, double width, double height);

  /** Says what the following shapes are, for readers that hear or point; empty for nothing. */
  default void meaning(String text) {}

  /** The width that a text will have, roughly. */
  static double width(String text, double size) {
    return text.length() * DIGIT * size;
  }
}
