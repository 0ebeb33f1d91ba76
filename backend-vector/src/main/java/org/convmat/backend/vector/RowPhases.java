package org.convmat.backend.vector;

import java.util.List;
import java.util.Optional;

/**
 * The terms of all residues of an axis of C<sup>T</sup>, four for each: neighbouring rows, which
 * are computed one after the other: where a target is larger than the caches, that was faster than
 * two streams of stores, or rows far apart. Of the four terms, the second reads the vector beside
 * that of the first, and the fourth that beside the third. Immutable.
 */
final class RowPhases {

  /** Terms of a residue. */
  static final int TERMS = 4;

  private final int[] patterns;
  private final int[] offsets;
  private final int size;

  private RowPhases(List<RowTerms> residues) {
    this.size = residues.size();
    this.patterns = new int[size * TERMS];
    this.offsets = new int[size * TERMS];
    for (int n = 0; n < patterns.length; n++) {
      patterns[n] = residues.get(n / TERMS).pattern(n % TERMS);
      offsets[n] = residues.get(n / TERMS).offset(n % TERMS);
    }
  }

  /** The phases of a channel, if their terms are of that kind and there is more than one. */
  static Optional<RowPhases> of(List<RowTerms> residues, int lanes) {
    boolean fits = residues.size() > 1;
    for (RowTerms terms : residues) {
      fits &=
          terms.count() == TERMS
              && terms.offset(1) == terms.offset(0) + lanes
              && terms.offset(3) == terms.offset(2) + lanes;
    }
    return fits ? Optional.of(new RowPhases(residues)) : Optional.empty();
  }

  /** Number of residues. */
  int size() {
    return size;
  }

  /** Where the weights of a term begin; n counts the terms of all residues. */
  int pattern(int n) {
    return patterns[n];
  }

  /** Where a term reads for position 0 and the first row; n counts the terms of all residues. */
  int offset(int n) {
    return offsets[n];
  }
}
