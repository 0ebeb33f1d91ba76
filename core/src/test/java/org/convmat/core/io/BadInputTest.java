package org.convmat.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.convmat.core.failure.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that must be refused, each in one line that holds the numbers. */
class BadInputTest {

  private static final byte[] NONE = {};

  private final Path folder;

  BadInputTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Arguments bad(String name, byte[] content, String... expected) {
    return Arguments.of(name, content, List.of(expected));
  }

  private static Arguments text(String name, String content, String... expected) {
    return bad(name, content.getBytes(StandardCharsets.UTF_8), expected);
  }

  private static byte[] npy(String descr, String shape, int bytes) {
    return NpyBytes.file(descr, false, shape, new byte[bytes]);
  }

  private static byte[] dictionary(String dictionary) {
    return NpyBytes.version(1, dictionary, NONE);
  }

  static List<Arguments> npyFiles() {
    byte[] claim = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, 127};
    return List.of(
        bad("a.npy", NONE, "is empty"),
        bad("a.npy", new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0}, "50 4b 03 04", "93 4e 55 4d"),
        bad("a.npy", NpyBytes.version(4, "{}", NONE), "version 4.0", "3.0"),
        bad("a.npy", claim, "2147483647", "65536"),
        bad("a.npy", new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 9, 0, '{'}, "9", "1"),
        bad("a.npy", npy("|O", "(3,)", 24), "'|O'", "pickled"),
        bad("a.npy", npy("<c16", "(3,)", 48), "'<c16'", "complex"),
        bad("a.npy", npy("<U5", "(3,)", 60), "'<U5'", "text"),
        bad("a.npy", npy("|S5", "(3,)", 15), "'|S5'", "text"),
        bad("a.npy", npy("<M8[ns]", "(3,)", 24), "'<M8[ns]'", "dates"),
        bad("a.npy", npy("<f16", "(3,)", 48), "'<f16'", "128 bits"),
        bad("a.npy", npy("|V7", "(3,)", 21), "'|V7'", "structured"),
        bad("a.npy", npy("<f99999999999", "(3,)", 21), "'<f99999999999'"),
        bad(
            "a.npy",
            dictionary("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,)}"),
            "structured",
            "('a', '<f8')"),
        bad("a.npy", npy("<f8", "(2, 3)", 47), "truncated", "48", "47", "2x3"),
        bad("a.npy", npy("<f8", "(2, 3)", 49), "trailing", "48", "49", "2x3"),
        bad("a.npy", npy("<f8", "(100000000, 1000000000)", 8), "800000000000000000", "8"),
        bad(
            "a.npy",
            npy("<f8", "(9223372036854775807, 9223372036854775807)", 8),
            "680564733841876926779175262273860009992"),
        bad("a.npy", npy("|u1", "(4294967296, 4294967296)", 0), "18446744073709551616", "0"),
        bad("a.npy", npy("<f8", "(9223372036854775808,)", 8), "'9223372036854775808'"),
        bad("a.npy", npy("<f8", "(0, 10000000000)", 0), "10000000000", "2147483647"),
        bad("a.npy", npy("<f8", "(-1,)", 0), "at least 0", "'-1"),
        bad("a.npy", npy("<f8", "(3)", 24), "','"),
        bad("a.npy", npy("<f8", "(1.5,)", 8), "'.5"),
        bad("a.npy", npy("<f8", "(" + "1,".repeat(65) + ")", 8), "65", "64"),
        bad("a.npy", dictionary("{'descr': '<f8', 'shape': (1,)}"), "fortran_order"),
        bad(
            "a.npy",
            dictionary("{'descr': '<f8', 'descr': '<f8', 'fortran_order': False}"),
            "twice"),
        bad("a.npy", dictionary("{'evil': __import__('os')}"), "'evil'"),
        bad("a.npy", dictionary("{'descr': '<f8', 'fortran_order': 1, 'shape': ()}"), "True"),
        bad("a.npy", dictionary("{'descr': '<f8"), "a string that ends"),
        bad("a.npy", dictionary("{'de\n\u001b[31mscr': '<f8'}"), "'de??[31mscr'"),
        bad(
            "a.npy",
            NpyBytes.file("<i8", false, "(2, 2)", longs(1, 2, 3, 9007199254740993L)),
            "int64 9007199254740993",
            "[1, 1]"),
        bad(
            "a.npy",
            NpyBytes.file("<i8", true, "(2, 2)", longs(1, Long.MAX_VALUE, 3, 4)),
            "9223372036854775807",
            "[1, 0]"),
        bad(
            "a.npy",
            NpyBytes.file("<u8", false, "()", longs(-1)),
            "uint64 18446744073709551615",
            "[]"));
  }

  private static byte[] longs(long... values) {
    java.nio.ByteBuffer buffer =
        java.nio.ByteBuffer.allocate(8 * values.length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    buffer.asLongBuffer().put(values);
    return buffer.array();
  }

  static List<Arguments> textFiles() {
    String mtx = "%%MatrixMarket matrix ";
    return List.of(
        text("a.csv", "1,2\n3\n", "line 2 has 1", "first line has 2"),
        text("a.csv", "1,,2\n", "line 1, column 2 is empty"),
        text("a.csv", ",1\n", "line 1, column 1 is empty"),
        text("a.csv", "1,2\n\n3,4\n", "line 2 is empty"),
        text("a.csv", "a,b\n1,2\n", "line 1, column 1: 'a'"),
        text("a.csv", "1 2\n", "'1 2'", "separated"),
        text("a.csv", "1,0x1p3\n", "'0x1p3'"),
        text("a.csv", "1,2d\n", "'2d'"),
        text("a.csv", "1,1e999\n", "'1e999'", "1.7976931348623157E308"),
        text("a.csv", "1,9007199254740993\n", "line 1, column 2", "'9007199254740993'"),
        text("a.csv", "-1,9223372036854775808\n", "negative", "2^63"),
        text("a.csv", "\n\n", "no numbers"),
        text("a.csv", "1,\u001b[2J\u0007\n", "'?[2J?'"),
        text("a.csv", "1,\"2\n", "no CSV after line 1"),
        text("a.csv", "1,\"2\"3\n", "no CSV after line 1"),
        text("a.json", "[[1,2],[3]]", "line 1", "of 1", "have 2"),
        text("a.json", "[1,[2]]", "depth 2"),
        text("a.json", "[[1],2]", "depth 1"),
        text("a.json", "[1,2", "no JSON at line 1"),
        text("a.json", "[1,\"x\"]", "'x'", "line 1, column 4"),
        text("a.json", "[1,true]", "'true'"),
        text("a.json", "[1] [2]", "the end"),
        text("a.json", "[NaN]", "no JSON"),
        text("a.json", "[".repeat(33) + "1" + "]".repeat(33), "32"),
        text("a.json", "[".repeat(100_000), "32"),
        text("a.json", "[1e999]", "'1e999'"),
        text("a.json", "[9007199254740993]", "'9007199254740993'"),
        text("a.json", "{\"shape\":[2],\"data\":[1,2,3]}", "shape 2", "shape 3"),
        text("a.json", "{\"shape\":[99999999999,99999999999],\"data\":[1]}", "99999999999"),
        text("a.json", "{\"dtype\":\"int8\",\"data\":[300]}", "300.0", "int8"),
        text("a.json", "{\"dtype\":\"int8\",\"data\":[1.5]}", "int8"),
        text("a.json", "{\"dtype\":\"complex\",\"data\":[1.5]}", "'complex'"),
        text("a.json", "{\"rows\":1}", "'rows'"),
        text("a.json", "{\"shape\":[1]}", "data"),
        text("a.json", "{\"data\":[1],\"data\":[1]}", "twice"),
        text("a.json", "   ", "nothing more"),
        text("a.mtx", "1 2 3\n", "'1 2 3'", "%%MatrixMarket"),
        text("a.mtx", mtx + "coordinate complex general\n", "'complex'"),
        text("a.mtx", mtx + "coordinate real hermitian\n", "'hermitian'"),
        text("a.mtx", mtx + "array pattern general\n", "pattern"),
        text("a.mtx", mtx + "coordinate real general\n", "size"),
        text("a.mtx", mtx + "coordinate real general\n2 2\n", "line 2", "has 2", "have 3"),
        text("a.mtx", mtx + "coordinate real general\n2 2 1\n3 1 1.0\n", "line 3", "'3'", "2"),
        text("a.mtx", mtx + "coordinate real general\n2 2 1\n0 1 1.0\n", "'0'", "from 1 to 2"),
        text("a.mtx", mtx + "coordinate real general\n2 2 2\n1 1 1.0\n", "2", "has 1"),
        text("a.mtx", mtx + "coordinate real general\n2 2 0\n1 1 1.0\n", "line 3", "0"),
        text("a.mtx", mtx + "coordinate real general\n9999999999 2 0\n", "'9999999999'"),
        text("a.mtx", mtx + "array real general\n99999 99999\n1\n", "9999800001"),
        text("a.mtx", mtx + "array real general\n2 1\n1\nx\n", "line 4", "'x'"),
        text("a.mtx", mtx + "coordinate integer general\n1 1 1\n1 1 1.5\n", "'1.5'"),
        text("a.mtx", mtx + "coordinate real symmetric\n2 3 0\n", "2x3", "square"),
        text("a.mtx", mtx + "coordinate real symmetric\n2 2 1\n1 2 1\n", "(1, 2)"),
        text("a.mtx", mtx + "coordinate real skew-symmetric\n2 2 1\n1 1 1\n", "(1, 1)"),
        text(
            "a.mtx",
            mtx + "coordinate integer general\n1 1 2\n1 1 9007199254740992\n1 1 1\n",
            "2^53"));
  }

  static List<Arguments> archives() throws IOException {
    byte[] two = npy("<f8", "(2,)", 16);
    byte[] indices = NpyBytes.file("<i4", false, "(2,)", NpyBytes.data("<i4", 0, 9));
    byte[] shape = NpyBytes.file("<i8", false, "(2,)", NpyBytes.data("<i8", 3, 4));
    byte[] huge = NpyBytes.file("<i8", false, "(2,)", NpyBytes.data("<i8", 60000, 60000));
    byte[] csr = NpyBytes.file("|S3", false, "()", "csr".getBytes(StandardCharsets.UTF_8));
    byte[] coo = NpyBytes.file("|S3", false, "()", "coo".getBytes(StandardCharsets.UTF_8));
    byte[] bsr =
        NpyBytes.file("<U3", false, "()", "b\0\0\0s\0\0\0r\0\0\0".getBytes(StandardCharsets.UTF_8));
    byte[] one = NpyBytes.file("<i4", false, "(1,)", NpyBytes.data("<i4", 1));
    byte[] good = zip("arr_0", two);
    byte[] damaged = good.clone();
    damaged[40] ^= 1;
    return List.of(
        text("a.npz", "no zip archive", "zip"),
        bad("a.npz", zip(), "a.npz: "),
        bad("a.npz", damaged, "a.npz"),
        bad("a.npz", java.util.Arrays.copyOf(good, good.length - 9), "zip"),
        bad("a.npz", zip("b", two, "a", two), "2 arrays", "a, b"),
        bad("a.npz", zip("a", npy("<f8", "(2,)", 15)), "a.npz(a)", "16", "15"),
        bad("a.npz", zip("a", npy("<f8", "(100000000, 100000000)", 8)), "80000000000000000"),
        bad("a.npz", zip("format", two, "shape", shape, "data", two), "'<f8'"),
        bad("a.npz", zip("format", csr, "shape", shape, "data", two), "indices"),
        bad(
            "a.npz",
            zip("format", csr, "shape", shape, "data", two, "indices", indices),
            "index 9",
            "3x4"),
        bad(
            "a.npz",
            zip("format", csr, "shape", shape, "data", two, "indices", one, "indptr", indices),
            "2 pointers",
            "4"),
        bad(
            "a.npz",
            zip("format", coo, "shape", shape, "data", two, "row", one, "col", one),
            "2 values",
            "1 rows"),
        bad(
            "a.npz",
            zip(
                "format",
                coo,
                "shape",
                huge,
                "data",
                npy("<f8", "(1,)", 8),
                "row",
                one,
                "col",
                one),
            "3600000000",
            "60000x60000"),
        bad("a.npz", zip("format", bsr, "shape", shape, "data", two), "'bsr'"));
  }

  static byte[] zip(Object... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndContents[i] + ".npy"));
        zip.write((byte[]) namesAndContents[i + 1]);
      }
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @MethodSource({"npyFiles", "textFiles", "archives"})
  void refused(String name, byte[] content, List<String> expected) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    String message = refusal(file);
    for (String part : expected) {
      assertTrue(message.contains(part), () -> "lacks " + part + ": " + message);
    }
  }

  private static String refusal(Path file) {
    String message =
        String.valueOf(
            assertThrows(InvalidInputException.class, () -> ArrayFiles.read(file)).getMessage());
    assertTrue(message.startsWith(file.toString()), message);
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.codePoints().noneMatch(Character::isISOControl), message);
    return message;
  }

  @Test
  void noSuchFileAndNoFile() throws IOException {
    assertTrue(refusal(folder.resolve("none.npy")).contains("no such file"));
    assertTrue(refusal(Files.createDirectory(folder.resolve("d.npy"))).contains("directory"));
  }

  @Test
  void unknownExtensionsListTheKnown() {
    for (String name : List.of("x", "x.png", ".", "x.", "x.npy.gz")) {
      String message = refusal(folder.resolve(name));
      assertTrue(message.contains(".npy, .npz, .mtx, .csv, .json"), message);
    }
  }
}
