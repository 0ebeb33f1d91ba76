package org.convmat.core.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of the NumPy format, both ways. */
class NpyFormatTest {

  private final Path folder;

  NpyFormatTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private NumericArray read(byte[] bytes) throws IOException {
    return ArrayFiles.read(Files.write(folder.resolve("x.npy"), bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "<f8,FLOAT64", ">f8,FLOAT64", "=f8,FLOAT64", "<f4,FLOAT32", ">f4,FLOAT32", "|b1,BOOL",
    "|u1,UINT8", "|i1,INT8", "<i2,INT16", ">i2,INT16", "<u2,UINT16", ">u2,UINT16",
    "<i4,INT32", ">i4,INT32", "<u4,UINT32", ">u4,UINT32", "<i8,INT64", ">i8,INT64",
    "<u8,UINT64", ">u8,UINT64"
  })
  void everyDtypeInEveryByteOrder(String descr, DType dtype) throws IOException {
    double[] values = dtype == DType.BOOL ? new double[] {0, 1, 1} : new double[] {0, 1, 77};
    NumericArray array = read(NpyBytes.file(descr, false, "(3,)", NpyBytes.data(descr, values)));
    assertEquals(dtype, array.dtype());
    for (int i = 0; i < 3; i++) {
      assertEquals(values[i], array.tensor().get(i));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "<i8,-9223372036854775808",
    "<i8,9007199254740992",
    ">i4,-2147483648",
    "<i2,-32768",
    "|i1,-128"
  })
  void extremesKeepTheirSign(String descr, long value) throws IOException {
    byte[] bytes = NpyBytes.file(descr, false, "()", NpyBytes.data(descr, (double) value));
    assertEquals((double) value, read(bytes).tensor().get());
  }

  @Test
  void largestUnsignedThatADoubleHolds() throws IOException {
    byte[] data = {0, (byte) 0xf8, -1, -1, -1, -1, -1, -1};
    NumericArray array = read(NpyBytes.file("<u8", false, "(1,)", data));
    assertEquals(0x1p64 - 2048, array.tensor().get(0));
    Path copy = folder.resolve("copy.npy");
    ArrayFiles.write(array, copy);
    byte[] bytes = Files.readAllBytes(copy);
    assertArrayEquals(data, java.util.Arrays.copyOfRange(bytes, bytes.length - 8, bytes.length));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyVersionAndKeyOrder(int version) throws IOException {
    String dictionary = "{\"shape\":(2L,1), 'fortran_order':False , 'descr' : '<f8'}   ";
    NumericArray array = read(NpyBytes.version(version, dictionary, NpyBytes.data("<f8", 1.5, -2)));
    assertEquals(Shape.of(2, 1), array.shape());
    assertEquals(-2, array.tensor().get(1, 0));
  }

  @Test
  void fortranOrderOfEveryRank() throws IOException {
    int[][] shapes = {
      {}, {5}, {3, 4}, {2, 3, 4}, {3, 1, 2, 5}, {2, 3, 2, 2, 3}, {70, 2, 33}, {0, 3}
    };
    for (int[] extents : shapes) {
      Shape shape = Shape.of(extents);
      double[] columnMajor = new double[shape.size()];
      for (int i = 0; i < columnMajor.length; i++) {
        columnMajor[i] = i;
      }
      String tuple = java.util.Arrays.toString(extents).replace('[', '(').replace("]", ",)");
      byte[] bytes =
          NpyBytes.file("<f8", true, tuple.replace("(,)", "()"), NpyBytes.data("<f8", columnMajor));
      NumericArray array = read(bytes);
      for (int i = 0; i < columnMajor.length; i++) {
        int[] index = new int[extents.length];
        for (int axis = 0, rest = i; axis < extents.length; axis++) {
          index[axis] = rest % extents[axis];
          rest /= extents[axis];
        }
        assertEquals(i, array.tensor().get(index));
      }
    }
  }

  @Test
  void headerIsNumPysByteForByte() throws IOException {
    Path file = folder.resolve("y.npy");
    ArrayFiles.write(Tensor.wrap(new double[] {1, 2, 3}, 3), file);
    byte[] bytes = Files.readAllBytes(file);
    assertEquals(128 + 24, bytes.length);
    String text = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
    assertTrue(text.startsWith("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }  "));
    assertTrue(text.endsWith(" \n"));
  }

  @Test
  void everyHalf() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      double sign = bits >= 1 << 15 ? -1 : 1;
      int exponent = bits / 1024 % 32;
      double fraction = bits % 1024 / 1024.0;
      double expected =
          exponent == 31
              ? (fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN)
              : exponent == 0
                  ? sign * fraction * Math.pow(2, -14)
                  : sign * (1 + fraction) * Math.pow(2, exponent - 15);
      assertEquals((float) expected, HalfFloat.toFloat((short) bits), "bits " + bits);
    }
  }

  @Test
  void largeArraysAreQuick() throws IOException {
    Random random = new Random(1);
    float[] values = new float[2048 * 2048];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    Path file = folder.resolve("large.npy");
    ArrayFiles.write(Tensor.wrap(values, 2048, 2048), file);
    long start = System.nanoTime();
    Elements read = ArrayFiles.read(file).tensor().elements();
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    assertArrayEquals(values, read.floats());
    assertTrue(milliseconds < 2000, "16 MB took " + milliseconds + " ms");
  }
}
