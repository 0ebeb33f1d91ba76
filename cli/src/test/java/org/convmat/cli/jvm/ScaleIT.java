package org.convmat.cli.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.convmat.cli.jvm.FreshJvm.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures in processes of their own: larger than the heap, and ended in the middle. */
class ScaleIT {

  private static final String JAR = FreshJvm.JAR.toString();

  @TempDir Path dir;

  private Path noise(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] pixels = new byte[width * height];
    new Random(1).nextBytes(pixels);
    image.getRaster().setDataElements(0, 0, width, height, pixels);
    Path file = dir.resolve("noise.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  /** 16 MB of pixels in and 64 MB out, through a heap of 24. */
  @Test
  void aPictureLargerThanTheHeapGoesThrough() throws IOException {
    Path from = noise(4000, 4000);
    Path to = dir.resolve("big.png");
    Result result =
        FreshJvm.java(
            List.of("-Xmx24m", "-jar", JAR, "upsample", from.toString(), "-o", to.toString()));
    assertEquals(0, result.exit(), result::toString);
    assertEquals("", result.err());
    assertTrue(Files.size(to) > 30_000_000, "size " + Files.size(to));
    // a JPEG would have to be held whole
    Path jpeg = dir.resolve("big.jpg");
    Result refused =
        FreshJvm.java(
            List.of("-Xmx24m", "-jar", JAR, "upsample", from.toString(), "-o", jpeg.toString()));
    assertEquals(2, refused.exit(), refused::toString);
    assertEquals(1, refused.err().lines().count(), refused::toString);
    assertTrue(refused.err().contains("needs 70400000 bytes"), refused::toString);
  }

  /** SIGINT and SIGTERM after the file was begun: nothing is left of it. */
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void anInterruptLeavesNoHalfFile(String signal) throws IOException, InterruptedException {
    assumeFalse(isIgnored(signal), "SIG" + signal + " is ignored here, as under nohup");
    Path from = noise(3000, 3000);
    Path folder = Files.createDirectory(dir.resolve("out" + signal));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", JAR, "upsample", from.toString(), "--scale", "8"));
    command.addAll(List.of("-o", folder.resolve("huge.png").toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("log.txt").toFile())
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (begun(folder) < 1_000_000 && process.isAlive() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertTrue(process.isAlive() && begun(folder) >= 1_000_000, "the file was begun");
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
    assertEquals(0, kill.waitFor());
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it ends");
    assertTrue(process.exitValue() != 0);
    assertEquals(0, begun(folder), "nothing is left");
  }

  /** Whether processes started from here ignore a signal: what is ignored stays so. */
  private static boolean isIgnored(String signal) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", "kill -" + signal + " $$; exit 0").start();
    return shell.waitFor() == 0;
  }

  /** Bytes of all files in the folder. */
  private static long begun(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      long sum = 0;
      for (Path file : files.toList()) {
        sum += Files.exists(file) ? Files.size(file) : 0;
      }
      return sum;
    }
  }
}
