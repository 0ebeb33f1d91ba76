package org.convmat.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.Elements;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole or not at all. */
class AtomicFileTest {

  private final Path folder;

  AtomicFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String refusal(Runnable write) {
    String message =
        String.valueOf(assertThrows(InvalidInputException.class, write::run).getMessage());
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  @Test
  void failureKeepsTheOldFileAndLeavesNothing() throws IOException {
    Path target = Files.writeString(folder.resolve("x"), "old");
    String message =
        refusal(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("No space\nleft on device");
                    }));
    assertTrue(message.contains("No space?left on device"), message);
    assertThrows(
        IllegalStateException.class,
        () ->
            AtomicFile.write(
                target,
                out -> {
                  out.write(1);
                  throw new IllegalStateException();
                }));
    assertEquals("old", Files.readString(target));
    assertEquals(List.of("x"), names());
  }

  @Test
  void replacesAndKeepsPermissionsAndLinks() throws IOException {
    Path target = Files.writeString(folder.resolve("x"), "old");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    AtomicFile.write(link, out -> out.write('n'));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("n", Files.readString(target));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
    assertEquals(List.of("link", "x"), names());
  }

  @Test
  void badTargetsAreRefusedBeforeTheWork() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertTrue(refusal(() -> AtomicFile.check(folder)).contains("is a directory"));
    assertTrue(
        refusal(() -> AtomicFile.check(folder.resolve("none/x.npy"))).contains("no directory"));
    assertTrue(refusal(() -> AtomicFile.check(file.resolve("x.npy"))).contains("not a directory"));
    assertTrue(refusal(() -> AtomicFile.write(folder, out -> {})).contains("is a directory"));
    AtomicFile.check(folder.resolve("new"));
    AtomicFile.check(file);
    assertEquals(List.of("file"), names());
  }

  @Test
  void whatAFormatCannotHoldLeavesNoFile() throws IOException {
    NumericArray rank3 = NumericArray.of(Tensor.wrap(new double[8], 2, 2, 2));
    NumericArray byteOf300 = new NumericArray(Tensor.wrap(new double[] {1, 300}, 2), DType.UINT8);
    NumericArray half = new NumericArray(Tensor.wrap(new double[] {0.5}, 1), DType.INT32);
    NumericArray two = new NumericArray(Tensor.wrap(new double[] {2}, 1), DType.BOOL);
    NumericArray nan = new NumericArray(Tensor.wrap(new double[] {Double.NaN}, 1), DType.INT64);
    assertTrue(refusal(() -> ArrayFiles.write(rank3, folder.resolve("x.csv"))).contains("2x2x2"));
    assertTrue(refusal(() -> ArrayFiles.write(rank3, folder.resolve("x.mtx"))).contains("rank 3"));
    for (FileFormat format : FileFormat.values()) {
      Path target = folder.resolve("x" + format.extension());
      String message = refusal(() -> ArrayFiles.write(byteOf300, target));
      assertTrue(message.contains("300.0 at [1]") && message.contains("uint8"), message);
      assertTrue(refusal(() -> ArrayFiles.write(half, target)).contains("0.5"));
      assertTrue(refusal(() -> ArrayFiles.write(two, target)).contains("bool"));
      assertTrue(refusal(() -> ArrayFiles.write(nan, target)).contains("NaN"));
    }
    CsrMatrix empty = new CsrMatrix(0, 0, new int[] {0}, new int[0], Elements.of(new double[0]));
    assertTrue(
        refusal(() -> MatrixFiles.write(empty, folder.resolve("x.npy"))).contains(".npz or .mtx"));
    assertEquals(List.of(), names());
  }

  @Test
  void devicesAreWrittenDirectly() {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/null")), "no /dev/null here");
    AtomicFile.check(Path.of("/dev/null"));
    AtomicFile.write(Path.of("/dev/null"), out -> out.write(1));
    assertFalse(Files.isRegularFile(Path.of("/dev/null")));
  }

  /** Run in a process of its own: writes without end. */
  static final class Endless {
    public static void main(String[] arguments) {
      AtomicFile.write(
          Path.of(arguments[0]),
          out -> {
            out.write(new byte[1 << 20]);
            out.flush();
            System.out.println("begun");
            sleep(); // until the process is ended
          });
    }
  }

  private static void sleep() {
    try {
      TimeUnit.MINUTES.sleep(1);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void terminationLeavesNothing() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Endless.class.getName(),
                folder.resolve("x").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals("begun", process.inputReader().readLine());
    assertEquals(1, names().size());
    process.destroy(); // SIGTERM, which ends a JVM as SIGINT does
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(List.of(), names());
  }
}
