package org.convmat.view.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.convmat.core.failure.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegTest {

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void writesAndReadsNearlyTheSame(int channels) throws IOException {
    PictureInfo info = new PictureInfo(61, 47, channels, 8);
    byte[][] rows = new byte[47][61 * channels];
    for (int y = 0; y < 47; y++) {
      for (int i = 0; i < rows[y].length; i++) {
        // red, green and blue differ by far, so that a swap would be seen
        rows[y][i] = (byte) (2 * y + i / channels + 60 * (i % channels));
      }
    }
    Path file = dir.resolve("a.jpg");
    try (var out = Files.newOutputStream(file)) {
      JpegWriter writer = new JpegWriter(out, info, 100);
      for (byte[] row : rows) {
        writer.write(writer.encode(row.clone()));
      }
      writer.finish();
    }
    try (PictureReader reader = PictureFiles.open(file)) {
      assertEquals(info, reader.info());
      byte[][] read = TestPictures.read(reader);
      double sum = 0;
      for (int y = 0; y < 47; y++) {
        for (int i = 0; i < rows[y].length; i++) {
          sum += Math.abs((rows[y][i] & 0xFF) - (read[y][i] & 0xFF));
        }
      }
      assertTrue(sum / (47 * 61 * channels) < 3, "mean difference " + sum / (47 * 61 * channels));
    }
  }

  /** The eight orientations of EXIF: where the mark in the file's top left corner must turn up. */
  @Test
  void isTurnedUpright() throws IOException {
    // for codes 1 to 8: the corner (right, bottom) of the upright picture that holds the mark
    int[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {1, 0}, {1, 1}, {0, 1}};
    BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 256; i++) {
      image.getRaster().setSample(i % 16, i / 16, 0, 255);
    }
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", plain);
    for (int code = 1; code <= 8; code++) {
      Path file = dir.resolve("o" + code + ".jpg");
      Files.write(file, withOrientation(plain.toByteArray(), code));
      try (PictureReader reader = PictureFiles.open(file)) {
        PictureInfo info = reader.info();
        assertEquals(code >= 5 ? 32 : 64, info.width());
        byte[][] rows = TestPictures.read(reader);
        for (int corner = 0; corner < 4; corner++) {
          int x = corner % 2 * (info.width() - 1);
          int y = corner / 2 * (info.height() - 1);
          boolean marked = (rows[y][x] & 0xFF) > 128;
          int[] expected = corners[code - 1];
          assertEquals(
              corner % 2 == expected[0] && corner / 2 == expected[1], marked, "code " + code);
        }
      }
    }
  }

  private static byte[] withOrientation(byte[] jpeg, int code) {
    byte[] app1 = {
      -1,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) code,
      0,
      0,
      0,
      0,
      0,
      0
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(app1);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  @Test
  void refusesWhatIsCutOff() throws IOException {
    BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 40000; i++) {
      image.setRGB(i % 200, i / 200, i * 7919);
    }
    Path file = dir.resolve("x.jpg");
    ImageIO.write(image, "jpeg", file.toFile());
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {3, 20, 200, bytes.length / 2, bytes.length - 200}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      InvalidInputException e =
          assertThrows(InvalidInputException.class, () -> PictureFiles.open(file).close());
      assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": "), e.getMessage());
    }
  }

  @Test
  void refusesWhatJpegCannotHold() {
    Path to = dir.resolve("y.jpg");
    for (PictureInfo info :
        new PictureInfo[] {new PictureInfo(9, 9, 4, 8), new PictureInfo(70000, 1, 3, 8)}) {
      assertThrows(InvalidInputException.class, () -> PictureFiles.storable(to, info));
    }
    PictureInfo deep = new PictureInfo(9, 9, 3, 16);
    assertEquals(new PictureInfo(9, 9, 3, 8), PictureFiles.storable(to, deep));
  }
}
