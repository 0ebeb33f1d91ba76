package org.convmat.view.diagram.overlap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Contribution;
import org.convmat.core.explain.Overlap;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.Elements;
import org.convmat.view.diagram.Brief;
import org.convmat.view.diagram.Figure;
import org.convmat.view.diagram.RasterCanvas;
import org.convmat.view.diagram.Svg;
import org.convmat.view.diagram.Svg.Shape;
import org.junit.jupiter.api.Test;

class OverlapPictureTest {

  /** The cells of the picture say what loops count; equal numbers have equal colours. */
  @Test
  void everyCellSaysWhatReachesIt() throws Exception {
    Random random = new Random(1);
    for (int n = 0; n < 100; n++) {
      ConvolutionAxis a = axis(random);
      ConvolutionAxis b = axis(random);
      Geometry geometry = new Geometry(List.of(a, b), 1, 1, 1);
      Figure figure = OverlapPicture.of(Overlap.of(geometry), 0);
      List<Shape> shapes = Svg.of(figure).titled();
      assertEquals((long) a.image() * b.image(), shapes.size());
      Set<String> colours = new HashSet<>();
      Set<String> numbers = new HashSet<>();
      for (Shape shape : shapes) {
        String[] words = shape.title().split("[,:] ?", -1);
        long terms = count(a, Integer.parseInt(words[0])) * count(b, Integer.parseInt(words[1]));
        assertEquals(Long.toString(terms), words[2], geometry::toString);
        colours.add(shape.fill());
        numbers.add(words[2]);
      }
      assertEquals(numbers.size(), colours.size());
    }
  }

  private static ConvolutionAxis axis(Random random) {
    return new ConvolutionAxis(
        1 + random.nextInt(12),
        1 + random.nextInt(6),
        1 + random.nextInt(4),
        1 + random.nextInt(3),
        1 + random.nextInt(2),
        random.nextInt(4));
  }

  private static long count(ConvolutionAxis axis, int image) {
    long count = 0;
    for (int o = 0; o < axis.grid(); o++) {
      for (int t = 0; t < axis.kernel(); t++) {
        count += o * axis.stride() + t * axis.dilation() - axis.offset() == image ? 1 : 0;
      }
    }
    return count;
  }

  /** Large results keep their begin, their end and their pattern. */
  @Test
  void aLargeResultIsCutNotShrunk() throws Exception {
    ConvolutionAxis axis = new ConvolutionAxis(4000, 2000, 3, 2, 1, 1);
    Geometry geometry = new Geometry(List.of(axis, axis), 1, 1, 1);
    double[] weights = {-1, 2, -3, 4, -5, 6, -7, 8, -9};
    Overlap overlap = Overlap.of(new ConvolutionMatrix(geometry, Elements.of(weights)));
    Figure figure = OverlapPicture.of(overlap, 0);
    assertTrue(figure.width() < 1200 && figure.height() < 1200);
    assertEquals(figure.width(), RasterCanvas.draw(figure).getWidth());
    Set<String> titles = new HashSet<>();
    Svg.of(figure).titled().forEach(shape -> titles.add(shape.title()));
    for (int[] place : new int[][] {{0, 0}, {1, 2}, {3998, 3999}, {0, 3999}}) {
      Contribution gets = overlap.at(Cell.at(place));
      assertTrue(
          titles.contains(place[0] + "," + place[1] + ": " + Brief.number(gets.sum())),
          place[0] + "," + place[1]);
    }
  }

  @Test
  void anExcerptHasBothEnds() {
    for (int extent = 1; extent < 40; extent++) {
      for (int most = 3; most < 20; most++) {
        List<Integer> positions = Excerpt.of(extent, most).positions();
        assertTrue(positions.size() <= most);
        assertEquals(0, positions.get(0));
        assertEquals(extent - 1, positions.get(positions.size() - 1));
        assertEquals(extent > most, Excerpt.of(extent, most).cut());
        assertEquals(positions.size(), new HashSet<>(positions).size());
      }
    }
  }

  @Test
  void threeAxesAreRefused() {
    ConvolutionAxis axis = new ConvolutionAxis(4, 2, 2, 2, 1, 0);
    Overlap overlap = Overlap.of(new Geometry(List.of(axis, axis, axis), 1, 1, 1));
    assertThrows(InvalidInputException.class, () -> OverlapPicture.of(overlap, 0));
  }
}
