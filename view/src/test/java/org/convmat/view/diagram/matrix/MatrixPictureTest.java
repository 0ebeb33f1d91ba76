package org.convmat.view.diagram.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Boundary;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.core.matrix.VectorOrder;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.Elements;
import org.convmat.spi.support.Transposition;
import org.convmat.view.Palette;
import org.convmat.view.diagram.Colour;
import org.convmat.view.diagram.Figure;
import org.convmat.view.diagram.RasterCanvas;
import org.convmat.view.diagram.Svg;
import org.convmat.view.diagram.Svg.Shape;
import org.junit.jupiter.api.Test;

/** Pictures read back and held against loops over grid positions and taps. */
class MatrixPictureTest {

  private static final Pattern MEANING =
      Pattern.compile("row (\\d+) \\(.*\\), column (\\d+) \\(.*\\): tap ([\\d,]+), weight (.*)");

  private static Geometry random(Random random, int largest) {
    List<ConvolutionAxis> axes = new ArrayList<>();
    int rank = 1 + random.nextInt(2);
    for (int a = 0; a < rank; a++) {
      axes.add(
          new ConvolutionAxis(
              1 + random.nextInt(largest),
              1 + random.nextInt(largest),
              1 + random.nextInt(3),
              1 + random.nextInt(3),
              1 + random.nextInt(2),
              random.nextInt(5) - 1));
    }
    int groups = 1 + random.nextInt(2);
    return new Geometry(
        axes, groups * (1 + random.nextInt(2)), groups * (1 + random.nextInt(2)), groups);
  }

  private static ConvolutionMatrix matrix(Geometry geometry) {
    double[] weights = new double[(int) geometry.weights()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i + 1;
    }
    return new ConvolutionMatrix(geometry, Elements.of(weights));
  }

  /** Weights are their own index plus 1, so an entry of C says its tap. */
  private static CsrMatrix oracle(ConvolutionMatrix matrix, VectorOrder order, boolean transposed) {
    CsrMatrix ordered = order.reorder(matrix.sparse(), matrix.geometry());
    return transposed ? Transposition.transpose(ordered) : ordered;
  }

  private static Map<String, Integer> weightAt(CsrMatrix csr) {
    Map<String, Integer> weights = new TreeMap<>();
    for (int row = 0; row < csr.rows(); row++) {
      for (int e = csr.rowPointers()[row]; e < csr.rowPointers()[row + 1]; e++) {
        weights.put(row + "," + csr.columnIndices()[e], (int) csr.values().get(e));
      }
    }
    return weights;
  }

  /** Every shape of the SVG is an entry, every entry a shape, where it belongs, in its colour. */
  @Test
  void everyEntryIsAShapeOfItsTapsColour() throws Exception {
    Random random = new Random(1);
    int shown = 0;
    for (int n = 0; n < 300; n++) {
      Geometry geometry = random(random, 4);
      ConvolutionMatrix matrix = matrix(geometry);
      boolean transposed = random.nextBoolean();
      VectorOrder order = random.nextBoolean() ? VectorOrder.C : VectorOrder.F;
      Figure figure = MatrixPicture.of(matrix, transposed, order, 1600, 1500);
      CsrMatrix csr = oracle(matrix, order, transposed);
      Map<String, Integer> expected = weightAt(csr);
      Map<String, Integer> actual = new TreeMap<>();
      List<Shape> shapes =
          Svg.of(figure).titled().stream().filter(s -> s.title().startsWith("row")).toList();
      if (shapes.isEmpty() && !expected.isEmpty()) {
        continue; // drawn as pixels, see below
      }
      shown++;
      for (Shape shape : shapes) {
        Matcher meaning = MEANING.matcher(shape.title());
        assertTrue(meaning.matches(), shape.title());
        int weight = Integer.parseInt(meaning.group(4));
        actual.put(meaning.group(1) + "," + meaning.group(2), weight);
        int tap = (weight - 1) % (int) geometry.tapCount();
        assertEquals(Colour.of(Palette.tap(tap)).hex(), shape.fill());
        assertEquals(KernelKey.index(tap, kernel(geometry)), meaning.group(3));
      }
      assertEquals(expected, actual, geometry::toString);
      requireOnATable(shapes);
    }
    assertTrue(shown > 200, shown + " cases were drawn cell by cell");
  }

  private static List<Integer> kernel(Geometry geometry) {
    return geometry.axes().stream().map(ConvolutionAxis::kernel).toList();
  }

  /** All shapes of a row are at one height, all of a column at one place, evenly spaced. */
  private static void requireOnATable(List<Shape> shapes) {
    Map<Integer, Double> heights = new TreeMap<>();
    Map<Integer, Double> places = new TreeMap<>();
    for (Shape shape : shapes) {
      Matcher meaning = MEANING.matcher(shape.title());
      assertTrue(meaning.matches());
      int row = Integer.parseInt(meaning.group(1));
      int column = Integer.parseInt(meaning.group(2));
      assertEquals(heights.computeIfAbsent(row, unused -> shape.y()), shape.y());
      assertEquals(places.computeIfAbsent(column, unused -> shape.x()), shape.x());
      int first = places.keySet().iterator().next();
      assertEquals(
          places.getOrDefault(first, 0.0) + (column - first) * shape.width(), shape.x(), 0.5);
    }
  }

