package org.convmat.core.io;

import com.google.common.primitives.ImmutableLongArray;
import org.convmat.core.failure.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Python dictionary in a NumPy header, as in
 *
 * <pre>{@code {'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }}</pre>
 *
 * exactly these three keys in any order, and nothing else that Python would take.
 */
final class NpyHeaderParser {

  private final Source source;
  private final String text;
  private int at;
  private @Nullable NpyType type;
  private @Nullable Boolean fortranOrder;
  private @Nullable ImmutableLongArray extents;

  private NpyHeaderParser(Source source, String text) {
    this.source = source;
    this.text = text;
  }

  static NpyHeader parse(Source source, String text) {
    return new NpyHeaderParser(source, text).header();
  }

  private NpyHeader header() {
    expect('{');
    while (!accept('}')) {
      entry(string());
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    skipSpace();
    if (at < text.length()) {
      throw unexpected("the end");
    }
    if (type == null || fortranOrder == null || extents == null) {
      throw source.refuse(
          "header %s lacks one of the keys descr, fortran_order, shape", Source.quote(text));
    }
    return new NpyHeader(type, fortranOrder, extents);
  }

  private void entry(String key) {
    expect(':');
    switch (key) {
      case "descr" -> {
        requireFirst(key, type);
        type = type();
      }
      case "fortran_order" -> {
        requireFirst(key, fortranOrder);
        fortranOrder = truth();
      }
      case "shape" -> {
        requireFirst(key, extents);
        extents = tuple();
      }
      default ->
          throw source.refuse(
              "header has the key %s, must have descr, fortran_order, shape", Source.quote(key));
    }
  }

  private void requireFirst(String key, @Nullable Object value) {
    if (value != null) {
      throw source.refuse("header has the key %s twice", key);
    }
  }

  private NpyType type() {
    char next = peek();
    if (next == '[' || next == '(') {
      throw source.refuse(
          "structured dtype %s is not supported, must be one type of number",
          Source.quote(text.substring(at)));
    }
    return NpyType.parse(source, string());
  }

  private boolean truth() {
    skipSpace();
    if (text.startsWith("True", at)) {
      at += "True".length();
      return true;
    }
    if (text.startsWith("False", at)) {
      at += "False".length();
      return false;
    }
    throw unexpected("True or False");
  }

  private ImmutableLongArray tuple() {
    ImmutableLongArray.Builder found = ImmutableLongArray.builder();
    int rank = 0;
    expect('(');
    while (!accept(')')) {
      found.add(extent());
      rank++;
      if (!accept(',')) {
        if (rank == 1) {
          throw unexpected("',' as in a tuple of one"); // (3) is no tuple in Python
        }
        expect(')');
        break;
      }
    }
    if (rank > ArrayLimits.MAX_RANK) {
      throw source.refuse("shape has %d axes, at most %d", rank, ArrayLimits.MAX_RANK);
    }
    return found.build();
  }

  private long extent() {
    skipSpace();
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (start == at) {
      throw unexpected("an extent of at least 0");
    }
    try {
      long extent = Long.parseLong(text.substring(start, at));
      accept('L'); // Python 2 marked its long integers
      return extent;
    } catch (NumberFormatException e) {
      throw source.refuse(
          "extent %s in the shape exceeds %d",
          Source.quote(text.substring(start, at)), Long.MAX_VALUE);
    }
  }

  private String string() {
    char quote = peek();
    if (quote != '\'' && quote != '"') {
      throw unexpected("a string");
    }
    int end = text.indexOf(quote, at + 1);
    if (end < 0) {
      throw unexpected("a string that ends");
    }
    String content = text.substring(at + 1, end);
    at = end + 1;
    return content;
  }

  private boolean accept(char wanted) {
    boolean found = peek() == wanted;
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char wanted) {
    if (!accept(wanted)) {
      throw unexpected("'" + wanted + "'");
    }
  }

  /** The next character that is no white space, or 0 at the end. */
  private char peek() {
    skipSpace();
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private InvalidInputException unexpected(String wanted) {
    return source.refuse(
        "header must have %s at character %d, has %s",
        wanted, at + 1, at < text.length() ? Source.quote(text.substring(at)) : "nothing more");
  }
}
