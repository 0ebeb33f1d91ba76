package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures through {@code upsample} and {@code downsample}: one, a folder, a pattern, broken ones.
 */
class ScaleCommandTest {

  @TempDir Path dir;
  private Path photos;

  @BeforeEach
  void pictures() throws IOException {
    photos = Files.createDirectory(dir.resolve("photos"));
    ImageIO.write(picture(7, 5), "png", photos.resolve("a1.png").toFile());
    ImageIO.write(picture(6, 9), "png", photos.resolve("a2.PNG").toFile());
    ImageIO.write(picture(16, 8), "jpeg", photos.resolve("b.jpg").toFile());
    Files.writeString(photos.resolve("notes.txt"), "not a picture");
  }

  private static BufferedImage picture(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, 0x010307 * i);
    }
    return image;
  }

  @Test
  void nearestCopiesPixels() throws IOException {
    Path big = dir.resolve("big.png");
    Run.of("upsample", photos.resolve("a1.png").toString(), "-o", big.toString(), "-k", "nearest")
        .done();
    BufferedImage from = ImageIO.read(photos.resolve("a1.png").toFile());
    BufferedImage to = ImageIO.read(big.toFile());
    assertEquals(14, to.getWidth());
    assertEquals(10, to.getHeight());
    for (int y = 0; y < 10; y++) {
      for (int x = 0; x < 14; x++) {
        assertEquals(from.getRGB(x / 2, y / 2), to.getRGB(x, y));
      }
    }
    // and the adjoint of copying, normalised, is the mean of the copies: the picture again
    Path back = dir.resolve("back.png");
    Run.of("downsample", big.toString(), "-o", back.toString(), "--kernel", "nearest").done();
    BufferedImage again = ImageIO.read(back.toFile());
    for (int i = 0; i < 35; i++) {
      assertEquals(from.getRGB(i % 7, i / 7), again.getRGB(i % 7, i / 7));
    }
  }

  @Test
  void givenTapsFromAFile() throws IOException {
    Path taps = Files.writeString(dir.resolve("k.csv"), "1,1,1,1\n".repeat(4));
    Path flat = Files.writeString(dir.resolve("one.csv"), "1,1,1,1\n");
    String from = photos.resolve("a1.png").toString();
    Run.of("upsample", from, "-o", dir.resolve("2.png").toString(), "-k", taps.toString()).done();
    Run.of("upsample", from, "-o", dir.resolve("1.png").toString(), "-k", flat.toString()).done();
    assertArrayEquals(
        Files.readAllBytes(dir.resolve("2.png")), Files.readAllBytes(dir.resolve("1.png")));
  }

  @Test
  void aFolderIsDoneAndABrokenPictureNamed() throws IOException {
    Path broken = photos.resolve("broken.png");
    Files.write(broken, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0});
    Path out = dir.resolve("out");
    Run run = Run.of("upsample", photos.toString(), "-o", out + "/", "--scale", "3", "--json");
    assertEquals(2, run.code());
    List<String> lines = run.err().lines().toList();
    assertEquals(2, lines.size(), run.err());
    assertTrue(lines.get(0).startsWith("convmat: " + broken + ": is cut off"), run.err());
    assertTrue(lines.get(1).contains("1 of 4 pictures could not be done"), run.err());
    assertEquals(List.of("a1.png", "a2.PNG", "b.jpg"), names(out));
    assertEquals(48, ImageIO.read(out.resolve("b.jpg").toFile()).getWidth());
    Map<String, Object> json = run.json();
    assertEquals("3", json.get("scale"));
    assertEquals(3, ((List<?>) json.get("pictures")).size());
    Map<?, ?> failed = (Map<?, ?>) ((List<?>) json.get("failed")).get(0);
    assertEquals(broken.toString(), failed.get("input"));
  }

  @Test
  void aPatternAndSeveralNames() throws IOException {
    Path out = Files.createDirectory(dir.resolve("out"));
    Run.of("downsample", photos + "/a*.[pP]*", "-o", out.toString()).done();
    assertEquals(List.of("a1.png", "a2.PNG"), names(out));
    Path two = dir.resolve("two");
    String a1 = photos.resolve("a1.png").toString();
    Run.of("upsample", a1, photos.resolve("b.jpg").toString(), "-o", two.toString()).done();
    assertEquals(List.of("a1.png", "b.jpg"), names(two));
    Run run = Run.of("upsample", photos + "/*", "-o", dir.resolve("no").toString());
    assertEquals(2, run.code());
    assertTrue(run.err().contains("notes.txt: the name of a picture must end in"), run.err());
    assertFalse(Files.exists(dir.resolve("no")));
  }

  @Test
  void whatIsInTheWayIsFoundBeforeTheStart() throws IOException {
    Path other = Files.createDirectory(dir.resolve("other"));
    Files.copy(photos.resolve("a1.png"), other.resolve("a1.png"));
    byte[] before = Files.readAllBytes(photos.resolve("a1.png"));
    String out = dir.resolve("out").toString();
    refused("would both become", photos.toString(), other.toString(), "-o", out);
    refused("is the picture that is read", photos.toString(), "-o", photos.toString());
    refused(
        "is the picture that is read",
        photos.resolve("a1.png").toString(),
        "-o",
        photos.resolve("../photos/a1.png").toString());
    Path link = Files.createSymbolicLink(dir.resolve("link.png"), photos.resolve("a1.png"));
    refused("is the picture that is read", link.toString(), "-o", photos + "/a1.png");
    refused("several pictures need a folder", photos.toString(), "-o", photos + "/notes.txt");
    refused("there is no directory", photos.toString(), "-o", out + "/deep/er/");
    refused("finds no picture", dir + "/*.jpeg", "-o", out);
    assertFalse(Files.exists(dir.resolve("out")));
    assertArrayEquals(before, Files.readAllBytes(photos.resolve("a1.png")));
  }

  private static void refused(String words, String... args) {
    Run run = Run.of(Stream.concat(Stream.of("upsample"), Stream.of(args)).toArray(String[]::new));
    assertEquals(2, run.code(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(words), run.err());
  }

  @Test
  void theBarSaysHowFarAndHowLong() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ProgressBar bar = new ProgressBar(console(err, true), 4);
    bar.next();
    assertEquals(
        "[###########-------------------]  38 % picture 2 of 4 10 s left", bar.line(0.5, 6));
    assertEquals(
        "[------------------------------]   0 % ",
        new ProgressBar(console(err, true), 1).line(0, 0));
    assertTrue(bar.line(0.5, 600).endsWith("16:40 min left"));
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void nobodyWatchingNoBar() throws InterruptedException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ProgressBar silent = new ProgressBar(console(err, false), 1);
    ProgressBar seen = new ProgressBar(console(err, true), 1);
    Thread.sleep(150);
    silent.rows(1, 2);
    silent.clear();
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    seen.rows(1, 2);
    assertTrue(err.toString(StandardCharsets.UTF_8).contains(" 50 %"));
    seen.clear();
    assertTrue(err.toString(StandardCharsets.UTF_8).endsWith("\r\u001b[K"));
  }

  private static Console console(ByteArrayOutputStream err, boolean watched) {
    return new Console(
        new ByteArrayInputStream(new byte[0]),
        new TextOutput(new ByteArrayOutputStream()),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false,
        watched);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
