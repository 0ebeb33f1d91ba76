package org.convmat.core.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** The lines of a Matrix Market file after the first: words, without comments and empty lines. */
final class MtxLines {

  private final Source source;
  private final BufferedReader reader;
  private final String first;
  private long line = 1;

  MtxLines(ByteInput input) throws IOException {
    this.source = input.source();
    this.reader =
        new BufferedReader(new InputStreamReader(input.stream(), StandardCharsets.ISO_8859_1));
    String banner = reader.readLine();
    this.first = banner == null ? "" : banner;
  }

  String first() {
    return first;
  }

  /** The next line's words, or null at the end. */
  String @Nullable [] next(int count, String what) throws IOException {
    String text = next();
    return text == null ? null : split(text, count, what);
  }

  /** Whether there is another line; it is consumed. */
  boolean hasMore() throws IOException {
    return next() != null;
  }

  private @Nullable String next() throws IOException {
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      line++;
      if (!text.isBlank() && text.charAt(0) != '%') {
        return text;
      }
    }
    return null;
  }

  private String[] split(String text, int count, String what) {
    StringTokenizer tokens = new StringTokenizer(text);
    if (tokens.countTokens() != count) {
      throw source.refuse(
          "%s: has %d words, must have %d: %s", position(), tokens.countTokens(), count, what);
    }
    String[] words = new String[count];
    for (int i = 0; i < count; i++) {
      words[i] = tokens.nextToken();
    }
    return words;
  }

  String position() {
    return "line " + line;
  }
}
