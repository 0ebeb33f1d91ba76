package org.convmat.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Memory is for data that arrived, not for what a header claims. */
class MemoryTest {

  private static final long LITTLE = 4 << 20;

  private final Path folder;

  MemoryTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static String refusalWithLittleMemory(Executable reading) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    String message =
        String.valueOf(assertThrows(InvalidInputException.class, reading).getMessage());
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < LITTLE, allocated + " bytes for: " + message);
    return message;
  }

  @Test
  void claimOfAFile() throws IOException {
    Path file = folder.resolve("x.npy");
    Files.write(file, NpyBytes.file("<f8", false, "(100000000, 1000000000)", new byte[8]));
    String message = refusalWithLittleMemory(() -> ArrayFiles.read(file));
    assertTrue(message.contains("800000000000000000"), message);
  }

  @Test
  void claimOfAStreamWithoutLength() {
    byte[] bytes = NpyBytes.file("<f4", false, "(5000, 5000)", new byte[1000]);
    ByteInput input =
        new ByteInput(
            new Source("stream"), new ByteArrayInputStream(bytes), ByteInput.UNKNOWN, false);
    String message = refusalWithLittleMemory(() -> NpyReader.read(input));
    assertTrue(message.contains("100000000") && message.contains("1000"), message);
  }

  @Test
  void claimOfAMatrix() throws IOException {
    Path file = folder.resolve("x.mtx");
    Files.writeString(
        file, "%%MatrixMarket matrix coordinate real general\n9 9 2000000000\n1 1 1\n");
    assertTrue(refusalWithLittleMemory(() -> ArrayFiles.read(file)).contains("2000000000"));
  }

  @Test
  void anArchiveGrowsAsItsDataArrives() {
    Path file = folder.resolve("x.npz");
    double[] values = new double[1_000_003];
    values[values.length - 1] = 5;
    ArrayFiles.write(Tensor.wrap(values, values.length), file);
    assertEquals(5, ArrayFiles.read(file).tensor().get(values.length - 1));
  }
}
