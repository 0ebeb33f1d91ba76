package org.convmat.core.io;

import java.util.Locale;

/** How the entries of a sparse matrix lie in a file; the names are SciPy's. */
public enum SparseLayout {
  /** Compressed sparse rows: {@code indptr} of the rows, {@code indices} of the columns. */
  CSR,
  /** Compressed sparse columns: {@code indptr} of the columns, {@code indices} of the rows. */
  CSC,
  /** Coordinates: {@code row} and {@code col} of every entry. */
  COO;

  /** SciPy's name, such as {@code csr}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
