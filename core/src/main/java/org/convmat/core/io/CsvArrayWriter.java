package org.convmat.core.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.convmat.core.tensor.NumericArray;
import org.convmat.spi.Elements;

/** Writes an array of rank 0 to 2 as rows of numbers between commas; rank 1 is one row. */
final class CsvArrayWriter {

  private CsvArrayWriter() {}

  static void write(Source source, NumericArray array, OutputStream out) throws IOException {
    WholeNumbers.require(source, array);
    int rank = array.shape().rank();
    if (rank > 2) {
      throw source.refuse(
          "CSV has rows and columns, it cannot hold shape %s of rank %d; use .npy or .json",
          array.shape(), rank);
    }
    if (array.shape().size() == 0) {
      throw source.refuse("CSV cannot hold the empty shape %s; use .npy or .json", array.shape());
    }
    int columns = rank == 0 ? 1 : array.shape().extent(rank - 1);
    Elements elements = array.tensor().elements();
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
    for (int i = 0; i < elements.length(); i++) {
      text.append(NumberText.of(elements.get(i), array.dtype()));
      text.append((i + 1) % columns == 0 ? '\n' : ',');
    }
    text.flush();
  }
}
