package org.convmat.backend.vector;

import java.util.List;
import java.util.Optional;

/**
 * The terms of all residues of an axis of C<sup>T</sup>, four for each: neighbouring rows, which
 * are computed one after the other: where a target is larger than the caches, that was faster than
 * two streams of stores, or rows far apart. Immutable.
 */
final class RowPhases {

  /** Terms of a residue. */
  static final int TERMS = 4;

  private final int[] patterns;
  private final int[] offsets;
  private final int size;
  private final boolean beside;

  private RowPhases(List<RowTerms> residues, boolean beside) {
    this.size = residues.size();
    this.beside = beside;
    this.patterns = new int[size * TERMS];
    this.offsets = new int[size * TERMS];
    for (int n = 0; n < patterns.length; n++) {
      patterns[n] = residues.get(n / TERMS).pattern(n % TERMS);
      offsets[n] = residues.get(n / TERMS).offset(n % TERMS);
    }
  }

  /**
   * The phases of a channel, if there is more than one and each has four terms.
   *
   * @param anywhere whether the terms may lie anywhere, not only {@link #areBeside}
   */
  static Optional<RowPhases> of(List<RowTerms> residues, int lanes, boolean anywhere) {
    boolean beside = true;
    for (RowTerms terms : residues) {
      if (terms.count() != TERMS) {
        return Optional.empty();
      }
      beside &=
          terms.offset(1) == terms.offset(0) + lanes && terms.offset(3) == terms.offset(2) + lanes;
    }
    return residues.size() > 1 && (beside || anywhere)
        ? Optional.of(new RowPhases(residues, beside))
        : Optional.empty();
  }

  /**
   * Whether of the four terms the second reads the vector beside that of the first, and the fourth
   * that beside the third.
   */
  boolean areBeside() {
    return beside;
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
