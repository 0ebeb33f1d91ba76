package org.convmat.core.io;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The first line of a Matrix Market file, as in {@code %%MatrixMarket matrix coordinate real
 * general}.
 *
 * @param coordinate whether the entries come with their indices; else all come, column by column
 * @param field what each entry is
 * @param symmetry which entries stand for two
 */
record MtxHeader(boolean coordinate, Field field, Symmetry symmetry) {

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final String EXAMPLE = "%%MatrixMarket matrix coordinate real general";

  enum Field {
    REAL,
    INTEGER,
    PATTERN // no value: the entry is 1
  }

  enum Symmetry {
    GENERAL,
    SYMMETRIC,
    SKEW_SYMMETRIC
  }

  static MtxHeader parse(Source source, String line) {
    List<String> words = List.of(SPACE.split(line.strip().toLowerCase(Locale.ROOT)));
    if (words.size() != 5
        || !words.get(0).equals("%%matrixmarket")
        || !words.get(1).equals("matrix")) {
      throw source.refuse(
          "is no Matrix Market file: its first line is %s, must be as in %s",
          Source.quote(line), EXAMPLE);
    }
    MtxHeader header =
        new MtxHeader(
            coordinate(source, words.get(2)),
            field(source, words.get(3)),
            symmetry(source, words.get(4)));
    if (header.field == Field.PATTERN
        && (!header.coordinate || header.symmetry == Symmetry.SKEW_SYMMETRIC)) {
      throw source.refuse(
          "claims a pattern that is %s %s, a pattern must be coordinate and general or symmetric",
          words.get(2), words.get(4));
    }
    return header;
  }

  private static boolean coordinate(Source source, String word) {
    return switch (word) {
      case "coordinate" -> true;
      case "array" -> false;
      default ->
          throw source.refuse(
              "format %s is not known, must be coordinate or array", Source.quote(word));
    };
  }

  private static Field field(Source source, String word) {
    return switch (word) {
      case "real", "double" -> Field.REAL;
      case "integer", "unsigned-integer" -> Field.INTEGER;
      case "pattern" -> Field.PATTERN;
      default ->
          throw source.refuse(
              "field %s is not supported, must be real, integer or pattern", Source.quote(word));
    };
  }

  private static Symmetry symmetry(Source source, String word) {
    return switch (word) {
      case "general" -> Symmetry.GENERAL;
      case "symmetric" -> Symmetry.SYMMETRIC;
      case "skew-symmetric" -> Symmetry.SKEW_SYMMETRIC;
      default ->
          throw source.refuse(
              "symmetry %s is not supported, must be general, symmetric or skew-symmetric",
              Source.quote(word));
    };
  }
}
