package org.convmat.view;

/**
 * The colours that every picture of convmat shares, so that tap 3 looks the same in the matrix, the
 * animation and the page. Packed as 0xRRGGBB. Immutable and thread-safe.
 */
public final class Palette {

  /**
   * Okabe and Ito's colours, told apart with every common form of colour blindness (Okabe and Ito,
   * <i>Color universal design</i>, 2008), without black.
   */
  private static final int[] TAPS = {
    0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xD55E00, 0xF0E442
  };

  private Palette() {}

  /**
   * The colour of kernel tap {@code index} (row-major over the axes). The first seven are Okabe and
   * Ito's; later ones are steps of the golden angle round the colour circle.
   */
  public static int tap(int index) {
    if (index < TAPS.length) {
      return TAPS[index];
    }
    float hue = (index * 0.618034f) % 1;
    return java.awt.Color.HSBtoRGB(hue, 0.65f, 0.80f) & 0xFFFFFF;
  }
}
