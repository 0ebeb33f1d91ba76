package org.convmat.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.convmat.core.io.ArrayFiles;
import org.convmat.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Every refusal: the exit code, one line on standard error that holds the telling words, nothing on
 * standard output, no file made.
 */
class BadInputTest {

  @TempDir Path dir;

  @BeforeEach
  void files() throws IOException {
    text("x.csv", "1,2,3,4\n5,6,7,8\n9,10,11,12\n13,14,15,16\n");
    text("w.csv", "1,2\n3,4\n");
    text("w5.csv", "1,2,3,4,5\n".repeat(5));
    text("empty.csv", "");
    text("ragged.csv", "1,2\n3\n");
    text("words.csv", "1,two\n3,4\n");
    text("big.csv", "9007199254740991,1\n1,1\n");
    text("inexact.csv", "9007199254740993\n");
    text("three.csv", "1,2,3\n");
    text("name.txt", "1\n");
    text("bad.json", "[[1,2],[3]]");
    text("bad.mtx", "%%MatrixMarket matrix array real general\n2 2\n1\n");
    text("notzip.npz", "PK nothing");
    text("fake.jar", "no jar");
    text("fake.png", "no picture");
    picture("p.png", "");
    picture("alpha.png", "AAAAAnRSTlMAAHaTzTg=");
    Files.createDirectory(dir.resolve("folder.csv"));
    Files.createDirectory(dir.resolve("nojars"));
    npy("object.npy", "|O", "(2, 2)", 32);
    npy("complex.npy", "<c16", "(2, 2)", 64);
    npy("truncated.npy", "<f8", "(4, 4)", 24);
    npy("lying.npy", "<f8", "(100000000000000000,)", 8);
    npy("huge.npy", "<f8", "(65536, 65536)", 8);
    npy("header.npy", "<f8", "(4, 4", 128);
    array("v.npy", 4);
    array("x4.npy", 1, 3, 4, 4);
    array("w4.npy", 2, 3, 2, 2);
    array("w4g.npy", 2, 2, 2, 2);
    array("zero.npy", 0, 4);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvFileSource(resources = "bad-input.txt", delimiter = '|', maxCharsPerColumn = 200)
  void refused(int code, @Nullable String commandLine, String words) throws IOException {
    Set<String> before = names();
    String[] args =
        commandLine == null
            ? new String[0]
            : Stream.of(commandLine.split(" +"))
                .map(arg -> arg.replace("D/", dir + "/"))
                .toArray(String[]::new);
    Run run = Run.of(args);
    assertEquals(code, run.code(), run.err());
    assertEquals("", run.out());
    List<String> lines = run.err().lines().toList();
    assertEquals(1, lines.size(), run.err());
    assertTrue(lines.get(0).startsWith("convmat: "), run.err());
    assertTrue(run.err().contains(words.replace("D/", dir + "/")), run.err());
    assertEquals(before, names());
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return files.map(Path::toString).collect(Collectors.toSet());
    }
  }

  private void text(String name, String content) throws IOException {
    Files.writeString(dir.resolve(name), content, StandardCharsets.UTF_8);
  }

  /** Four by four grey pixels, with a chunk before the pixels. */
  private void picture(String name, String chunk) throws IOException {
    Base64.Decoder decoder = Base64.getDecoder();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(decoder.decode("iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGi"));
    file.write(decoder.decode(chunk));
    file.write(
        decoder.decode("AAAAGklEQVR42gXBAQEAAACCICc6sacG4MKE2Yh5TbwIDa/beyIAAAAASUVORK5CYII="));
    Files.write(dir.resolve(name), file.toByteArray());
  }

  private void array(String name, int... shape) {
    int size = 1;
    for (int extent : shape) {
      size *= extent;
    }
    ArrayFiles.write(Tensor.wrap(new double[size], shape), dir.resolve(name));
  }

  /** A .npy file that says what it likes. */
  private void npy(String name, String descr, String shape, int bytes) throws IOException {
    String header =
        "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
    ByteBuffer file =
        ByteBuffer.allocate(10 + header.length() + bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put("\u0093NUMPY\u0001\u0000".getBytes(ISO_8859_1));
    file.putShort((short) header.length());
    file.put(header.getBytes(ISO_8859_1));
    Files.write(dir.resolve(name), file.array());
  }
}
