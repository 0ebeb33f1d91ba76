package org.convmat.core.io;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.NumericArray;

/**
 * Reads numbers in rows; always rank 2. Separators are commas, or tabs or semicolons where the
 * first line has no comma. No header; empty lines only at the end.
 */
final class CsvArrayReader {

  /** How much of the first line is searched for a separator. */
  private static final int PREVIEW = 1 << 16;

  private CsvArrayReader() {}

  static NumericArray read(ByteInput input) throws IOException {
    InputStream in = new BufferedInputStream(input.stream(), PREVIEW);
    skipByteOrderMark(in);
    Rows rows = new Rows(input.source());
    try (CsvReader<Integer> reader =
        CsvReader.builder()
            .fieldSeparator(separator(in))
            .skipEmptyLines(false)
            .extraFieldStrategy(
                FieldMismatchStrategy
                    .IGNORE) // rows of other lengths are refused here, with both lengths
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .build(rows, in, StandardCharsets.UTF_8)) {
      reader.forEach(rows::end);
    } catch (CsvParseException e) {
      if (e.getCause() instanceof InvalidInputException refusal) {
        throw refusal; // from a field, wrapped on its way through the parser
      }
      throw input.source().refuse(e, "is no CSV after line " + rows.line);
    }
    return rows.toArray();
  }

  private static void skipByteOrderMark(InputStream in) throws IOException {
    in.mark(3);
    if (in.read() != 0xef || in.read() != 0xbb || in.read() != 0xbf) {
      in.reset();
    }
  }

  private static char separator(InputStream in) throws IOException {
    in.mark(PREVIEW);
    char separator = ',';
    for (int i = 0; i < PREVIEW; i++) {
      int next = in.read();
      if (next < 0 || next == '\n' || next == '\r' || next == ',') {
        separator = next == ',' ? ',' : separator;
        break;
      }
      if (separator == ',' && (next == '\t' || next == ';')) {
        separator = (char) next;
      }
    }
    in.reset();
    return separator;
  }

  /** Takes field after field out of the parser's buffer; a record's result is its field count. */
  private static final class Rows extends CsvCallbackHandler<Integer> {

    private final Source source;
    private final NumberCollector numbers;
    private long line;
    private long rows;
    private int columns;
    private int field;
    private long blankLine;

    Rows(Source source) {
      this.source = source;
      this.numbers =
          new NumberCollector(
              source,
              this::position,
              "there must be numbers only, separated by commas, tabs or semicolons");
    }

    private String position() {
      return "line " + line + ", column " + field;
    }

    @Override
    protected RecordType getRecordType() {
      return RecordType.DATA;
    }

    @Override
    protected int getFieldCount() {
      return field;
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
      line = startingLineNumber;
      field = 0;
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
      String token = new String(buffer, offset, length).strip();
      if (token.isEmpty() && field == 0 && !quoted) {
        blankLine = line; // or an empty first cell: the next field tells
        field = 1;
        return;
      }
      if (blankLine > 0) {
        throw source.refuse(
            blankLine == line
                ? "line %d, column 1 is empty, must be a number"
                : "line %d is empty, only the last lines may be",
            blankLine);
      }
      field++;
      if (token.isEmpty()) {
        throw source.refuse("line %d, column %d is empty, must be a number", line, field);
      }
      numbers.add(token);
    }

    @Override
    protected void setEmpty() {
      blankLine = blankLine == 0 ? line : blankLine;
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
      throw new AssertionError("comments are not enabled");
    }

    @Override
    protected Integer buildRecord() {
      return blankLine > 0 ? 0 : field;
    }

    void end(int length) {
      if (length == 0) {
        return;
      }
      if (rows == 0) {
        columns = length;
      }
      if (length != columns) {
        throw source.refuse(
            "line %d has %d numbers, the first line has %d; all must be equally long",
            line, length, columns);
      }
      rows++;
    }

    NumericArray toArray() {
      if (rows == 0) {
        throw source.refuse("holds no numbers");
      }
      return numbers.toArray(rows, columns);
    }
  }
}
