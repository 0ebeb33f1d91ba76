package org.convmat.view.diagram;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;

/**
 * SVG 1.1 as text: for a file of its own, or for a place in a page, whose style may set the colours
 * of roles. Title and description come first, where screen readers look. Not thread-safe.
 */
public final class SvgCanvas implements Canvas {

  private final StringBuilder out = new StringBuilder();
  private final boolean inPage;
  private String meaning = "";

  private SvgCanvas(boolean inPage) {
    this.inPage = inPage;
  }

  /** A figure as a file. */
  public static String file(Figure figure) {
    SvgCanvas canvas = new SvgCanvas(false);
    canvas.begin(figure, "t");
    canvas.add("<style>text{font-family:sans-serif}</style>%n");
    canvas.end(figure);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + canvas.out;
  }

  /**
   * A figure as a part of a page.
   *
   * @param id a name that no other element of the page has
   */
  public static String inPage(Figure figure, String id) {
    SvgCanvas canvas = new SvgCanvas(true);
    canvas.begin(figure, id);
    canvas.end(figure);
    return canvas.out.toString();
  }

  private void begin(Figure figure, String id) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0"
            + " %1$d %2$d\" role=\"img\" aria-labelledby=\"%3$s %3$s-d\">%n",
        figure.width(), figure.height(), id);
    add("<title id=\"%s\">%s</title>%n", id, escape(figure.title()));
    add("<desc id=\"%s-d\">%s</desc>%n", id, escape(figure.description()));
  }

  private void end(Figure figure) {
    figure.draw(this);
    add("</svg>%n");
  }

  @Override
  public void meaning(String text) {
    meaning = text;
  }

  @Override
  public void fill(double x, double y, double width, double height, Colour colour) {
    add(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" %s",
        number(x), number(y), number(width), number(height), paint("fill", colour));
    add(meaning.isEmpty() ? "/>%n" : "><title>%s</title></rect>%n", escape(meaning));
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
    add(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"none\" %s stroke-width=\"%s\"%s/>%n",
        number(x),
        number(y),
        number(width),
        number(height),
        paint("stroke", colour),
        number(thickness),
        dashed ? " stroke-dasharray=\"3 3\"" : "");
  }

  @Override
  public void line(double x1, double y1, double x2, double y2, Colour colour, double thickness) {
    add(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" %s stroke-width=\"%s\"/>%n",
        number(x1), number(y1), number(x2), number(y2), paint("stroke", colour), number(thickness));
  }

  @Override
  public void text(String text, double x, double y, double size, Anchor anchor, Colour colour) {
    text(text, x, y, size, anchor, colour, "");
  }

  @Override
  public void upwards(String text, double x, double y, double size, Anchor anchor, Colour colour) {
    String turn =
        String.format(Locale.ROOT, " transform=\"rotate(-90 %s %s)\"", number(x), number(y));
    text(text, x, y, size, anchor, colour, turn);
  }

  private void text(
      String text, double x, double y, double size, Anchor anchor, Colour colour, String more) {
    add(
        "<text x=\"%s\" y=\"%s\" dy=\".36em\" font-size=\"%s\" text-anchor=\"%s\" %s%s>%s</text>%n",
        number(x),
        number(y),
        number(size),
        anchor.name().toLowerCase(Locale.ROOT),
        paint("fill", colour),
        more,
        escape(text));
  }

  @Override
  public void image(BufferedImage image, double x, double y, double width, double height) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      Png.write(image, png);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    add(
        "<image x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" preserveAspectRatio=\"none\""
            + " style=\"image-rendering:pixelated\" href=\"data:image/png;base64,%s\"/>%n",
        number(x),
        number(y),
        number(width),
        number(height),
        Base64.getEncoder().encodeToString(png.toByteArray()));
  }

  private String paint(String what, Colour colour) {
    return inPage && !colour.role().isEmpty()
        ? String.format(Locale.ROOT, "style=\"%s:var(--%s)\"", what, colour.role())
        : String.format(Locale.ROOT, "%s=\"%s\"", what, colour.hex());
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("\\.?0+$", "");
  }

  /** Text as XML and HTML both read it. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private void add(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format.replace("%n", "\n"), arguments));
  }
}
