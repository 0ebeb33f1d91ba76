package org.convmat.view.diagram.overlap;

import org.convmat.view.diagram.Colour;

/**
 * From numbers to colours: from pale to dark blue for what is not negative; where some are
 * negative, from dark orange over white to dark blue, with white at zero. The two ends are of Okabe
 * and Ito's colours and told apart by all.
 *
 * @param least the smallest number
 * @param most the largest
 */
record Heat(double least, double most) {

  private static final int PALE = 0xE6F0F8;
  private static final int BLUE = 0x00456B;
  private static final int WHITE = 0xFFFFFF;
  private static final int ORANGE = 0x8F3F00;

  Colour colour(double value) {
    if (least >= 0) {
      return Colour.of(mix(PALE, BLUE, most == 0 ? 0 : value / most));
    }
    double reach = Math.max(most, -least);
    return Colour.of(mix(WHITE, value < 0 ? ORANGE : BLUE, Math.abs(value) / reach));
  }

  private static int mix(int from, int to, double part) {
    int rgb = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int a = (from >> shift) & 0xFF;
      int b = (to >> shift) & 0xFF;
      rgb |= (int) Math.round(a + (b - a) * part) << shift;
    }
    return rgb;
  }
}
