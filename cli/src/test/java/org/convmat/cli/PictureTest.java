package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.convmat.core.io.ArrayFiles;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be looked at, by the commands that draw it. */
class PictureTest {

  @TempDir Path dir;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(dir.resolve("w.csv"), "1,4,1\n1,4,3\n3,3,1\n");
    Files.writeString(dir.resolve("x.csv"), "2,1\n4,4\n");
  }

  private String file(String name) {
    return dir.resolve(name).toString();
  }

  private void requireOnly(String... names) throws IOException {
    try (Stream<Path> all = Files.list(dir)) {
      List<String> made =
          all.map(path -> path.getFileName().toString())
              .filter(name -> !name.endsWith(".csv") && !name.endsWith(".npy"))
              .sorted()
              .toList();
      assertEquals(List.of(names), made);
    }
  }

  @Test
  void matrixDrawsWhatItPrints() throws IOException {
    String[] layer = {"matrix", "--kernel", file("w.csv"), "--input-size", "4x4"};
    Run.of(with(layer, "-o", file("C.png"))).done();
    Run.of(with(layer, "--transpose", "--order", "F", "-o", file("C.svg"))).done();
    BufferedImage png = ImageIO.read(dir.resolve("C.png").toFile());
    assertTrue(png.getWidth() > 640 && png.getHeight() > 160, png.toString());
    String svg = Files.readString(dir.resolve("C.svg"));
    assertEquals(36, svg.split("<title>row ", -1).length - 1);
    assertTrue(svg.contains("<title id=\"t\">C transposed: 16 x 4, 36 entries</title>"), svg);
    Run.of(with(layer, "--picture-size", "400x400", "-o", file("C.png"))).done();
    BufferedImage small = ImageIO.read(dir.resolve("C.png").toFile());
    assertTrue(small.getWidth() <= 400 && small.getHeight() <= 400, small.toString());
    requireOnly("C.png", "C.svg");
  }

  private static String[] with(String[] words, String... more) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }

  private static List<String> lines(String... words) {
    return Run.of(words).done().out().lines().toList();
  }

  @Test
  void overlapCountsAsTheLiteratureDoes() {
    List<String> three =
        lines("overlap", "--input-size", "4", "--kernel-size", "3", "--stride", "2");
    assertTrue(three.contains("1 1 2 1 2 1 2 1 1"), three.toString());
    assertTrue(three.toString().contains("kernel 4 instead of 3"), three.toString());
    List<String> four =
        lines("overlap", "--input-size", "4", "--kernel-size", "4", "--stride", "2");
    assertTrue(four.contains("1 1 2 2 2 2 2 2 1 1"), four.toString());
    assertFalse(four.toString().contains("even with"), four.toString());
  }

  /**
   * alan-turing-institute/icenet-mp#277: with a kernel that is a multiple of the stride the
   * checkerboard stayed. A layer like theirs (kernel 4, stride 2, padding 1, weights as they are
   * drawn before training) has even counts, and weights that are not.
   */
  @Test
  void overlapSaysWhyAMultipleOfTheStrideDoesNotSuffice() throws IOException {
    Random random = new Random(277);
    float[] weights = new float[8 * 4 * 4 * 4];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (random.nextFloat() * 2 - 1) / 8;
    }
    Tensor kernel = Tensor.wrap(weights, 8, 4, 4, 4);
    ArrayFiles.write(new NumericArray(kernel, DType.FLOAT32), dir.resolve("w.npy"));
    String[] layer = {
      "overlap", "--input-size", "6x6", "--kernel", file("w.npy"), "--stride", "2", "--padding", "1"
    };
    String out = Run.of(with(layer, "-o", file("o.png"))).done().out();
    assertTrue(out.contains("each of the 2 phases gets 2 of the taps"), out);
    assertTrue(out.contains("are uneven, though the counts are even"), out);
    assertTrue(out.contains("in 4 of 4 output channels"), out);
    assertTrue(out.contains("even with other weights"), out);
    assertFalse(out.contains("kernel 5") || out.contains("instead of"), out);
    Map<String, Object> json = Run.of(with(layer, "--json", "--channel", "2")).done().json();
    assertEquals(true, json.get("counts_even"));
    assertEquals(false, json.get("weights_even"));
    assertEquals(1.0, json.get("uniformity"));
    for (Object phase : (List<?>) json.get("phases")) {
      requirePhase(weights, (Map<?, ?>) phase);
    }
    requireOnly("o.png");
  }

  /**
   * Position i of phase i mod 2 is reached by tap t from grid (i + 1 - t)/2, so t = i + 1 mod 2.
   */
  private static void requirePhase(float[] weights, Map<?, ?> phase) {
    List<?> index = (List<?>) phase.get("phase");
    double sum = 0;
    for (int in = 0; in < 8; in++) {
      for (int a = 0; a < 4; a++) {
        for (int b = 0; b < 4; b++) {
          boolean mine = (a + 1) % 2 == (Long) index.get(0) && (b + 1) % 2 == (Long) index.get(1);
          sum += mine ? weights[((in * 4 + 2) * 4 + a) * 4 + b] : 0;
        }
      }
    }
    assertEquals(sum, (Double) phase.get("sum"), 1e-6);
    assertEquals(4L, phase.get("terms"));
  }

  /** Counts and weights are two things: bilinear weights of size 3 are even on uneven counts. */
  @Test
  void overlapTellsCountsFromWeights() throws IOException {
    Files.writeString(dir.resolve("b.csv"), ".25,.5,.25\n.5,1,.5\n.25,.5,.25\n");
    String out =
        Run.of("overlap", "--input-size", "4x4", "--kernel", file("b.csv"), "--stride", "2")
            .done()
            .out();
    assertTrue(out.contains("the weights make up for it"), out);
    assertFalse(out.contains("even with"), out);
    assertTrue(out.contains("uniformity of the counts 0.25, of the weights 1"), out);
  }

  /** The kernel that is said to be even is even when it is read again. */
  @Test
  void overlapWritesTheNearestEvenKernel() throws IOException {
    String[] layer = {"overlap", "--input-size", "5x5", "--stride", "2"};
    Map<String, Object> before =
        Run.of(with(layer, "--kernel", file("w.csv"), "--even-kernel", file("e.npy"), "--json"))
            .done()
            .json();
    assertEquals(false, before.get("weights_even"));
    Map<String, Object> after =
        Run.of(with(layer, "--kernel", file("e.npy"), "--json")).done().json();
    assertEquals(true, after.get("weights_even"));
    assertEquals(0.0, (Double) after.get("weight_change"), 1e-12);
    double square = 0;
    double whole = 0;
    double[] old = {1, 4, 1, 1, 4, 3, 3, 3, 1};
    double[] even = ArrayFiles.read(dir.resolve("e.npy")).tensor().elements().doubles();
    for (int i = 0; i < 9; i++) {
      square += (even[i] - old[i]) * (even[i] - old[i]);
      whole += old[i] * old[i];
    }
    assertEquals(Math.sqrt(square / whole), (Double) before.get("weight_change"), 1e-12);
  }

  @Test
  void overlapShowsLargeResultsAsBlocks() {
    List<String> out =
        lines("overlap", "--input-size", "200x300", "--kernel-size", "3x3", "--stride", "2");
    assertTrue(out.stream().allMatch(line -> line.length() < 300), out.toString());
    assertTrue(out.toString().contains("░░▒▒"), out.toString());
    assertTrue(out.contains("from 1 to 4"), out.toString());
  }

  @Test
  void animateWritesOneGif() throws IOException {
    String[] layer = {"animate", file("x.csv"), "--kernel", file("w.csv"), "--transposed"};
    assertEquals("", Run.of(with(layer, "-o", file("g.gif"))).done().out());
    Map<String, Object> json =
        Run.of(with(layer, "--view", "scatter", "--delay", "100", "-o", file("s.gif"), "--json"))
            .done()
            .json();
    assertEquals(4L, json.get("frames"));
    assertEquals(100L, json.get("delay"));
    requireOnly("g.gif", "s.gif");
    String gif = Files.readString(dir.resolve("g.gif"), StandardCharsets.ISO_8859_1);
    assertTrue(gif.startsWith("GIF89a"), gif);
  }

  /** One page that needs nothing else, every identifier once, and the numbers of the backend. */
  @Test
  void theTutorialAsAPage() throws IOException {
    Run.of("tutorial", "--html", "-o", file("t.html")).done();
    String page = Files.readString(dir.resolve("t.html"));
    assertEquals(page, Run.of("tutorial", "--html").done().out());
    assertFalse(page.contains("{{") || page.contains("<script") || page.contains("@import"), page);
    String links = page.replace("http://www.w3.org/2000/svg", "");
    assertFalse(links.contains("http:") || links.contains("https:") || links.contains("src="));
    List<String> ids = found(page, " id=\"([^\"]*)\"");
    assertEquals(ids.size(), Set.copyOf(ids).size());
    assertTrue(found(page, "<svg ()").size() >= 15, "a picture for every step");
    String json = Run.of("tutorial", "--json").done().out();
    assertTrue(json.contains("\"U\":[[2,9,6,1],[6,29,30,7],[10,29,33,13],[12,24,16,4]]"), json);
    assertTrue(page.contains("4 by 4: 2, 9, 6, 1; 6, 29, 30, 7; 10, 29, 33, 13; 12, 24, 16, 4"));
    assertTrue(page.contains("2 by 2: 122, 148; 126, 134"), page);
    assertTrue(page.contains("U[1,2] = ") && page.contains(" = 30</code>"), page);
    requireOnly("t.html");
  }

  private static List<String> found(String text, String pattern) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
