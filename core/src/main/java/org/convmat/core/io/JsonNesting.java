package org.convmat.core.io;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import java.util.Arrays;
import org.convmat.core.tensor.NumericArray;
import org.jspecify.annotations.Nullable;

/**
 * Infers the shape of nested arrays while they pass by: the first array at each depth fixes its
 * extent, every later one must have the same, and numbers stand at one depth only.
 */
final class JsonNesting {

  static final int MAX_DEPTH = 32;

  private static final long UNKNOWN = -1;

  private final Source source;
  private final JsonParser parser;
  private final NumberCollector numbers;

  /** The extent at each depth, as far as an array there has ended. */
  private final long[] extents = new long[MAX_DEPTH];

  /** How many items the open array at each depth has so far. */
  private final long[] counts = new long[MAX_DEPTH];

  private int depth;
  private int rank = -1; // the depth at which numbers stand, or an empty array closed

  JsonNesting(Source source, JsonParser parser) {
    this.source = source;
    this.parser = parser;
    this.numbers = new NumberCollector(source, this::position, "write it as in -1.5e-3");
    Arrays.fill(extents, UNKNOWN);
  }

  void open() {
    if (depth == MAX_DEPTH) {
      throw source.refuse("%s: arrays are nested deeper than %d", position(), MAX_DEPTH);
    }
    if (rank >= 0 && depth >= rank) {
      throw source.refuse(
          "%s: an array at depth %d, where numbers stood before; rows must be equally long",
          position(), depth + 1);
    }
    count();
    counts[depth++] = 0;
  }

  void number(String token) {
    if (rank >= 0 && depth != rank) {
      throw source.refuse(
          "%s: a number at depth %d, numbers before stood at depth %d", position(), depth, rank);
    }
    rank = depth;
    count();
    numbers.add(token);
  }

  void close() {
    depth--;
    if (rank < 0) {
      rank = depth + 1; // an empty array: this is as deep as it goes
    }
    if (extents[depth] == UNKNOWN) {
      extents[depth] = counts[depth];
    }
    if (extents[depth] != counts[depth]) {
      throw source.refuse(
          "%s: an array of %d at depth %d, others there have %d; rows must be equally long",
          position(), counts[depth], depth + 1, extents[depth]);
    }
  }

  private void count() {
    if (depth > 0) {
      counts[depth - 1]++;
    }
  }

  /** Whether the one value has ended. */
  boolean isComplete() {
    return depth == 0;
  }

  long[] extents() {
    return Arrays.copyOf(extents, Math.max(rank, 0));
  }

  NumberCollector numbers() {
    return numbers;
  }

  NumericArray toArray() {
    return numbers.toArray(extents());
  }

  private String position() {
    return position(parser.currentTokenLocation());
  }

  static String position(@Nullable JsonLocation location) {
    return location == null
        ? "an unknown place"
        : "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
