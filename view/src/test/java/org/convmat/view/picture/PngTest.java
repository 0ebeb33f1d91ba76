package org.convmat.view.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.convmat.core.failure.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our PNG against the JDK's, both ways, and against damage. */
class PngTest {

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({"1,8", "2,8", "3,8", "4,8", "1,16", "2,16", "3,16", "4,16"})
  void theJdkReadsWhatWeWriteAndSoDoWe(int channels, int bits) throws IOException {
    for (int[] size : new int[][] {{1, 1}, {3, 1}, {1, 9}, {37, 23}}) {
      PictureInfo info = new PictureInfo(size[0], size[1], channels, bits);
      byte[][] rows = TestPictures.rows(info, 5);
      Path file = TestPictures.png(dir.resolve("ours.png"), info, rows);
      try (PictureReader reader = PictureFiles.open(file)) {
        assertEquals(info, reader.info());
        assertArrayEquals(rows, TestPictures.read(reader));
      }
      Raster raster = ImageIO.read(file.toFile()).getRaster();
      assertEquals(channels, raster.getNumBands());
      for (int y = 0; y < size[1]; y++) {
        for (int x = 0; x < size[0]; x++) {
          for (int c = 0; c < channels; c++) {
            assertEquals(TestPictures.level(rows, info, x, y, c), raster.getSample(x, y, c));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void weReadWhatTheJdkWrites(boolean interlaced) throws IOException {
    int[] types = {
      BufferedImage.TYPE_BYTE_GRAY,
      BufferedImage.TYPE_USHORT_GRAY,
      BufferedImage.TYPE_3BYTE_BGR,
      BufferedImage.TYPE_4BYTE_ABGR,
      BufferedImage.TYPE_BYTE_BINARY,
      BufferedImage.TYPE_BYTE_INDEXED
    };
    for (int type : types) {
      for (int[] size : new int[][] {{1, 1}, {5, 3}, {33, 41}, {2, 9}}) {
        BufferedImage image = new BufferedImage(size[0], size[1], type);
        same(image, interlaced);
      }
    }
    for (int bits = 1; bits <= 4; bits *= 2) {
      byte[] ramp = {0, 100, (byte) 200, 50, 7, 77, 99, 3, 11, 22, 33, 44, 55, 66, 88, 12};
      IndexColorModel colours = new IndexColorModel(bits, 1 << bits, ramp, ramp, ramp, 1);
      same(new BufferedImage(29, 13, BufferedImage.TYPE_BYTE_BINARY, colours), interlaced);
    }
  }

  /** Random pixels through the JDK's writer; the colours that it reads are those that we read. */
  private void same(BufferedImage image, boolean interlaced) throws IOException {
    Random random = new Random(image.getWidth());
    Raster raster = image.getRaster();
    int most = 1 << image.getSampleModel().getSampleSize(0);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        for (int c = 0; c < raster.getNumBands(); c++) {
          image.getRaster().setSample(x, y, c, random.nextInt(most));
        }
      }
    }
    Path file = dir.resolve("theirs.png");
    write(image, file, interlaced);
    try (PictureReader reader = PictureFiles.open(file)) {
      PictureInfo info = reader.info();
      byte[][] rows = TestPictures.read(reader);
      int channels = info.channels();
      boolean indexed = image.getColorModel() instanceof IndexColorModel;
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          for (int c = 0; c < channels; c++) {
            int shift = c == 3 || (channels == 2 && c == 1) ? 24 : 16 - 8 * c;
            int expected =
                indexed ? (image.getRGB(x, y) >> shift) & 0xFF : raster.getSample(x, y, c);
            assertEquals(
                expected, TestPictures.level(rows, info, x, y, c), info + " " + x + " " + y);
          }
        }
      }
    }
  }

  private static void write(BufferedImage image, Path file, boolean interlaced) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setProgressiveMode(
        interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    Files.deleteIfExists(file);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    }
    writer.dispose();
  }