  /** A pixel is empty only if nothing is in it, else it has the colour of the most frequent tap. */
  @Test
  void noEntryVanishesInPixels() {
    Random random = new Random(2);
    for (int n = 0; n < 200; n++) {
      Geometry geometry = random(random, 12);
      ConvolutionMatrix matrix = matrix(geometry);
      boolean transposed = random.nextBoolean();
      VectorOrder order = random.nextBoolean() ? VectorOrder.C : VectorOrder.F;
      int width = (int) Math.min(geometry.columns(), 1 + random.nextInt(20));
      int height = (int) Math.min(geometry.rows(), 1 + random.nextInt(20));
      BufferedImage image =
          Coverage.of(
                  new Entries(geometry, order),
                  geometry.rows(),
                  geometry.columns(),
                  width,
                  height,
                  (int) geometry.tapCount())
              .image(transposed);
      int[][] tap = mostFrequent(oracle(matrix, order, false), width, height, geometry);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int rgb = image.getRGB(transposed ? y : x, transposed ? x : y) & 0xFFFFFF;
          int expected = tap[y][x] < 0 ? Colour.PAPER.rgb() : Palette.tap(tap[y][x]);
          assertEquals(expected, rgb, geometry::toString);
        }
      }
    }
  }

  private static int[][] mostFrequent(CsrMatrix csr, int width, int height, Geometry geometry) {
    Map<String, int[]> counts = new HashMap<>();
    int taps = (int) geometry.tapCount();
    weightAt(csr)
        .forEach(
            (place, weight) -> {
              int comma = place.indexOf(',');
              int y = (int) (Long.parseLong(place.substring(0, comma)) * height / csr.rows());
              int x = (int) (Long.parseLong(place.substring(comma + 1)) * width / csr.columns());
              counts.computeIfAbsent(y + "," + x, unused -> new int[taps])[(weight - 1) % taps]++;
            });
    int[][] best = new int[height][width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        best[y][x] = -1;
        int most = 0;
        int[] each = counts.getOrDefault(y + "," + x, new int[0]);
        for (int tap = 0; tap < each.length; tap++) {
          if (each[tap] > most) {
            most = each[tap];
            best[y][x] = tap;
          }
        }
      }
    }
    return best;
  }

  /** Where a boundary folds taps into one cell, each has a stripe and the number is the sum. */
  @Test
  void foldedTapsShareACell() throws Exception {
    Geometry geometry =
        new Geometry(List.of(new ConvolutionAxis(3, 3, 3, 1, 1, 1)), 1, 1, 1, Boundary.REPLICATE);
    List<Shape> first =
        Svg.of(MatrixPicture.of(matrix(geometry), false)).titled().stream()
            .filter(shape -> shape.title().startsWith("row 0 (0), column 0 "))
            .toList();
    assertEquals(
        List.of("tap 0, weight 1", "tap 1, weight 2"),
        first.stream().map(shape -> shape.title().replaceFirst(".*: ", "")).toList());
    assertEquals(first.get(0).x() + first.get(0).width(), first.get(1).x(), 0.02);
  }

  /**
   * 10^5 columns, 10^10 cells: the picture is small, has all diagonals, and needs no such array.
   */
  @Test
  void aHundredThousandColumns() throws Exception {
    ConvolutionAxis axis = new ConvolutionAxis(317, 317, 3, 1, 1, 1);
    Geometry geometry = new Geometry(List.of(axis, axis), 1, 1, 1);
    Figure figure = MatrixPicture.of(matrix(geometry), false);
    assertTrue(figure.width() <= MatrixPicture.WIDTH && figure.height() <= MatrixPicture.HEIGHT);
    BufferedImage image = RasterCanvas.draw(figure);
    assertEquals(figure.width(), image.getWidth());
    Svg svg = Svg.of(figure);
    assertEquals(1, svg.document().getElementsByTagName("image").getLength());
    assertTrue(svg.first("title").contains("100489 x 100489"), svg.first("title"));
    assertTrue(svg.first("desc").contains("kernel"), svg.first("desc"));
  }

  @Test
  void whatCannotBeDrawnIsRefusedWithNumbers() {
    ConvolutionMatrix small =
        matrix(new Geometry(List.of(new ConvolutionAxis(4, 2, 3, 1, 1, 0)), 1, 1, 1));
    InvalidInputException size =
        assertThrows(
            InvalidInputException.class,
            () -> MatrixPicture.of(small, false, VectorOrder.C, 100, 100));
    assertTrue(size.getMessage().contains("at least"), size.getMessage());
    ConvolutionAxis long1 = new ConvolutionAxis(100_000, 100_000, 3, 1, 1, 1);
    ConvolutionMatrix large = matrix(new Geometry(List.of(long1, long1), 1, 1, 1));
    assertThrows(InvalidInputException.class, () -> MatrixPicture.of(large, false));
  }
}
