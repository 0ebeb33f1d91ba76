package org.convmat.core.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is what is read, for every format, dtype and rank. */
class RoundTripTest {

  private static final int[][] SHAPES = {
    {}, {1}, {7}, {3, 4}, {1, 5}, {5, 1}, {2, 3, 4}, {2, 1, 3, 2}, {2, 2, 3, 1, 2}
  };

  private final Path folder;

  RoundTripTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static List<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (FileFormat format : FileFormat.values()) {
      for (DType dtype : DType.values()) {
        for (int[] shape : SHAPES) {
          boolean flat = format == FileFormat.CSV || format == FileFormat.MTX;
          if (!flat || shape.length <= 2) {
            cases.add(Arguments.of(format, dtype, Shape.of(shape)));
          }
        }
      }
    }
    return cases;
  }

  static NumericArray sample(DType dtype, Shape shape, long seed) {
    Random random = new Random(seed);
    Elements elements = Elements.allocate(dtype.elementType(), shape.size());
    double[] floats = {Double.NaN, -0.0, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 1e300, 0.1};
    for (int i = 0; i < elements.length(); i++) {
      double whole = random.nextInt(dtype == DType.BOOL ? 2 : 100);
      if (dtype.isInteger()) {
        elements.set(i, dtype.isUnsigned() || random.nextBoolean() ? whole : 0 - whole);
      } else {
        elements.set(i, random.nextInt(4) == 0 ? floats[random.nextInt(6)] : random.nextGaussian());
      }
    }
    return new NumericArray(Tensor.wrap(elements, shape), dtype);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void arrays(FileFormat format, DType dtype, Shape shape) {
    NumericArray array = sample(dtype, shape, shape.hashCode());
    Path file = folder.resolve("x" + format.extension());
    ArrayFiles.write(array, file);
    NumericArray read = ArrayFiles.read(file);
    assertEquals(expectedShape(format, shape), read.shape());
    assertEquals(expectedDtype(format, dtype), read.dtype());
    for (int i = 0; i < shape.size(); i++) {
      double expected = array.tensor().elements().get(i);
      double actual = read.tensor().elements().get(i);
      // text holds the shortest float, which as a double is another number
      boolean narrow = dtype.bytes() <= 4 && !dtype.isInteger();
      assertEquals(expected, narrow ? (float) actual : actual, "element " + i);
    }
  }

  private static Shape expectedShape(FileFormat format, Shape shape) {
    if (format == FileFormat.CSV && shape.rank() < 2) {
      return Shape.of(1, shape.size());
    }
    return format == FileFormat.MTX && shape.rank() < 2 ? Shape.of(shape.size(), 1) : shape;
  }

  private static DType expectedDtype(FileFormat format, DType dtype) {
    if (format == FileFormat.NPY || format == FileFormat.NPZ) {
      return dtype == DType.FLOAT16 ? DType.FLOAT32 : dtype;
    }
    return dtype.isInteger() ? DType.INT64 : DType.FLOAT64;
  }

  @ParameterizedTest
  @EnumSource(
      value = FileFormat.class,
      names = {"NPY", "NPZ", "JSON"})
  void emptyArrays(FileFormat format) {
    for (int[] extents : new int[][] {{0}, {0, 3}, {3, 0}, {2, 0, 4}}) {
      Path file = folder.resolve("empty" + format.extension());
      ArrayFiles.write(sample(DType.INT16, Shape.of(extents), 0), file);
      NumericArray read = ArrayFiles.read(file);
      assertEquals(Shape.of(extents), read.shape());
      assertEquals(DType.INT16, read.dtype());
    }
  }

  @Test
  void sparseMatrices() {
    CsrMatrix matrix = sparse();
    for (SparseLayout layout : SparseLayout.values()) {
      for (String name : List.of("s.npz", "s.mtx")) {
        Path file = folder.resolve(name);
        MatrixFiles.write(matrix, DType.FLOAT64, layout, file);
        assertSame(matrix, MatrixFiles.readSparse(file));
        NumericArray dense = ArrayFiles.read(file);
        assertEquals(Shape.of(3, 4), dense.shape());
        assertEquals(-2.5, dense.tensor().get(0, 3));
      }
    }
  }

  /** A matrix with an empty row, an empty column and a stored zero. */
  static CsrMatrix sparse() {
    return new CsrMatrix(
        3,
        4,
        new int[] {0, 2, 2, 4},
        new int[] {0, 3, 0, 2},
        Elements.of(new double[] {1, -2.5, 0, 4}));
  }

  static void assertSame(CsrMatrix expected, CsrMatrix actual) {
    assertEquals(expected.toString(), actual.validate().toString());
    assertArrayEquals(expected.rowPointers(), actual.rowPointers());
    assertArrayEquals(expected.columnIndices(), actual.columnIndices());
    assertArrayEquals(expected.values().doubles(), actual.values().doubles());
  }

  @Test
  void sparseIntegersStayIntegers() throws IOException {
    CsrMatrix matrix =
        new CsrMatrix(1, 2, new int[] {0, 1}, new int[] {1}, Elements.of(new double[] {7}));
    Path file = folder.resolve("i.mtx");
    MatrixFiles.write(matrix, DType.INT64, SparseLayout.CSR, file);
    assertEquals(
        "%%MatrixMarket matrix coordinate integer general\n1 2 1\n1 2 7\n", Files.readString(file));
    assertEquals(DType.INT64, ArrayFiles.read(file).dtype());
  }

  @Test
  void denseArraysAsSparse() {
    for (String name : List.of("d.npy", "d.npz", "d.csv", "d.json", "d.mtx")) {
      Path file = folder.resolve(name);
      ArrayFiles.write(Tensor.wrap(new double[] {0, 2.5, 0, 0, 0, -3}, 3, 2), file);
      CsrMatrix matrix = MatrixFiles.readSparse(file);
      assertArrayEquals(new int[] {0, 1, 1, 2}, matrix.rowPointers());
      assertArrayEquals(new int[] {1, 1}, matrix.columnIndices());
      assertArrayEquals(new double[] {2.5, -3}, matrix.values().doubles());
    }
  }

  @Test
  void streams() throws IOException {
    NumericArray array = sample(DType.INT32, Shape.of(2, 3), 5);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArrayFiles.writeCsv(array, out, "standard output");
    NumericArray read =
        ArrayFiles.readCsv(new ByteArrayInputStream(out.toByteArray()), "standard input");
    assertArrayEquals(array.tensor().doubles(), read.tensor().doubles());
  }

  @Test
  void vectors() throws IOException {
    for (String text : List.of("1,2,3\n", "1\n2\n3\n")) {
      Path file = Files.writeString(folder.resolve("v.csv"), text);
      assertEquals(Shape.of(3), ArrayFiles.readVector(file).shape());
      assertEquals(2, ArrayFiles.read(file).shape().rank());
    }
  }
}
