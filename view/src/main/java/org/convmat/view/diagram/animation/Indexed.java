package org.convmat.view.diagram.animation;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A picture in few colours, as GIF wants it, of which one is transparent: it stands where the
 * picture before shows the same, which makes files small. The figures have few colours; where
 * smooth text makes more, the rarest become the nearest of the others.
 */
final class Indexed {

  /** The place of the transparent colour. */
  static final int TRANSPARENT = 0;

  /** With the transparent one 64, so that a frame's table is short; cells come before text. */
  private static final int COLOURS = 63;

  private Indexed() {}

  /**
   * A picture that follows another.
   *
   * @param image of type {@code TYPE_INT_RGB}
   * @param before what is shown already, of the same size; null for nothing
   */
  static BufferedImage of(BufferedImage image, @Nullable BufferedImage before) {
    int[] pixels = pixels(image);
    int[] same = before == null ? new int[0] : pixels(before);
    Map<Integer, Integer> counts = new HashMap<>();
    for (int i = 0; i < pixels.length; i++) {
      if (before == null || pixels[i] != same[i]) {
        counts.merge(pixels[i], 1, Integer::sum);
      }
    }
    List<Integer> palette = palette(counts);
    Map<Integer, Integer> place = new HashMap<>();
    counts.keySet().forEach(colour -> place.put(colour, 1 + nearest(colour, palette)));
    byte[] data = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      boolean shown = before != null && pixels[i] == same[i];
      data[i] = (byte) (shown ? TRANSPARENT : place.getOrDefault(pixels[i], TRANSPARENT));
    }
    BufferedImage indexed =
        new BufferedImage(
            image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model(palette));
    indexed.getRaster().setDataElements(0, 0, image.getWidth(), image.getHeight(), data);
    return indexed;
  }

  /** The colours of a picture of ints, as they are in it. */
  private static int[] pixels(BufferedImage image) {
    return (int[])
        image.getRaster().getDataElements(0, 0, image.getWidth(), image.getHeight(), null);
  }

  private static List<Integer> palette(Map<Integer, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(COLOURS)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static IndexColorModel model(List<Integer> palette) {
    int[] colours = new int[palette.size() + 1];
    for (int c = 0; c < palette.size(); c++) {
      colours[c + 1] = palette.get(c);
    }
    return new IndexColorModel(
        8, colours.length, colours, 0, false, TRANSPARENT, DataBuffer.TYPE_BYTE);
  }

  private static int nearest(int colour, List<Integer> palette) {
    return IntStream.range(0, palette.size())
        .boxed()
        .min(Comparator.comparingInt(i -> distance(colour, palette.get(i))))
        .orElse(0);
  }

  private static int distance(int a, int b) {
    int distance = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      int difference = ((a >> shift) & 0xFF) - ((b >> shift) & 0xFF);
      distance += difference * difference;
    }
    return distance;
  }
}
