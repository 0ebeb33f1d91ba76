package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The terms of the rows of a residue, and of those of the next residue of the last axis but one
 * where they read the same: then one pass computes both.
 *
 * @param written the written channel
 * @param residues the number of the residues of all axes but the last, first axis slowest
 * @param terms the terms of these residues
 * @param mate the terms of the residues after them, if they are computed together
 * @param lag row j of {@code terms} reads what row j - lag of {@code mate} reads
 */
record RowPair(int written, int residues, RowTerms terms, Optional<RowTerms> mate, int lag) {

  /**
   * Pairs neighbours.
   *
   * @param terms for every channel, slowest, and all residues
   * @param all the number of all choices of residues
   * @param inner the number of residues of the last axis but one
   * @param rowLength how far apart the rows lie that neighbouring positions read
   */
  static List<RowPair> of(List<RowTerms> terms, int all, int inner, int rowLength) {
    List<RowPair> pairs = new ArrayList<>();
    for (int n = 0; n < terms.size(); n++) {
      RowTerms one = terms.get(n);
      boolean hasNext = n % inner + 1 < inner && RowLoops.arePaired(one.count());
      Optional<RowTerms> next = hasNext ? Optional.of(terms.get(n + 1)) : Optional.empty();
      int shift = next.map(other -> one.shift(other)).orElse(0);
      Optional<RowTerms> mate =
          next.filter(other -> shift % rowLength == 0 && one.isShifted(other, shift));
      pairs.add(new RowPair(n / all, n % all, one, mate, shift / rowLength));
      if (mate.isPresent()) {
        n++;
      }
    }
    return pairs;
  }
}
