package org.convmat.view.diagram;

import java.util.Locale;

/**
 * A colour. Data have colours of their own; everything else has a role, so that a page can give it
 * another colour where the reader prefers dark pages.
 *
 * @param rgb 0xRRGGBB, on a light page
 * @param role the name of the CSS variable that a page may set; empty for the colour of data
 */
public record Colour(int rgb, String role) {

  /** What everything is drawn on. */
  public static final Colour PAPER = new Colour(0xFFFFFF, "paper");

  /** Text and what it points at. */
  public static final Colour TEXT = new Colour(0x1B1F24, "text");

  /** Text of second rank. */
  public static final Colour QUIET = new Colour(0x57606A, "quiet");

  /** Lines between cells. */
  public static final Colour LINE = new Colour(0xC4CAD0, "line");

  /** A cell with nothing in it. */
  public static final Colour EMPTY = new Colour(0xF3F4F6, "empty");

  /** A cell that is read. */
  public static final Colour INPUT = new Colour(0xCFE3F5, "input");

  /** A cell that is written. */
  public static final Colour OUTPUT = new Colour(0xC9EBDD, "output");

  private static final int DARK = 0x1B1F24;
  private static final int LIGHT = 0xFFFFFF;

  /** The colour of data. */
  public static Colour of(int rgb) {
    return new Colour(rgb, "");
  }

  /** Black or white, whichever is read better on this one (WCAG's relative luminance). */
  public Colour on() {
    if (!role.isEmpty()) {
      return TEXT;
    }
    return of(contrast(LIGHT) > contrast(DARK) ? LIGHT : DARK);
  }

  /** As CSS writes it. */
  public String hex() {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }

  private double contrast(int other) {
    double a = luminance(rgb) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double value = (channel & 0xFF) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