  /** Grey 2 bit with a transparent level, RGB 16 bit with a transparent colour: by hand. */
  @Test
  void transparentColoursBecomeAlpha() throws IOException {
    byte[] grey = file(4, 1, 2, 0, new byte[] {0, 2}, null, new byte[] {0, 0b00011011});
    Files.write(dir.resolve("g.png"), grey);
    try (PictureReader reader = PictureFiles.open(dir.resolve("g.png"))) {
      assertEquals(new PictureInfo(4, 1, 2, 8), reader.info());
      assertArrayEquals(new byte[] {0, -1, 85, -1, (byte) 170, 0, -1, -1}, reader.next());
      reader.finish();
    }
    byte[] pixels = {0, 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 7};
    Files.write(
        dir.resolve("c.png"), file(2, 1, 16, 2, new byte[] {1, 2, 3, 4, 5, 6}, null, pixels));
    try (PictureReader reader = PictureFiles.open(dir.resolve("c.png"))) {
      assertEquals(new PictureInfo(2, 1, 4, 16), reader.info());
      assertArrayEquals(
          new byte[] {1, 2, 3, 4, 5, 6, 0, 0, 1, 2, 3, 4, 5, 7, -1, -1}, reader.next());
    }
  }

  @Test
  void refusesWithTheNumbers() throws IOException {
    byte[] pixels = {0, 1, 2, 3, 4};
    refused("1 to", file(0, 1, 8, 0, null, null, pixels));
    refused("colour type 5", file(1, 1, 8, 5, null, null, pixels));
    refused("colour type 2 with 4", file(1, 1, 4, 2, null, null, pixels));
    refused("palette has 0", file(1, 1, 8, 3, null, null, pixels));
    refused("uses colour 1 of a palette of 1", file(4, 1, 8, 3, null, new byte[3], pixels));
    refused("ends in row 1 of 9", file(4, 9, 8, 0, null, null, pixels));
    refused("filter 9", file(4, 1, 8, 0, null, null, new byte[] {9, 1, 2, 3, 4}));
    refused("holds at most", file(2_000_000_000, 2_000_000_000, 8, 0, null, null, pixels));
    refused("tRNS has 1", file(4, 1, 8, 0, new byte[1], null, pixels));
    refused("is empty", new byte[0]);
    refused("no picture in PNG or JPEG", new byte[] {'G', 'I', 'F', '8'});
    refused("is no PNG", new byte[] {(byte) 0x89, 'P', 'N', 'X', 0, 0, 0, 0, 0});
  }

  private void refused(String words, byte[] file) throws IOException {
    Path path = Files.write(dir.resolve("broken.png"), file);
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> readAll(path), words);
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(words) && message.startsWith(path + ": "), message);
  }

  /** A file cut off anywhere is refused; a changed byte is refused or was of no account. */
  @Test
  void damageIsFoundWhereverItIs() throws IOException {
    PictureInfo info = new PictureInfo(40, 30, 3, 8);
    byte[][] rows = TestPictures.rows(info, 1);
    Path whole = TestPictures.png(dir.resolve("whole.png"), info, rows);
    byte[] file = Files.readAllBytes(whole);
    for (int length = 1; length < file.length; length += 1 + file.length / 300) {
      byte[] cut = java.util.Arrays.copyOf(file, length);
      Path path = Files.write(dir.resolve("cut.png"), cut);
      assertThrows(InvalidInputException.class, () -> readAll(path), "cut at " + length);
    }
    Random random = new Random(3);
    for (int n = 0; n < 500; n++) {
      byte[] changed = file.clone();
      changed[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
      Path path = Files.write(dir.resolve("changed.png"), changed);
      assertThrows(InvalidInputException.class, () -> readAll(path));
    }
  }

  private static byte[][] readAll(Path path) {
    try (PictureReader reader = PictureFiles.open(path)) {
      return TestPictures.read(reader);
    }
  }

  /** A PNG with the given header, chunks and unfiltered rows. */
  private static byte[] file(
      int width,
      int height,
      int depth,
      int type,
      byte @org.jspecify.annotations.Nullable [] transparency,
      byte @org.jspecify.annotations.Nullable [] palette,
      byte[] rows)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(PngChunk.SIGNATURE);
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) depth)
            .put((byte) type)
            .array();
    new PngChunk("IHDR", header).writeTo(out);
    if (palette != null) {
      new PngChunk("PLTE", palette).writeTo(out);
    }
    if (transparency != null) {
      new PngChunk("tRNS", transparency).writeTo(out);
    }
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
      deflater.write(rows);
    }
    new PngChunk("IDAT", data.toByteArray()).writeTo(out);
    new PngChunk("IEND", new byte[0]).writeTo(out);
    return out.toByteArray();
  }
}
