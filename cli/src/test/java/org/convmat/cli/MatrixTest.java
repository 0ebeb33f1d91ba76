package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.convmat.core.io.ArrayFiles;
import org.convmat.core.io.MatrixFiles;
import org.convmat.core.matrix.DenseForm;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.CsrMatrix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixTest {

  @TempDir Path dir;

  @BeforeEach
  void kernel() {
    Tensor k = Tensor.wrap(new double[] {1, 4, 1, 1, 4, 3, 3, 3, 1}, 3, 3);
    ArrayFiles.write(new NumericArray(k, DType.INT16), dir.resolve("k.npy"));
    Tensor w = Tensor.wrap(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 2, 1, 3, 2);
    ArrayFiles.write(new NumericArray(w, DType.FLOAT64), dir.resolve("w.npy"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c.npz", "c.mtx", "c.npy", "c.csv", "c.json"})
  void everyFormatHoldsTheSameMatrix(String name) throws IOException {
    List<List<Object>> c = printed();
    run("-o", dir.resolve(name).toString());
    assertArrayEquals(flat(c), cells(name));
    run("--transpose", "-o", dir.resolve(name).toString());
    assertArrayEquals(flat(transposed(c)), cells(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csr", "csc", "coo", "dense"})
  void everyLayoutOfAnArchiveHoldsTheSameMatrix(String layout) throws IOException {
    run("--layout", layout, "-o", dir.resolve("c.npz").toString());
    assertArrayEquals(flat(printed()), cells("c.npz"));
  }

  @Test
  void theDtypeOfTheKernelStays() throws IOException {
    assertEquals("int16", run("--json").json().get("dtype"));
    run("-o", dir.resolve("c.npy").toString());
    assertEquals(DType.INT16, ArrayFiles.read(dir.resolve("c.npy")).dtype());
  }

  @Test
  void sparseLayoutsPrintTheirArrays() throws IOException {
    Map<String, Object> csr = run("--json", "--layout", "csr").json();
    assertEquals(List.of(0L, 9L, 18L, 27L, 36L), csr.get("indptr"));
    Map<String, Object> coo = run("--json", "--layout", "coo").json();
    assertEquals(csr.get("indices"), coo.get("col"));
    assertEquals(csr.get("data"), coo.get("data"));
    Map<String, Object> transposed = run("--json", "--layout", "csc", "--transpose").json();
    assertEquals(csr.get("indptr"), transposed.get("indptr"));
    assertEquals(List.of(16L, 4L), transposed.get("shape"));
    assertEquals(4, run("--layout", "csc").out().lines().count());
  }

  /** C in order F times the column-major image is the column-major grid: permuted by hand here. */
  @Test
  void orderFPermutesRowsAndColumnsWithinEachChannel() throws IOException {
    String[] options = {"--stride", "2,1", "--groups", "2", "--padding", "1:0,0:1"};
    double[] c = dense("C", options);
    double[] f = dense("F", options);
    int[] image = {5, 4};
    int[] grid = {2, 4};
    int rows = 2 * 8;
    int columns = 2 * 20;
    for (int r = 0; r < rows; r++) {
      for (int column = 0; column < columns; column++) {
        assertEquals(
            c[r * columns + column],
            f[place(r, grid) * columns + place(column, image)],
            r + "," + column);
      }
    }
  }

  private static int place(int position, int[] extents) {
    int size = extents[0] * extents[1];
    int row = position % size / extents[1];
    int column = position % extents[1];
    return position / size * size + column * extents[0] + row;
  }

  private double[] dense(String order, String... options) {
    String[] fixed = {
      "matrix",
      "--kernel",
      dir.resolve("w.npy").toString(),
      "--input-size",
      "5x4",
      "--order",
      order,
      "-o",
      dir.resolve("f.npz").toString()
    };
    Run.of(
            java.util.stream.Stream.of(fixed, options)
                .flatMap(java.util.stream.Stream::of)
                .toArray(String[]::new))
        .done();
    return cells("f.npz");
  }

  private double[] cells(String name) {
    CsrMatrix matrix = MatrixFiles.readSparse(dir.resolve(name)).validate();
    return DenseForm.of(matrix).elements().doubles();
  }

  @SuppressWarnings("unchecked")
  private List<List<Object>> printed() throws IOException {
    return (List<List<Object>>) run("--json").json().get("data");
  }

  private Run run(String... options) {
    String[] fixed = {"matrix", "--kernel", dir.resolve("k.npy").toString(), "--input-size", "4x4"};
    return Run.of(
            java.util.stream.Stream.of(fixed, options)
                .flatMap(java.util.stream.Stream::of)
                .toArray(String[]::new))
        .done();
  }

  private static List<List<Object>> transposed(List<List<Object>> matrix) {
    return java.util.stream.IntStream.range(0, matrix.get(0).size())
        .mapToObj(c -> matrix.stream().map(row -> row.get(c)).toList())
        .toList();
  }

  private static double[] flat(List<List<Object>> matrix) {
    return matrix.stream()
        .flatMap(List::stream)
        .mapToDouble(number -> ((Number) number).doubleValue())
        .toArray();
  }
}
