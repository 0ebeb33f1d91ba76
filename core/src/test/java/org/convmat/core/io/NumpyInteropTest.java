package org.convmat.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.spi.CsrMatrix;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NumPy and SciPy themselves read what is written here, and write what is read here. */
class NumpyInteropTest {

  private static final String[] DTYPES = {
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16",
    "float32", "float64"
  };

  private final Path folder;

  NumpyInteropTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void needsPython() throws InterruptedException {
    try {
      Process probe = new ProcessBuilder("python3", "-c", "import numpy, scipy").start();
      Assumptions.assumeTrue(probe.waitFor(30, TimeUnit.SECONDS), "python3 does not answer");
      Assumptions.assumeTrue(probe.exitValue() == 0, "python3 has no numpy or no scipy");
    } catch (IOException e) {
      Assumptions.abort("no python3 on the path: " + e.getMessage());
    }
  }

  private void python(String program) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("script.py"), program);
    Process process =
        new ProcessBuilder("python3", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), output);
  }

  @Test
  void readsWhatTheyWrite() throws IOException, InterruptedException {
    python(
        """
        import numpy as np, scipy.sparse as sp, scipy.io as sio
        for t in '%s'.split():
            a = np.arange(24).reshape(2, 3, 4).astype(t)
            np.save(f'{t}.npy', a)
            np.save(f'{t}-big.npy', a.astype(a.dtype.newbyteorder('>')))
            np.save(f'{t}-fortran.npy', np.asfortranarray(a))
            np.savez(f'{t}.npz', x=a)
            np.savez_compressed(f'{t}-small.npz', a)
        m = np.array([[0, 1.5, 0], [2, 0, -3]])
        for c in (sp.csr_matrix, sp.csc_matrix, sp.coo_matrix, sp.csr_array, sp.coo_array):
            for z in (True, False):
                sp.save_npz(f's-{c.__name__}-{z}.npz', c(m), compressed=z)
        sp.save_npz('s-twice.npz', sp.coo_matrix(([1.5, 1, 1, -3.], ([0, 1, 1, 1], [1, 0, 0, 2]))))
        sio.mmwrite('s-coordinate.mtx', sp.csr_matrix(m))
        sio.mmwrite('s-array.mtx', m)
        np.savetxt('s-text.csv', m, delimiter=',')
        q = np.array([[1., 2], [2, 5]]); sio.mmwrite('symmetric.mtx', sp.coo_matrix(q), symmetry='symmetric')
        """
            .formatted(String.join(" ", DTYPES)));
    for (String dtype : DTYPES) {
      for (String suffix :
          new String[] {".npy", "-big.npy", "-fortran.npy", ".npz", "-small.npz"}) {
        NumericArray array = ArrayFiles.read(folder.resolve(dtype + suffix));
        assertEquals(dtype, array.dtype().toString());
        assertEquals(Shape.of(2, 3, 4), array.shape());
        for (int i = 0; i < 24; i++) {
          double expected = dtype.equals("bool") ? Math.min(i, 1) : i;
          assertEquals(expected, array.tensor().elements().get(i), dtype + suffix);
        }
      }
    }
    try (var files = Files.newDirectoryStream(folder, "s-*")) {
      for (Path file : files) {
        CsrMatrix matrix = MatrixFiles.readSparse(file).validate();
        assertEquals("2x3 DOUBLE CSR, 3 entries", matrix.toString(), file.toString());
        assertEquals(-3, ArrayFiles.read(file).tensor().get(1, 2));
        assertEquals(1.5, ArrayFiles.read(file).tensor().get(0, 1));
      }
    }
    assertEquals(2, ArrayFiles.read(folder.resolve("symmetric.mtx")).tensor().get(0, 1));
  }

  @Test
  void theyReadWhatIsWritten() throws IOException, InterruptedException {
    for (DType dtype : DType.values()) {
      NumericArray array = RoundTripTest.sample(dtype, Shape.of(3, 4, 2), 9);
      ArrayFiles.write(array, folder.resolve(dtype + ".npy"));
      ArrayFiles.write(array, folder.resolve(dtype + ".npz"));
      ArrayFiles.write(array, folder.resolve(dtype + ".json"));
      NumericArray flat =
          new NumericArray(array.tensor().reshape(12, 2), dtype); // for the formats of rank 2
      ArrayFiles.write(flat, folder.resolve(dtype + ".csv"));
      ArrayFiles.write(flat, folder.resolve(dtype + ".mtx"));
    }
    for (SparseLayout layout : SparseLayout.values()) {
      MatrixFiles.write(
          RoundTripTest.sparse(), DType.FLOAT64, layout, folder.resolve(layout + ".npz"));
    }
    MatrixFiles.write(RoundTripTest.sparse(), folder.resolve("sparse.mtx"));
    python(
        """
        import json, numpy as np, scipy.sparse as sp, scipy.io as sio
        for t in '%s'.split():
            a = np.load(f'{t}.npy')
            assert a.dtype == ('float32' if t == 'float16' else t), (t, a.dtype)
            assert a.shape == (3, 4, 2) and a.flags.c_contiguous
            b = np.load(f'{t}.npz')
            assert b.files == ['arr_0'], b.files
            np.testing.assert_array_equal(a, b['arr_0'])
            e = np.array(json.load(open(f'{t}.json')), dtype=a.dtype)
            c = np.loadtxt(f'{t}.csv', delimiter=',').astype(a.dtype)
            np.testing.assert_array_equal(a, e)
            np.testing.assert_array_equal(a.reshape(12, 2), c)
            np.testing.assert_array_equal(a.reshape(12, 2), sio.mmread(f'{t}.mtx').astype(a.dtype))
        m = np.array([[1, 0, 0, -2.5], [0, 0, 0, 0], [0, 0, 4, 0]])
        for f in ('csr', 'csc', 'coo'):
            s = sp.load_npz(f + '.npz')
            assert s.format == f and s.nnz == 4 and s.shape == (3, 4), s
            s.check_format() if f != 'coo' else None
            np.testing.assert_array_equal(s.toarray(), m)
        np.testing.assert_array_equal(sio.mmread('sparse.mtx').toarray(), m)
        """
            .formatted(String.join(" ", DTYPES)));
  }
}
