package org.convmat.view.diagram.animation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.convmat.core.explain.Side;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Boundary;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.Elements;
import org.convmat.view.diagram.Brief;
import org.convmat.view.diagram.RasterCanvas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimationTest {

  @TempDir private Path folder;

  private static ConvolutionMatrix matrix(ConvolutionAxis... axes) {
    Geometry geometry = new Geometry(List.of(axes), 1, 1, 1);
    double[] weights = new double[(int) geometry.weights()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i + 1;
    }
    return new ConvolutionMatrix(geometry, Elements.of(weights));
  }

  /** The cells under the kernel are those that loops over the definition find, with their taps. */
  @Test
  void theKernelLiesWhereTheDefinitionPutsIt() {
    Random random = new Random(1);
    for (int n = 0; n < 3000; n++) {
      ConvolutionAxis axis =
          new ConvolutionAxis(
              1 + random.nextInt(12),
              1 + random.nextInt(8),
              1 + random.nextInt(5),
              1 + random.nextInt(4),
              1 + random.nextInt(3),
              random.nextInt(13) - 6);
      for (Side moving : Side.values()) {
        AxisScene scene = new AxisScene(axis, moving);
        assertTrue(scene.places() <= AxisScene.places(axis, moving), axis::toString);
        for (int step = 0; step < moving.extent(axis); step++) {
          assertEquals(loops(axis, moving, step), shown(axis, scene, step), axis::toString);
        }
      }
    }
  }

  private static Set<List<Integer>> loops(ConvolutionAxis axis, Side moving, int step) {
    Set<List<Integer>> pairs = new HashSet<>();
    for (int o = 0; o < axis.grid(); o++) {
      for (int t = 0; t < axis.kernel(); t++) {
        int i = o * axis.stride() + t * axis.dilation() - axis.offset();
        boolean inside = i >= 0 && i < axis.image();
        if (inside && (moving == Side.GRID ? o : i) == step) {
          pairs.add(List.of(moving == Side.GRID ? i : o, t));
        }
      }
    }
    return pairs;
  }

  /** Also: every tap has a place, whether there is a cell or not. */
  private static Set<List<Integer>> shown(ConvolutionAxis axis, AxisScene scene, int step) {
    Set<List<Integer>> pairs = new HashSet<>();
    Set<Integer> taps = new HashSet<>();
    for (int place = 0; place < scene.places(); place++) {
      int tap = scene.tap(step, place);
      if (tap >= 0) {
        taps.add(tap);
        if (scene.cell(place) >= 0) {
          pairs.add(List.of(scene.cell(place), tap));
        }
      }
    }
    assertEquals(axis.kernel(), taps.size());
    return pairs;
  }

  /** The numbers of the guide's text: i, k, s, p, d and the output o that its figures show. */
  @Test
  void theGuidesSizes() {
    Object[][] guide = {
      {"no_padding_no_strides", 4, 3, 1, 0, 1, 2},
      {"arbitrary_padding_no_strides", 5, 4, 1, 2, 1, 6},
      {"same_padding_no_strides", 5, 3, 1, 1, 1, 5},
      {"full_padding_no_strides", 5, 3, 1, 2, 1, 7},
      {"no_padding_strides", 5, 3, 2, 0, 1, 2},
      {"padding_strides", 5, 3, 2, 1, 1, 3},
      {"padding_strides_odd", 6, 3, 2, 1, 1, 3},
      {"dilation", 7, 3, 1, 0, 2, 3},
    };
    List<String> expected = new ArrayList<>();
    for (Object[] row : guide) {
      String numbers = row[2] + " " + row[3] + " " + row[4] + " " + row[5] + ": ";
      expected.add(row[0] + " " + numbers + row[1] + " to " + row[6]);
      if (!row[0].equals("dilation")) {
        expected.add(row[0] + "_transposed " + numbers + row[6] + " to " + row[1]);
      }
    }
    List<String> actual =
        Guide.all().stream()
            .map(
                g ->
                    String.format(
                        "%s %d %d %d %d: %d to %d",
                        g.name(),
                        g.kernel(),
                        g.stride(),
                        g.padding(),
                        g.dilation(),
                        g.inputExtent(),
                        g.outputExtent()))
            .toList();
    assertEquals(new HashSet<>(expected), new HashSet<>(actual));
    assertEquals(15, actual.size());
  }

  /** #11 of the guide: the additional border of the odd case is at the bottom and right. */
  @Test
  void theAdditionalBorderIsAtTheEnd() {
    Guide odd =
        Guide.all().stream()
            .filter(g -> g.name().equals("padding_strides_odd_transposed"))
            .findFirst()
            .orElseThrow();
    AxisScene scene = odd.animation(View.GATHER).scenes().get(0);
    StringBuilder places = new StringBuilder();
    for (int place = 0; place < scene.places(); place++) {
      places.append(scene.cell(place) < 0 ? '.' : (char) ('0' + scene.cell(place)));
    }
    assertEquals(".0.1.2..", places.toString());
  }

  @Test
  void theGalleryOfTheDocsIsTheOneThatIsMade() throws Exception {
    Path docs = Path.of("..", "docs", "gallery");
    assertEquals(Gallery.page(), Files.readString(docs.resolve("README.md")));
    long bytes = 0;
    for (Path made : Gallery.write(folder, 600)) {
      Path committed = docs.resolve(made.getFileName().toString());
      assertTrue(Files.exists(committed), () -> committed + " is missing");
      bytes += Files.size(committed);
    }
    assertTrue(bytes < 2_000_000, bytes + " bytes");
  }

  /** A GIF read back: frames, size, delay, loop; and each frame is the figure that was drawn. */
  @Test
  void aGifReadBackIsTheFigures() throws Exception {
    ConvolutionMatrix matrix =
        matrix(new ConvolutionAxis(5, 2, 3, 2, 1, 0), new ConvolutionAxis(4, 3, 2, 1, 1, 0));
    Animation animation =
        new Animation(
            matrix, true, View.SCATTER, true, Elements.of(new double[] {1, 2, 3, 4, 5, 6}));
    Path file = folder.resolve("t.gif");
    AnimationFile.write(animation, 250, file);
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      assertEquals(6, reader.getNumImages(true));
      BufferedImage shown = null;
      for (int f = 0; f < 6; f++) {
        BufferedImage frame = reader.read(f);
        BufferedImage expected = RasterCanvas.draw(animation.frame(f));
        shown = shown == null ? new BufferedImage(frame.getWidth(), frame.getHeight(), 1) : shown;
        shown.getGraphics().drawImage(frame, 0, 0, null);
        assertEquals(expected.getWidth(), shown.getWidth());
        assertEquals(expected.getHeight(), shown.getHeight());
        requireAlike(expected, shown);
        requireMetadata(reader.getImageMetadata(f), f == 5 ? "75" : "25", f == 0);
      }
    } finally {
      reader.dispose();
    }
  }

  /** Smooth text may lose a shade; a cell that had another colour would lose far more. */
  private static void requireAlike(BufferedImage expected, BufferedImage actual) {
    int different = 0;
    for (int y = 0; y < expected.getHeight(); y++) {
      for (int x = 0; x < expected.getWidth(); x++) {
        int a = expected.getRGB(x, y);
        int b = actual.getRGB(x, y);
        int distance = 0;
        for (int shift = 0; shift < 24; shift += 8) {
          distance += Math.abs(((a >> shift) & 0xFF) - ((b >> shift) & 0xFF));
        }
        different += distance > 90 ? 1 : 0;
      }
    }
    assertTrue(different < 60, different + " pixels differ");
  }

  private static void requireMetadata(IIOMetadata metadata, String delay, boolean first) {
    IIOMetadataNode root =
        (IIOMetadataNode) metadata.getAsTree(metadata.getNativeMetadataFormatName());
    IIOMetadataNode control =
        (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
    assertEquals(delay, control.getAttribute("delayTime"));
    IIOMetadataNode loop =
        (IIOMetadataNode) root.getElementsByTagName("ApplicationExtension").item(0);
    assertEquals(first, loop != null);
    if (loop != null) {
      assertEquals("NETSCAPE", loop.getAttribute("applicationID"));
      byte[] repetitions = (byte[]) loop.getUserObject();
      assertEquals(0, repetitions[1] + repetitions[2]);
    }
  }

  /** Both views end with the same numbers, those of the product. */
  @Test
  void bothViewsEndWithTheProduct() {
    Random random = new Random(3);
    for (int n = 0; n < 100; n++) {
      ConvolutionAxis axis =
          new ConvolutionAxis(
              1 + random.nextInt(6), 1 + random.nextInt(4), 1 + random.nextInt(3), 2, 1, 1);
      ConvolutionMatrix matrix = matrix(axis, axis);
      for (boolean transposed : new boolean[] {false, true}) {
        Geometry geometry = matrix.geometry();
        double[] input = new double[(int) Side.input(transposed).cells(geometry)];
        Arrays.setAll(input, i -> random.nextInt(9));
        Animation gather = new Animation(matrix, transposed, View.GATHER, true, Elements.of(input));
        Animation scatter =
            new Animation(matrix, transposed, View.SCATTER, true, Elements.of(input));
        double[] product = product(matrix.sparse(), transposed, input);
        for (int cell = 0; cell < product.length; cell++) {
          String expected = Brief.number(product[cell]);
          assertEquals(expected, gather.outputText(gather.frames() - 1, cell));
          String scattered = scatter.outputText(scatter.frames() - 1, cell);
          assertEquals(expected, scattered.isEmpty() ? "0" : scattered);
        }
      }
    }
  }

  private static double[] product(CsrMatrix csr, boolean transposed, double[] input) {
    double[] product = new double[transposed ? csr.columns() : csr.rows()];
    for (int row = 0; row < csr.rows(); row++) {
      for (int e = csr.rowPointers()[row]; e < csr.rowPointers()[row + 1]; e++) {
        int column = csr.columnIndices()[e];
        product[transposed ? column : row] +=
            csr.values().get(e) * input[transposed ? row : column];
      }
    }
    return product;
  }

  @Test
  void whatCannotBeFollowedIsRefused() {
    ConvolutionMatrix wide = matrix(new ConvolutionAxis(2000, 2000, 1, 1, 1, 0));
    InvalidInputException size =
        assertThrows(
            InvalidInputException.class, () -> new Animation(wide, false, View.GATHER, true, null));
    assertTrue(size.getMessage().contains("2000 frames"), size.getMessage());
    ConvolutionMatrix far = matrix(new ConvolutionAxis(1, 1, 1, 1, 1, 2_000_000_000));
    assertThrows(
        InvalidInputException.class, () -> new Animation(far, false, View.GATHER, true, null));
    ConvolutionMatrix folded =
        new ConvolutionMatrix(
            new Geometry(List.of(new ConvolutionAxis(3, 3, 3, 1, 1, 1)), 1, 1, 1, Boundary.REFLECT),
            Elements.of(new double[3]));
    assertThrows(
        InvalidInputException.class, () -> new Animation(folded, false, View.GATHER, true, null));
    assertFalse(Files.exists(folder.resolve("t.gif")));
    Animation small =
        new Animation(
            matrix(new ConvolutionAxis(3, 3, 1, 1, 1, 0)), false, View.GATHER, true, null);
    assertThrows(
        InvalidInputException.class, () -> AnimationFile.write(small, 5, folder.resolve("t.gif")));
    assertThrows(
        InvalidInputException.class,
        () -> AnimationFile.write(small, 500, folder.resolve("t.png")));
  }
}
