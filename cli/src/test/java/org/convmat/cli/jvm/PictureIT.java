package org.convmat.cli.jvm;

import static org.convmat.cli.jvm.FreshJvm.jarsWithout;
import static org.convmat.cli.jvm.FreshJvm.modulePath;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.convmat.cli.jvm.FreshJvm.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures from a process of its own, also one that is told to end in the middle. */
class PictureIT {

  @TempDir Path folder;

  @Test
  void drawsOnTheModulePath() throws IOException {
    Path kernel = Files.writeString(folder.resolve("w.csv"), "1,4,1\n1,4,3\n3,3,1\n");
    Path picture = folder.resolve("C.png");
    Result result =
        modulePath(
            jarsWithout(),
            "matrix",
            "--kernel",
            kernel.toString(),
            "--input-size",
            "4x4",
            "-o",
            picture.toString());
    assertEquals(0, result.exit(), result::toString);
    assertTrue(ImageIO.read(picture.toFile()).getWidth() > 640);
    Path page = folder.resolve("t.html");
    result = modulePath(jarsWithout(), "tutorial", "--html", "-o", page.toString());
    assertEquals(0, result.exit(), result::toString);
    assertTrue(Files.readString(page).contains("</html>"));
  }

  /** Whatever is there is whole, and nothing temporary stays. */
  @Test
  void endingInTheMiddleLeavesNoHalfFile() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                FreshJvm.JAR.toString(),
                "animate",
                "--gallery",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    for (int wait = 0; wait < 6000 && process.isAlive() && !isInTheMiddle(); wait++) {
      Thread.sleep(10);
    }
    process.destroy();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    List<Path> files = files();
    assertFalse(files.isEmpty(), "not one was made");
    assertFalse(Files.exists(folder.resolve("README.md")), "it was over before it was ended");
    for (Path file : files) {
      assertTrue(file.toString().endsWith(".gif"), file.toString());
      requireWhole(file);
    }
  }

  /** Some files are done and one is being written. */
  private boolean isInTheMiddle() throws IOException {
    List<String> names = files().stream().map(Path::toString).toList();
    return names.stream().anyMatch(name -> name.endsWith(".gif"))
        && names.stream().anyMatch(name -> name.endsWith(".tmp"));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** A GIF ends with a trailer, and all frames before it can be read. */
  private static void requireWhole(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    assertEquals(0x3B, bytes[bytes.length - 1], file.toString());
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      for (int f = 0; f < reader.getNumImages(true); f++) {
        assertTrue(reader.read(f).getWidth() > 100);
      }
    } finally {
      reader.dispose();
    }
  }
}
