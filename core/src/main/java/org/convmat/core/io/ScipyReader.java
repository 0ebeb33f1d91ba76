package org.convmat.core.io;

import org.convmat.core.tensor.NumericArray;

/**
 * A sparse matrix out of an archive as {@code scipy.sparse.save_npz} writes it: layouts csr, csc
 * and coo. Indices may be of any integer type and in any order; entries at the same place add up,
 * as they do in SciPy.
 */
final class ScipyReader {

  private final NpzArchive archive;
  private final int rows;
  private final int columns;

  private ScipyReader(NpzArchive archive) {
    this.archive = archive;
    double[] shape = integers("shape");
    if (shape.length != 2) {
      throw archive
          .source("shape")
          .refuse("has %d extents, must have 2 for a matrix", shape.length);
    }
    this.rows = extent(shape[0]);
    this.columns = extent(shape[1]);
  }

  static SparseArray read(NpzArchive archive) {
    return new ScipyReader(archive).read();
  }

  private SparseArray read() {
    String format = archive.read("format", NpyReader::readText);
    NumericArray data = vector("data");
    return switch (format) {
      case "csr" -> {
        int[] columnIndices = indices("indices", columns);
        int[] pointers = pointers(rows, columnIndices.length);
        yield matrix(data, Coordinates.expand(pointers), columnIndices);
      }
      case "csc" -> {
        int[] rowIndices = indices("indices", rows);
        int[] pointers = pointers(columns, rowIndices.length);
        yield matrix(data, rowIndices, Coordinates.expand(pointers));
      }
      case "coo" -> matrix(data, indices("row", rows), indices("col", columns));
      default ->
          throw archive
              .source("format")
              .refuse(
                  "sparse format %s is not supported, must be csr, csc or coo",
                  Source.quote(format));
    };
  }

  private SparseArray matrix(NumericArray data, int[] rowIndices, int[] columnIndices) {
    int entries = data.shape().size();
    if (entries != rowIndices.length || entries != columnIndices.length) {
      throw archive
          .source()
          .refuse(
              "has %d values for %d rows and %d columns of entries, must be as many of each",
              entries, rowIndices.length, columnIndices.length);
    }
    return new Coordinates(
            rows, columns, rowIndices, columnIndices, data.tensor().elements(), data.dtype())
        .toRows(archive.source());
  }

  private int[] indices(String name, int extent) {
    double[] values = integers(name);
    int[] indices = new int[values.length];
    for (int e = 0; e < values.length; e++) {
      if (values[e] < 0 || values[e] >= extent) {
        throw archive
            .source(name)
            .refuse(
                "index %.0f of entry %d is outside the %dx%d matrix, must be 0 to %d",
                values[e], e, rows, columns, extent - 1);
      }
      indices[e] = (int) values[e];
    }
    return indices;
  }

  private int[] pointers(int extent, int entries) {
    double[] values = integers("indptr");
    Source source = archive.source("indptr");
    if (values.length != extent + 1L) {
      throw source.refuse(
          "has %d pointers, a %dx%d matrix needs %d", values.length, rows, columns, extent + 1L);
    }
    int[] pointers = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      double before = i == 0 ? 0 : values[i - 1];
      double least = i == extent ? entries : before;
      if (values[i] < Math.max(before, least) || values[i] > (i == 0 ? 0 : entries)) {
        throw source.refuse(
            "pointer %d is %.0f, must ascend from 0 to the number of indices, %d",
            i, values[i], entries);
      }
      pointers[i] = (int) values[i];
    }
    return pointers;
  }

  private int extent(double value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw archive.source("shape").refuse("extent %.0f must be 0 to %d", value, Integer.MAX_VALUE);
    }
    return (int) value;
  }

  private double[] integers(String name) {
    NumericArray array = vector(name);
    if (!array.dtype().isInteger()) {
      throw archive.source(name).refuse("has dtype %s, must be integers", array.dtype());
    }
    return array.tensor().doubles();
  }

  private NumericArray vector(String name) {
    NumericArray array = archive.read(name, NpyReader::read);
    if (array.shape().rank() != 1) {
      throw archive.source(name).refuse("has shape %s, must be rank 1", array.shape());
    }
    return array;
  }
}
