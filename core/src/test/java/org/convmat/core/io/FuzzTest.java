package org.convmat.core.io;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.Shape;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files of every format are read or refused, and nothing else ever happens. */
class FuzzTest {

  private static final int ROUNDS = 2000;

  /** Pieces that mean something to one format or another. */
  private static final String[] WORDS = {
    "9",
    "99999999999999999999",
    "-",
    ",",
    "\n",
    "nan",
    "[",
    "]",
    "{",
    "\"",
    "'",
    "(",
    ")",
    "e",
    "1e999",
    "\u0000",
    "%",
    "general",
    "symmetric",
    "O",
    "c16",
    "True",
    "\u0093NUMPY",
    "PK\u0003\u0004"
  };

  private final Path folder;

  FuzzTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.npy", "f.npy", "a.npz", "s.npz", "a.mtx", "s.mtx", "a.csv", "a.json", "o.json"})
  void damaged(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] valid = valid(name, file);
    ArrayFiles.read(file);
    Random random = new Random(name.hashCode());
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = damage(valid, random);
      Files.write(file, damaged);
      try {
        ArrayFiles.read(file);
        MatrixFiles.readSparse(file);
      } catch (InvalidInputException e) {
        refused++;
        String message = String.valueOf(e.getMessage());
        assertTrue(message.lines().count() == 1 && message.startsWith(file.toString()), message);
      } catch (RuntimeException | Error e) {
        fail("round " + round + ": " + Arrays.toString(damaged), e);
      }
    }
    assertTrue(refused > ROUNDS / 20, "only " + refused + " refused");
  }

  private static byte[] valid(String name, Path file) throws IOException {
    switch (name) {
      case "f.npy" ->
          Files.write(
              file, NpyBytes.file(">i2", true, "(2, 3)", NpyBytes.data(">i2", 1, 2, 3, 4, 5, 6)));
      case "o.json" ->
          Files.writeString(file, "{\"dtype\":\"int16\",\"shape\":[2,2],\"data\":[1,2,3,4]}");
      case "s.npz", "s.mtx" ->
          MatrixFiles.write(RoundTripTest.sparse(), DType.FLOAT64, SparseLayout.COO, file);
      default -> ArrayFiles.write(RoundTripTest.sample(DType.FLOAT32, Shape.of(3, 4), 3), file);
    }
    return Files.readAllBytes(file);
  }

  private static byte[] damage(byte[] valid, Random random) {
    byte[] bytes = valid;
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      int at = random.nextInt(bytes.length + 1);
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(bytes, Math.max(1, at));
            case 1 -> flip(bytes, at, random);
            case 2 -> splice(bytes, at, WORDS[random.nextInt(WORDS.length)], 0);
            case 3 -> splice(bytes, at, WORDS[random.nextInt(WORDS.length)], 1);
            default -> splice(bytes, at, "", 1 + random.nextInt(4));
          };
    }
    return bytes;
  }

  private static byte[] flip(byte[] bytes, int at, Random random) {
    byte[] copy = bytes.clone();
    copy[Math.min(at, copy.length - 1)] = (byte) random.nextInt();
    return copy;
  }

  private static byte[] splice(byte[] bytes, int at, String insert, int removed) {
    int rest = Math.min(bytes.length, at + removed);
    byte[] spliced =
        NpyBytes.join(
            Arrays.copyOf(bytes, at),
            insert.getBytes(StandardCharsets.ISO_8859_1),
            Arrays.copyOfRange(bytes, rest, bytes.length));
    return spliced.length == 0 ? new byte[] {0} : spliced;
  }
}
